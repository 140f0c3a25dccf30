// Loaded before the program: its modules, a line each on stderr, when it is asked to end.
import { registerHooks } from 'node:module';

const loaded = new Set();
registerHooks({
  load(url, context, next) {
    loaded.add(url);
    return next(url, context);
  },
});
process.on('exit', () => {
  const own = process.moduleLoadList.map((each) => each.replace(/^NativeModule /, 'node:'));
  process.stderr.write([...loaded, ...own].join('\n'));
});
