import type { SetupServer } from 'msw/node';
import { expect, test as vitestTest, type TestAPI } from 'vitest';
import type { MemberStatus } from './domain/model.ts';
import type { AnyProfile } from './domain/profiles.ts';
import type { ReleaseName } from './domain/releases.ts';
import type { Host } from './host/host.ts';
import type { CorsOption } from './http/cors.ts';
import { fakeMatchers, type OperationName, type WantedRefusal } from './kit/matchers.ts';
import { hostForTests, worldForTest } from './kit/worlds.ts';
import type { Fake } from './world/fake.ts';
import type { Seed } from './world/seed.ts';

export { UnknownNameError } from './kit/names.ts';
export type { OperationName, WantedRefusal } from './kit/matchers.ts';

/** MSW's server, as far as tests need it: `setupServer` of `msw/node` makes one. */
export interface MswServer {
  /** Where it answers as the host of the worlds: `https://cloud-1.test`. */
  readonly url: string;
  use(...handlers: readonly unknown[]): void;
  boundary<Args extends unknown[], Result>(callback: (...args: Args) => Result): (...args: Args) => Result;
}

/**
 * Answers as the world of the test at a URL, while `run` runs and in what it calls; other tests have their own answers
 * there at the same time.
 * @param url of the cloud, with its path if it has one.
 */
export type AnswersAt = <Result>(url: string, run: () => Result | Promise<Result>) => Promise<Result>;

/** What the fixtures are, by their scope. */
export interface FakeFixtures {
  /** The seed of the worlds; the documents' own where there is none. Injected: `provide` of vitest's config sets it. */
  readonly fakeSeed: Seed | undefined;
  /** The profile of the worlds; `glance` where there is none. Injected, as the seed. */
  readonly fakeProfile: AnyProfile | undefined;
  /** The release of OpenStack whose facts the worlds show; the newest where there is none. Injected, as the seed. */
  readonly fakeRelease: ReleaseName | undefined;
  /**
   * Whose pages may use the worlds from another origin: in jsdom, `XMLHttpRequest` needs it. Injected, as the seed, for a
   * whole worker.
   */
  readonly fakeCors: CorsOption | undefined;
  /** Holds the worlds of a worker. Put another one in its place for other limits: `createHost({ membersPerImage: 2 })`. */
  readonly fakeHost: Host;
  /** The world of the test. It is made before the test, and gone after it. */
  readonly fake: Fake;
  /** Where MSW answers as the world of the test, for `fetch` and `http` in this process. */
  readonly baseUrl: string;
  /** For clients whose URL cannot change: answers at any URL as the world of the test. */
  readonly answersAt: AnswersAt;
  /**
   * The server of MSW behind both, one for each file; `use` overrides answers. Where a file has a server of its own, that
   * one takes its place, for a process can have one only: `setupServer(...handlers(host, { baseUrl: url }))` for the host
   * that is `fakeHost`, with its URL: `Object.assign(server, { url })`.
   */
  readonly mswServer: MswServer;
  /**
   * Where Express answers as the world of the test, for other processes as well. The server is one for each worker, and
   * lives in it: a client that blocks the worker (`spawnSync`) waits for ever.
   */
  readonly serverUrl: string;
  /** Where the server of the worker is. */
  readonly fakeServerUrl: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    fakeSeed?: Seed;
    fakeProfile?: AnyProfile;
    fakeRelease?: ReleaseName;
    fakeCors?: CorsOption;
  }
}

declare global {
  // Chai's interface is the one that the versions of vitest have in common: the type parameters of their own differ.
  namespace Chai {
    interface Assertion {
      /**
       * A tenant is a member of an image, with a status where one is named. Both by id or by name.
       * @throws UnknownNameError where the world has no such image or tenant, for `not` too.
       */
      toHaveMember(image: string, tenant: string, status?: MemberStatus): void;
      /**
       * A request for an operation was refused: `toHaveRefused('updateMember', { by: 'producer', because: /owner/ })`.
       * @throws UnknownNameError where there is no such operation, caller or image, for `not` too.
       */
      toHaveRefused(operation: OperationName, wanted?: WantedRefusal): void;
      /** The journal has no path that the cloud does not have, no failure of the server that no fault asked for, no warning. */
      toHaveNoUnexpected(): void;
    }
  }
}

expect.extend({ ...fakeMatchers });

/** A process has one server of MSW, since of two that listen only one answers. */
const shared: { server: SetupServer | undefined; users: number; hosts: number } = {
  server: undefined,
  users: 0,
  hosts: 0,
};

