/** What there is to measure, by the names that `npm run bench -- NAME` takes. */
import { additionSizes, membershipSizes, ownSizes, shareSizes } from './rows.ts';
import { type CaseAt, casesInTurns } from './inside.ts';
import { type Contenders, type Effort, loadedServers, loadInTurns, memory } from './loads.ts';
import { peers } from './peers.ts';
import type { RequestName } from './requests.ts';
import type { Measured } from './results.ts';
import { seedFiles, seeding, starts } from './starts.ts';

/** What a run of several measurements shares, and what it could not measure. */
export interface Run extends Effort {
  servers(): Promise<Contenders>;
  /** Notes what is left out, and why. */
  missing(what: string, why: string): void;
}

/** One measurement. */
export interface Measurement {
  /** One line for the list of names. */
  readonly title: string;
  /** Whether `wrk` makes its load. */
  readonly needsWrk?: boolean;
  readonly measure: (run: Run) => Measured | Promise<Measured>;
}

/** A run whose servers are started when the first measurement needs them. */
export function runOf(effort: Effort, missing: Run['missing']): Run & { close(): Promise<void> } {
  let started: Promise<Contenders> | undefined;
  return {
    ...effort,
    missing,
    servers: () => (started ??= loadedServers()),
    async close() {
      for (const server of Object.values((await started) ?? {})) await server.stop();
    },
  };
}

function loading(title: string, request: RequestName, connections: number): Measurement {
  const s = connections === 1 ? '' : 's';
  return {
    title: `${title}, ${connections} connection${s}`,
    needsWrk: true,
    measure: async (run) => loadInTurns(await run.servers(), request, { ...run, connections }),
  };
}

function inside(title: string, cases: Readonly<Record<string, CaseAt>>): Measurement {
  return { title, measure: (run) => casesInTurns(cases, run) };
}

function growing(
  title: string,
  name: string,
  sizes: readonly number[],
  ...more: readonly string[]
): Measurement {
  const cases = sizes.map((size): [string, CaseAt] => [String(size), ['growth-cases', name, ...more, size]]);
  return inside(title, Object.fromEntries(cases));
}

/** All of them, in the order in which they are measured. */
export const measurements: Readonly<Record<string, Measurement>> = {
  'get-32': loading('GET a member', 'get', 32),
  'list-32': loading('GET the members of an image', 'list', 32),
  'post-32': loading('POST a new member', 'post', 32),
  'put-32': loading('PUT a member status', 'put', 32),
  'images-32': loading('GET a page of 25 images', 'images', 32),
  'login-32': loading('POST a login', 'login', 32),
  'get-1': loading('GET a member', 'get', 1),
  'list-1': loading('GET the members of an image', 'list', 1),
  'post-1': loading('POST a new member', 'post', 1),
  'put-1': loading('PUT a member status', 'put', 1),
  start: { title: 'a process, from its start to its first answer', measure: starts },
  memory: { title: 'memory at the start, and after 60,000 requests', needsWrk: true, measure: memory },
  msw: inside('a fetch that MSW intercepts', {
    fake: ['cases', 'msw: fake'],
    static: ['cases', 'msw: static'],
  }),
  exchange: inside('a request in process', {
    get: ['cases', 'exchange: get'],
    put: ['cases', 'exchange: put'],
    'hand-written': ['cases', 'exchange: hand-written'],
  }),
  create: inside('createFake()', { fake: ['cases', 'create'] }),
  additions: growing('POST a member of an image that has many', 'additionsTo', additionSizes),
  shares: growing('list ten pending shares among many images', 'sharesAmong', shareSizes),
  own: growing('list 25 of many own images', 'pageOf', ownSizes),
  'memberships-get': growing('GET among many memberships', 'amongMemberships', membershipSizes, 'GET'),
  'memberships-put': growing('PUT among many memberships', 'amongMemberships', membershipSizes, 'PUT'),
  seeding: { title: 'heap of a million memberships, and planting them', measure: seeding },
  'seed-file': { title: 'a start with 50,000 members in a seed file', measure: seedFiles },
  peers: { title: 'other fakes: installs them in a folder of its own', needsWrk: true, measure: peers },
};
