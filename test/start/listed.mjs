// Loaded before the program: on stderr, a line each, when it is asked to end: its modules, and what Node looked up by its own rules
// to find them ("resolved" and the words of the import).
import { registerHooks } from 'node:module';

const loaded = new Set();
registerHooks({
  resolve(specifier, context, next) {
    loaded.add(`resolved ${specifier}`);
    return next(specifier, context);
  },
  load(url, context, next) {
    loaded.add(url);
    return next(url, context);
  },
});
process.on('exit', () => {
  const own = process.moduleLoadList.map((each) => each.replace(/^NativeModule /, 'node:'));
  process.stderr.write([...loaded, ...own].join('\n'));
});