/**
 * Starts MSW. It is loaded where a test needs it: it is an optional peer.
 * @throws Error where it is not installed.
 */
async function interception(
  host: Host,
  cors: CorsOption | undefined,
): Promise<{ readonly server: MswServer; close(): void }> {
  const { setupServer } = await import('msw/node').catch((cause: unknown) => {
    const message =
      'The fixtures baseUrl, answersAt and mswServer need MSW, which could not be loaded. Install it: npm install --save-dev msw. serverUrl does without.';
    throw new Error(message, { cause });
  });
  const { handlers } = await import('./msw.ts');
  const server = (shared.server ??= setupServer());
  // The option has one name in MSW 3 and another in MSW 2.
  const bypass = { onUnhandledFrame: 'bypass', onUnhandledRequest: 'bypass' } as const;
  if (shared.users === 0) server.listen(bypass);
  shared.users += 1;
  shared.hosts += 1;
  const url = `https://cloud-${shared.hosts}.test`;
  server.use(...handlers(host, { baseUrl: url, cors }));
  return { server: boundServer(server, url), close: endInterception };
}

/** MSW's server with a URL. In MSW 2 it is an instance of a class, whose methods need it. */
function boundServer(server: SetupServer, url: string): MswServer {
  const { use, boundary } = server;
  return Object.assign(Object.create(server) as SetupServer, {
    url,
    use: use.bind(server),
    boundary: boundary.bind(server) as MswServer['boundary'],
  });
}

function endInterception(): void {
  shared.users -= 1;
  if (shared.users > 0) return;
  shared.server?.close();
  shared.server = undefined;
}

async function answeringAt(
  server: MswServer,
  host: Host,
  access: { readonly world: string; readonly cors: CorsOption | undefined },
): Promise<AnswersAt> {
  const { handlers } = await import('./msw.ts');
  return (url, run) =>
    server.boundary(async () => {
      server.use(...handlers(host, { baseUrl: url, ...access }));
      return run();
    })();
}

/** What a test may choose about its world. */
// oxlint-disable-next-line typescript/explicit-function-return-type -- vitest's own type, which says less when it is written out.
function withChoices(base: TestAPI) {
  return base
    .extend('fakeSeed', { injected: true }, (): Seed | undefined => undefined)
    .extend('fakeProfile', { injected: true }, (): AnyProfile | undefined => undefined)
    .extend('fakeRelease', { injected: true }, (): ReleaseName | undefined => undefined)
    .extend('fakeCors', { injected: true, scope: 'worker' }, (): CorsOption | undefined => undefined);
}

/** A test with the fixtures of the fake, besides those that it has. */
export function withFake<Context extends object>(base: TestAPI<Context>): TestAPI<Context & FakeFixtures> {
  const extended = withChoices(base as unknown as TestAPI)
    .extend('fakeHost', { scope: 'worker' }, () => hostForTests())
    .extend(
      'fake',
      ({ fakeHost, fakeSeed: seed, fakeProfile: profile, fakeRelease: release, task }, { onCleanup }) => {
        const { fake, end } = worldForTest(fakeHost, task.name, { seed, profile, release });
        onCleanup(end);
        return fake;
      },
    )
    .extend('mswServer', { scope: 'file' }, async ({ fakeHost, fakeCors }, { onCleanup }) => {
      const { server, close } = await interception(fakeHost, fakeCors);
      onCleanup(close);
      return server;
    })
    .extend('baseUrl', ({ mswServer, fake }) => `${mswServer.url}/worlds/${fake.name}`)
    .extend('answersAt', ({ mswServer, fakeHost, fake, fakeCors }) =>
      answeringAt(mswServer, fakeHost, { world: fake.name, cors: fakeCors }),
    )
    .extend('fakeServerUrl', { scope: 'worker' }, async ({ fakeHost, fakeCors }, { onCleanup }) => {
      const { listen } = await import('./express.ts');
      const { url, close } = await listen(fakeHost, { cors: fakeCors });
      onCleanup(close);
      return url;
    })
    .extend('serverUrl', ({ fakeServerUrl, fake }) => `${fakeServerUrl}/worlds/${fake.name}`);
  return extended as unknown as TestAPI<Context & FakeFixtures>;
}

/** vitest's test, with a world of its own for each test. */
export const test: TestAPI<FakeFixtures> = withFake(vitestTest);
