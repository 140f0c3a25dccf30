import { closestWord } from '../domain/closest-word.ts';
import { printJson } from '../http/json.ts';
import { maskedTarget } from '../http/masking.ts';
import { jsonReply } from '../http/reply.ts';
import { fitsPath, pathParameters } from '../http/route.ts';
import {
  type Events,
  type HttpResponse,
  type RequestHead,
  sharedHeaders,
  textResponse,
} from '../http/message.ts';
import type { Fake } from '../world/fake.ts';
import { FaultError } from '../world/faults.ts';
import { SeedError } from '../world/seed-problems.ts';
import type { Seed } from '../world/seed.ts';
import { SnapshotError } from '../world/snapshots.ts';
import type { Begun } from '../http/context.ts';
import { ControlError, entriesOf, eventsOf, flag, written } from './control-journal.ts';
import { type ControlBodies, numbersAsWritten, readControlBody } from './control-bodies.ts';
import { type ControlOperation, type ControlRoute, controlRoutes } from './control-routes.ts';
import { quoted } from './place.ts';
import { missingWorld, WorldError, worldRefusal, type Worlds } from './worlds.ts';

/** What the control plane needs of its host. */
interface Controlled {
  readonly worlds: Worlds;
}

/** A request to the control plane that has found its operation. */
interface Call {
  readonly host: Controlled;
  readonly world: Fake;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Read as `control-bodies.ts` has it; for operations without a body, undefined. */
  readonly body: unknown;
}

/** What an operation answers: a document, done, or something that goes on. */
type Result =
  | { readonly kind: 'document'; readonly value: object; readonly created?: boolean }
  | { readonly kind: 'done' }
  | { readonly kind: 'events'; readonly events: Events };

const done: Result = { kind: 'done' };

function document(value: object): Result {
  return { kind: 'document', value };
}

function doneOr(was: boolean, missing: string): Result {
  if (!was) throw new ControlError(404, missing);
  return done;
}

/** What each operation does. */
const operations: { readonly [O in ControlOperation]: (call: Call) => Result } = {
  describeFake: ({ host, world }) => document(descriptionOf(host, world)),
  showHealth: ({ world: { profile, release } }) => document({ status: 'ok', profile, release }),
  showReadiness: () => document({ ready: true }),
  exportWorld: ({ world, query }) => document(world.world({ secrets: flag('secrets', query) })),
  replaceWorld: ({ world, body }) => (world.reset(body as Seed), done),
  resetWorld: ({ world }) => (world.reset(), done),
  listSnapshots: ({ world }) => document({ snapshots: world.snapshots.names() }),
  saveSnapshot: ({ world, parameters }) => (world.snapshots.save(parameters['snapshot'] ?? ''), done),
  restoreSnapshot: ({ world, parameters }) => (
    known(world, parameters['snapshot']),
    world.snapshots.restore(parameters['snapshot'] ?? ''),
    done
  ),
  deleteSnapshot: ({ world, parameters }) => (
    known(world, parameters['snapshot']),
    world.snapshots.delete(parameters['snapshot'] ?? ''),
    done
  ),
  compareSnapshots({ world, parameters, query }) {
    known(world, parameters['snapshot']);
    known(world, query['to']);
    return document({ differences: world.snapshots.diff(parameters['snapshot'] ?? '', query['to']) });
  },
  showClock: ({ world }) => document(clockOf(world)),
  setClock({ world: { clock }, world, body }) {
    const { now, frozen } = body as ControlBodies['setClock'];
    // A clock that stands still shows exactly what it is set to.
    if (frozen !== undefined) clock[frozen ? 'freeze' : 'run']();
    if (now !== undefined) moved(() => clock.set(Date.parse(now)));
    return document(clockOf(world));
  },
  advanceClock({ world, body }) {
    const { seconds } = body as ControlBodies['advanceClock'];
    moved(() => world.clock.advance(seconds * 1000));
    return document(clockOf(world));
  },
  listFaults: ({ world }) => document({ faults: world.faults.list() }),
  addFault: ({ world, body }) => ({
    kind: 'document',
    value: world.faults.add(body as ControlBodies['addFault']),
    created: true,
  }),
  clearFaults: ({ world }) => (world.faults.clear(), done),
  removeFault: ({ world, parameters }) =>
    doneOr(
      world.faults.remove(Number(parameters['fault'])),
      `There is no fault ${quoted(parameters['fault'] ?? '')}. GET /_fake/faults lists them.`,
    ),
  listJournal: ({ world, query }) => document({ entries: entriesOf(world, query).map(written) }),
  clearJournal: ({ world }) => (world.journal.clear(), done),
  followJournal: ({ world, query }) => ({ kind: 'events', events: eventsOf(world, query) }),
  listWorlds: ({ host }) => document({ worlds: host.worlds.list() }),
  showWorld({ host, parameters: { world: name = '' } }) {
    return document(worldFacts(host, name));
  },
  makeWorld({ host, parameters: { world: name = '' }, body }) {
    host.worlds.make(name, (body ?? {}) as ControlBodies['makeWorld']);
    return { kind: 'document', value: worldFacts(host, name), created: true };
  },
  deleteWorld: ({ host, parameters: { world: name = '' } }) =>
    doneOr(host.worlds.delete(name), missingWorld(name).message),
};

