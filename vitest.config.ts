import type { ViteUserConfig } from 'vitest/config';

/** Pact's tools count their users unless they are told not to. */
const env = { PACT_DO_NOT_TRACK: 'true' };

/** `fast` needs nothing but Node. `real` needs Chromium, the OpenStack clients and a real Glance; its setup says what is missing. */
const config: ViteUserConfig = {
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          env,
          // A file leaves nothing behind: modules are loaded once per worker, not once per file.
          isolate: false,
          // A busy machine makes a test late, not wrong.
          testTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/real/**'],
        },
      },
      {
        test: {
          name: 'real',
          env,
          include: ['test/real/**/*.test.ts'],
          globalSetup: ['test/real/setup.ts'],
          // A client takes a second of one core; more at a time only makes each of them late.
          maxConcurrency: 2,
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
};

export default config;
