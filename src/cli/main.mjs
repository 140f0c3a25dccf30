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
  // What Node compiles now, it need not compile when it starts again; NODE_DISABLE_COMPILE_CACHE=1 keeps it from that.
  process.getBuiltinModule('node:module').enableCompileCache();
  void import('./command-line.ts').then(({ runProgram }) => runProgram());
}