function descriptionOf({ worlds }: Controlled, { name, profile, release, clock }: Fake): object {
  return {
    name: 'image-members-fake',
    world: name,
    profile,
    release,
    clock: new Date(clock.now()).toISOString(),
    mostWorlds: worlds.most,
    paths: controlRoutes.map(({ method, path, summary }) => `${method} ${path}: ${summary}`),
  };
}

function known({ snapshots }: Fake, name: string | undefined): void {
  if (name === undefined || snapshots.names().includes(name)) return;
  const names = snapshots.names().join(', ');
  throw new ControlError(
    404,
    `There is no snapshot ${quoted(name)}. ${names === '' ? 'There is none yet' : `There are: ${names}`}.`,
  );
}

function clockOf({ clock }: Fake): object {
  return {
    now: new Date(clock.now()).toISOString(),
    frozen: clock.frozen,
    offset: Math.round(clock.offset) / 1000,
  };
}

function moved(move: () => void): void {
  try {
    move();
  } catch (error) {
    throw error instanceof RangeError ? new ControlError(400, error.message) : error;
  }
}

function worldFacts({ worlds }: Controlled, name: string): object {
  const found = worlds.list().find((each) => each.name === name);
  if (found === undefined) throw missingWorld(name);
  return found;
}

/** Bytes of the longest body: a seed may hold the data of images. */
export const longestBody: number = 64 * 1024 * 1024;

/** Begins a request to the control plane of a world. */
export function beginControl(host: Controlled, world: Fake, head: RequestHead): Begun<HttpResponse> {
  const mark = head.target.search(/[?#]/);
  const path = mark === -1 ? head.target : head.target.slice(0, mark);
  const query = mark === -1 ? '' : head.target.slice(mark + 1);
  const segments = path.split('/').filter((segment) => segment !== '');
  const here = controlRoutes.filter((route) => fitsPath(route.segments, segments));
  const method = head.method === 'HEAD' ? 'GET' : head.method;
  const route = here.find((each) => each.method === method);
  if (route === undefined) return { kind: 'answered', answer: lost(head, path, here, world) };
  const call = { host, world, parameters: pathParameters(route.segments, segments) };
  const finish = (body: Uint8Array): HttpResponse =>
    answer(() => {
      const read = readControlBody(route, body, longestBody);
      if (read.kind === 'problem') throw new ControlError(read.tooLong ? 413 : 400, read.problem);
      try {
        return operations[route.operation]({ ...call, query: queryOf(route, query), body: read.value });
      } catch (error) {
        if (!(error instanceof SeedError)) throw error;
        throw error.withTexts(numbersAsWritten(body, route.operation === 'makeWorld' ? ['seed'] : []));
      }
    });
  return { kind: 'body', most: longestBody, finish };
}

/** @throws ControlError for a parameter that the operation does not have. */
function queryOf({ query: names, path }: ControlRoute, query: string): Call['query'] {
  const sent = [...new URLSearchParams(query)];
  const unknown = sent.find(([name]) => !names.includes(name))?.[0];
  if (unknown === undefined) return Object.fromEntries(sent);
  const meant = closestWord(unknown, names);
  const hint = meant === undefined ? `It has: ${names.join(', ') || 'none'}` : `Did you mean ${meant}?`;
  throw new ControlError(400, `${path} has no parameter ${quoted(unknown)}. ${hint}`);
}

const json: readonly (readonly [string, string])[] = sharedHeaders([['Content-Type', 'application/json']]);

function refusal(status: number, error: string, more: object = {}, headers: typeof json = []): HttpResponse {
  return textResponse(status, [...json, ...headers], printJson({ error, ...more }));
}

/** What is answered where no operation is. */
function lost(
  { method }: RequestHead,
  path: string,
  here: readonly ControlRoute[],
  { isSecret }: Fake,
): HttpResponse {
  const shown = maskedTarget(path, isSecret).slice(0, 200);
  if (here.length > 0) {
    const allowed = here.map((route) => route.method).join(', ');
    return refusal(405, `${shown} takes ${allowed}, not ${method}.`, {}, [['Allow', allowed]]);
  }
  const meant = closestWord(
    path,
    controlRoutes.map((route) => route.path),
  );
  const hint = meant === undefined ? 'GET /_fake lists what there is.' : `Did you mean ${meant}?`;
  return refusal(404, `There is no ${shown}. ${hint}`);
}

/** The answer of an operation, or of what it refuses. */
function answer(run: () => Result): HttpResponse {
  try {
    const result = run();
    if (result.kind === 'done') return textResponse(204, [], '');
    if (result.kind === 'document') return jsonReply(result.created ? 201 : 200, result.value);
    const headers = [
      ['Content-Type', 'text/event-stream'],
      // Middleware and proxies would wait for more, to compress it or to pass it on in one piece.
      ['Cache-Control', 'no-store, no-transform'],
      ['X-Accel-Buffering', 'no'],
    ] as const;
    return { status: 200, headers, body: new Uint8Array(), events: result.events };
  } catch (error) {
    const refused = refusedWith(error);
    if (refused === undefined) throw error;
    return refused;
  }
}

function refusedWith(error: unknown): HttpResponse | undefined {
  if (error instanceof WorldError) return worldRefusal(error);
  if (error instanceof ControlError) return refusal(error.status, error.message);
  if (error instanceof SeedError)
    return refusal(400, error.lines[0] ?? error.message, {
      problems: error.lines.slice(1).map((line) => line.trim()),
    });
  if (error instanceof FaultError || error instanceof SnapshotError) return refusal(400, error.message);
  return undefined;
}
