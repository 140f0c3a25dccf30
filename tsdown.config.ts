import type { UserConfig } from 'tsdown';

/**
 * A bundle per entry point, and one for what they share: Node takes longer to find and link three hundred modules than to
 * run them. What a command loads when it is used has a bundle of its own.
 */
const config: UserConfig = {
  entry: [
    'src/index.ts',
    'src/client.ts',
    'src/express.ts',
    'src/msw.ts',
    'src/data.ts',
    'src/contract.ts',
    'src/seed-file.ts',
    'src/vitest.ts',
    'src/playwright.ts',
    'src/cli/main.ts',
  ],
  format: 'esm',
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  target: 'es2024',
  fixedExtension: false,
  outputOptions: { chunkFileNames: 'shared/[name].js' },
  dts: true,
  clean: true,
  logLevel: 'warn',
};

export default config;
