import type { UserConfig } from 'tsdown';

/**
 * Declarations in which types of Node stand refer to them: TypeScript 7 reads `@types/node` for no project by itself, and a project
 * that checks the types of its packages would have errors from these.
 */
const nodeTypes: NonNullable<UserConfig['plugins']> = {
  name: 'node-types',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk' && file.fileName.endsWith('.d.ts') && namesNode.test(file.code))
        file.code = `/// <reference types="node" />\n${file.code}`;
  },
};
const namesNode: RegExp =
  /from "node:|\bNodeJS\.|\bimplements \w*Disposable\b|\bextends \w*Disposable\b|[:|<] ?Buffer\b/;

/**
 * Scripts in ASCII: an engine keeps a script that has one other character, an ellipsis in a message, as two bytes a character. In the
 * texts and patterns of a script, where such characters stand, an escape is the same.
 */
const inAscii: NonNullable<UserConfig['plugins']> = {
  name: 'in-ascii',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk' && file.fileName.endsWith('.js'))
        file.code = file.code.replace(/(?<!\\)[\u{80}-\u{10ffff}]/gu, escaped);
  },
};

/** A character as escapes, one for each of its codes. */
function escaped(character: string): string {
  const codes = character.split('').map((each) => each.charCodeAt(0).toString(16).padStart(4, '0'));
  return codes.map((code) => `\\u${code}`).join('');
}

/**
 * A few bundles in place of three hundred modules: Node takes longer to find and link those than to run them. What all
 * doors need is one bundle, what every command and `serve` need another; what other commands load has bundles of its own.
 */
const library: UserConfig = {
  entry: [
    'src/index.ts',
    'src/client.ts',
    'src/express.ts',
    'src/msw.ts',
    'src/data.ts',
    'src/contract.ts',
    'src/seed-file.ts',
    'src/profile-file.ts',
    'src/sqlite.ts',
    'src/state/sqlite-thread.ts',
    'src/postgres.ts',
    'src/vitest.ts',
    'src/playwright.ts',
    'src/cli/main.mjs',
  ],
  format: 'esm',
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  target: 'es2024',
  fixedExtension: false,
  outputOptions: {
    chunkFileNames: 'shared/[name].js',
    // They stand in the declarations; a program that starts need not read them.
    comments: { jsdoc: false },
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        // The client of a server needs no more of the core than this.
        { name: 'options', test: /\/src\/domain\/(?:given-options|closest-word)\.ts$/, priority: 1 },
        // Declarations have chunks of their own: under one name they would take each other's place.
        { name: 'core', test: /\/src\/(?:domain(?!\/policy)|http|world|host)\/.*(?<!\.d)\.ts$/ },
        {
          name: 'cli',
          test: /\/src\/cli\/(?:(?:addresses|arguments|command-line|commands|errors|fakes|paint|profiles|residents|serve|text|values)\.ts|commands\/(?:serve|world-options)\.ts|serve\/(?!banner|recording|suggestions|world-lines))/,
        },
      ],
    },
  },
  dts: true,
  plugins: [nodeTypes, inAscii],
  clean: true,
  logLevel: 'warn',
};

/** The inspector's page: one script for browsers with lit-html in it, and the files beside it. */
const page: UserConfig = {
  entry: { 'inspector/main': 'src/inspector/page/main.ts' },
  copy: ['css', 'svg'].map((ending) => ({ from: `src/inspector/page/*.${ending}`, to: 'dist/inspector' })),
  format: 'esm',
  platform: 'browser',
  target: 'es2024',
  minify: true,
  dts: false,
  clean: false,
  logLevel: 'warn',
};

const configs: readonly UserConfig[] = [library, page];

export default configs;
