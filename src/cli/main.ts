#!/usr/bin/env node
// Old versions of Node.js load this file too and must come to its message: it has neither an import of its own nor new syntax.
const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];

if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(`image-members-fake needs Node 22.13 or later; this is ${major}.${minor}\n`);
  process.exitCode = 2;
} else {
  void import('./command-line.ts').then(({ runProgram }) => runProgram());
}
