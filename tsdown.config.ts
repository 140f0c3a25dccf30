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
        // The client of the control plane checks its options, and loads nothing else of the core.
        { name: 'options', priority: 1, test: /\/src\/domain\/(?:given-options|closest-word)\.ts$/ },
        // Declarations have chunks of their own: under one name they would take each other's place.
        { name: 'core', test: /\/src\/(?:domain(?!\/policy)|http|world|host)\/.*(?<!\.d)\.ts$/ },
        {
          name: 'cli',
          test: /\/src\/cli\/(?:(?:addresses|arguments|command-line|commands|errors|fakes|paint|profiles|residents|serve|text|values)\.ts|commands\/(?:serve|world-options)\.ts|serve\/(?!banner|suggestions|world-lines))/,
        },
      ],
    },
  },
  dts: true,
  plugins: nodeTypes,
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
