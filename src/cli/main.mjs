#!/usr/bin/env node
// JavaScript, so that Node starts without what strips types: with the compile cache, stripped files need it no more. Old
// versions of Node.js load this file too and must come to its message: it has neither an import of its own nor new syntax.
const found = process.versions.node.split('.');

if (Number(found[0]) < 22 || (found[0] === '22' && Number(found[1]) < 13)) {
  process.stderr.write(
    `image-members-fake needs Node 22.13 or later; this is ${found.slice(0, 2).join('.')}\n`,
  );
  process.exitCode = 2;
} else {
  const { enableCompileCache, registerHooks } = process.getBuiltinModule('node:module');
  // What Node compiles now, it need not compile when it starts again; NODE_DISABLE_COMPILE_CACHE=1 keeps it from that.
  enableCompileCache();
  const sources = new URL('..', import.meta.url).href;
  // Imports between our sources name the file. Node would still ask the file system for each, which took a third of the start:
  // decisions/0012. In the package this file is main.js, and imports few. Node has such hooks since 22.15.
  if (registerHooks !== undefined && import.meta.url.endsWith('.mjs'))
    registerHooks({
      resolve(specifier, context, next) {
        // What is required by nothing has no parent.
        const isWithin = String(context.parentURL).startsWith(sources);
        const own = specifier.startsWith('.') && specifier.endsWith('.ts') && isWithin;
        if (!own) return next(specifier, context);
        const { href } = new URL(specifier, context.parentURL);
        return { url: href, format: 'module-typescript', shortCircuit: true };
      },
    });
  void import('./command-line.ts').then(({ runProgram }) => runProgram());
}
