import {
  type Expect,
  expect as playwrightExpect,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  test as playwrightTest,
  type TestType,
} from '@playwright/test';
import { type ControlClient, controlClient } from './client.ts';
import type { AnyProfile } from './domain/profiles.ts';
import type { ReleaseName } from './domain/releases.ts';
import { listen } from './express.ts';
import type { Host } from './host/host.ts';
import { fakeMatchers, type FakeMatchers } from './kit/matchers.ts';
import { hostForTests, worldForTest } from './kit/worlds.ts';
import type { Fake } from './world/fake.ts';
import type { Seed } from './world/seed.ts';

export { UnknownNameError } from './kit/names.ts';
export type { OperationName, WantedRefusal } from './kit/matchers.ts';

/** The world of a test, on the server of its worker. */
export interface ServedWorld {
  /** Where it answers, for pages and for the application under test: `http://127.0.0.1:41235/worlds/NAME`. */
  readonly url: string;
  /** The world itself, in the process of the test. */
  readonly world: Fake;
  /** Its control plane over HTTP. */
  readonly client: ControlClient;
}

/** What a test gets, and may choose with `test.use`. */
export interface FakeFixtures {
  /** The seed of the worlds; the documents' own where there is none. */
  readonly fakeSeed: Seed | undefined;
  /** The profile of the worlds; `glance` where there is none. */
  readonly fakeProfile: AnyProfile | undefined;
  /** The release of OpenStack whose facts the worlds show; the newest where there is none. */
  readonly fakeRelease: ReleaseName | undefined;
  /** A world of its own for each test, made before the test and gone after it. */
  readonly fake: ServedWorld;
}

/** What the tests of a worker share. */
export interface FakeWorkerFixtures {
  /** Holds the worlds of a worker. Put another one in its place for other limits: `createHost({ membersPerImage: 2 })`. */
  readonly fakeHost: Host;
  /** Where the server of the worker is: on this machine, at a port that was free. */
  readonly fakeServerUrl: string;
}

/** Playwright's test, with a world of its own for each test. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & FakeFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & FakeWorkerFixtures
> = playwrightTest.extend<FakeFixtures, FakeWorkerFixtures>({
  fakeSeed: [undefined, { option: true }],
  fakeProfile: [undefined, { option: true }],
  fakeRelease: [undefined, { option: true }],
  fakeHost: [async ({}, use) => use(hostForTests()), { scope: 'worker' }],
  fakeServerUrl: [
    async ({ fakeHost }, use) => {
      await using server = await listen(fakeHost);
      await use(server.url);
    },
    { scope: 'worker' },
  ],
  fake: async (
    { fakeHost, fakeServerUrl, fakeSeed: seed, fakeProfile: profile, fakeRelease: release },
    use,
    { title },
  ) => {
    const { fake: world, end } = worldForTest(fakeHost, title, { seed, profile, release });
    const client = controlClient({ url: fakeServerUrl }).inWorld(world.name);
    await use({ url: client.url, world, client });
    end();
  },
});

/** Playwright's `expect`, with `toHaveMember`, `toHaveRefused` and `toHaveNoUnexpected` for `fake`. */
export const expect: Expect<FakeMatchers> = playwrightExpect.extend({ ...fakeMatchers });
