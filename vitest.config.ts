import { globSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Pact's tools count their users unless they are told not to. */
const env = { PACT_DO_NOT_TRACK: 'true' };

/**
 * What Node compiled for one program or thread that a test starts, it need not compile for the next: most of such a program is
 * compiling. Workers have it from their start, or their threads would go without.
 */
const compiled = { NODE_COMPILE_CACHE: `${tmpdir()}/image-members-fake-compiled` };
Object.assign(process.env, compiled);

/** Vitest leaves one core to itself, but has little to do: of two cores, one would be idle. */
const maxWorkers = '100%';

/** A busy machine makes a test late, not wrong. */
const testTimeout = 300_000;

/** Everything that the MSW door and the test kit do, for MSW 2 as well. */
const underMsw: readonly string[] = [
  'test/msw/**/*.test.ts',
  'test/kit/*.test.ts',
  'test/rules/msw-overrides.test.ts',
  'test/rules/who-may-do-what.test.ts',
  'test/rules/cors.test.ts',
  'test/rules/faults.test.ts',
  'test/story.test.ts',
];

/** Files that count what the engine makes: what others had it compile would count with it, so each has a worker of its own. */
const counting: readonly string[] = ['test/host/survivors.test.ts', 'test/host/cost.test.ts'];

/** Files that take longest. Begun last, one of them would be waited for alone. */
const longest: RegExp =
  /\/(?:parity\/replay|cli\/(?:compare|learn|state)|contract\/(?:mutants|own-pacts|releases|write)|state\/refused|survey\/\w+|profiles\/any-order|house|programs\/\w+|thorough\/\w+)\.test/;

/** Files that take a share of their cases (test/share.ts). */
const inShares: readonly string[] = globSync('test/**/*.test.ts', { cwd: import.meta.dirname }).filter(
  (file) => /\/(?:share|doors)\.ts';/.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')),
);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (longest.test(moduleId) ? 0 : 1);
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

/** What a project of files has that leave nothing behind: modules are loaded once per worker, not once per file. */
const shared = { isolate: false, maxWorkers, testTimeout, hookTimeout: testTimeout } as const;

/** What a project has that tries all cases of the files that take shares of them. */
const inFull = { TRY_ALL: 'yes' } as const;

/**
 * `fast` needs nothing but Node. `thorough` and `msw2` need no more, but try all of what `fast` tries some of. `programs` waits for
 * programs of others: Pact's verifier and its broker tool, npm, Vite. `real`
 * needs Chromium, the OpenStack clients and a real Glance; its setup says what is missing.
 */
const config: ViteUserConfig = {
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'fast',
          env: { ...env, ...compiled, MSW_VERSION: '3.' },
          ...shared,
          include: ['test/**/*.test.ts'],
          exclude: [...counting, 'test/real/**', 'test/programs/**', 'test/thorough/**'],
        },
      },
      {
        test: {
          name: 'counting',
          env: { ...env, ...compiled },
          ...shared,
          isolate: true,
          include: [...counting],
        },
      },
      {
        test: {
          name: 'programs',
          env: { ...env, ...compiled },
          ...shared,
          include: ['test/programs/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'thorough',
          env: { ...env, ...compiled, ...inFull, MSW_VERSION: '3.' },
          ...shared,
          include: ['test/thorough/**/*.test.ts', ...inShares],
          exclude: ['test/real/**', 'test/programs/**'],
        },
      },
      {
        // `msw2` is MSW of the oldest version that the package takes.
        resolve: { alias: [{ find: /^msw(?=\/|$)/, replacement: 'msw2' }] },
        test: {
          name: 'msw2',
          env: { ...env, ...compiled, ...inFull, MSW_VERSION: '2.11.0' },
          ...shared,
          include: [...underMsw],
          exclude: ['test/msw/msw3-*.test.ts'],
        },
      },
      {
        test: {
          name: 'real',
          env,
          include: ['test/real/**/*.test.ts'],
          globalSetup: ['test/real/setup.ts'],
          maxWorkers,
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
