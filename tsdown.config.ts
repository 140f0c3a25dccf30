import type { UserConfig } from 'tsdown';

/** One file out per file in: paths relative to a module (fixtures, contracts) mean the same in src/ and dist/. */
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
  target: 'es2024',
  fixedExtension: false,
  unbundle: true,
  dts: true,
  clean: true,
  logLevel: 'warn',
};

export default config;
