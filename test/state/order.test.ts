/** No answer goes out before what it saw is kept, in whichever order the engine is done. */
import { expect, it, onTestFinished } from 'vitest';
import type { HttpResponse } from '../../src/http/message.ts';
import { createHost, type Host } from '../../src/index.ts';
import { sqliteEngine } from '../../src/sqlite.ts';
import { type Commit, type Engine, StateError } from '../../src/state/engine.ts';
import { FileKeeper } from '../../src/state/file-keeper.ts';
import { folder, image } from './stores.ts';

/** A file whose commits wait until they are let through, or fail. */
interface Slow {
  readonly host: Host;
  /** Waits for the next commit, and lets it through or fails it. */
  next(error?: StateError): Promise<void>;
}

async function slowHost(): Promise<Slow> {
  const file = sqliteEngine(`${folder()}/x.db`);
  onTestFinished(() => file.close());
  const waiting: ((error?: StateError) => void)[] = [];
  let heard = Promise.withResolvers<void>();
  let isSlow = false;
  const engine: Engine = {
    name: file.name,
    open: () => file.open(),
    worlds: () => file.worlds(),
    read: (...asked) => file.read(...asked),
    data: (...asked) => file.data(...asked),
    sizes: () => file.sizes(),
    size: () => file.size(),
    compact: () => file.compact(),
    close: () => file.close(),
    async commit(commit: Commit) {
      if (isSlow)
        await new Promise<void>((resolve, reject) => {
          waiting.push((failure) => (failure === undefined ? resolve() : reject(failure)));
          heard.resolve();
        });
      return file.commit(commit);
    },
  };
  const host = createHost({ state: { keep: (kept) => new FileKeeper(engine, kept) } });
  await host.ready;
  await sent(host, 'PUT', '/_fake/snapshots/first').settled;
  isSlow = true;
  return {
    host,
    async next(failure) {
      if (waiting.length === 0) await heard.promise;
      heard = Promise.withResolvers();
      waiting.shift()?.(failure);
    },
  };
}

const full = new StateError('full', 'There is no room.');

function sent(host: Host, method: string, target: string, body?: object): HttpResponse {
  const headers = { host: '127.0.0.1', 'content-type': 'application/json', 'x-auth-token': 'producer-token' };
  const begun = host.begin({ method, target, base: '', headers });
  if (begun.kind === 'answered') return begun.answer;
  return begun.finish(new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)));
}

it('an answer of the control plane waits for the last of all changes, whichever world was changed before', async () => {
  const { host, next } = await slowHost();
  const one = sent(host, 'PUT', '/_fake/snapshots/one').settled;
  const other = sent(host, 'PUT', '/worlds/other/_fake/snapshots/one').settled;
  const first = next();
  await new Promise(setImmediate);
  const later = sent(host, 'PUT', '/_fake/snapshots/later').settled;
  const look = sent(host, 'GET', '/_fake/snapshots').settled;
  await first;
  expect([(await one)?.status, (await other)?.status]).toEqual([204, 204]);
  // As steps, and with its worlds as a whole in place of these.
  await next(full);
  await next(full);
  expect([(await later)?.status, (await look)?.status]).toEqual([507, 507]);
  expect(host.world.snapshots.names()).toEqual(['first', 'one']);
});

it('what somebody else has read of the worlds waits as answers do', async () => {
  const { host, next } = await slowHost();
  const share = sent(host, 'POST', `/v2/images/${image}/members`, { member: '123456' }).settled;
  const head = { method: 'GET', target: '/_fake/page/people', base: '', headers: {} };
  const read = host.kept(head, { status: 200, headers: [], body: 'pending' }).settled;
  // As steps, and with its worlds as a whole in place of these.
  await next(full);
  await next(full);
  expect([(await share)?.status, (await read)?.status]).toEqual([507, 507]);
  expect(host.world.as('producer').members.show(image, '123456').status).toBe(404);
});

it('before the worlds are there, nothing that was read of them goes out', () => {
  const engine = sqliteEngine(`${folder()}/x.db`);
  onTestFinished(() => host.close());
  const host = createHost({ state: { keep: (kept) => new FileKeeper(engine, kept) } });
  const head = { method: 'GET', target: '/_fake/page/people', base: '', headers: {} };
  expect(host.kept(head, { status: 200, headers: [], body: 'the seed' }).status).toBe(503);
});
