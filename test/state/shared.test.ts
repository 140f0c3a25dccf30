/** Keepers that share an engine answer as one cloud: docs/state.md, decisions/0021. The engine is in this process; a database is tried in test/real. */
import { expect, it, onTestFinished } from 'vitest';
import { createHost, type Host } from '../../src/index.ts';
import type { Commit } from '../../src/state/engine.ts';
import { SharedKeeper } from '../../src/state/shared-keeper.ts';
import { EngineHere } from './engines.ts';
import { done } from './many-changes.ts';
import { folder, heldBy, image } from './stores.ts';

const members = `/v2/images/${image}/members`;
const noon = (): number => Date.parse('2030-01-01T12:00:00Z');

function engineHere(): EngineHere {
  const engine = new EngineHere(`${folder()}/x.db`);
  onTestFinished(() => engine.end());
  return engine;
}

type Options = ConstructorParameters<typeof SharedKeeper>[2];

async function hostAt(engine: EngineHere, options: Options = {}, worldIdle = 3600): Promise<Host> {
  const state = {
    keep: (kept: ConstructorParameters<typeof SharedKeeper>[1]) => new SharedKeeper(engine, kept, options),
  };
  const host = createHost({ clock: noon, worldIdle, state });
  onTestFinished(() => host.close());
  await host.ready;
  return host;
}

/** The ids of the members that a host lists, sorted. */
async function idsAt(host: Host, path = members): Promise<readonly string[]> {
  const { body } = await done(host, 'GET', path);
  return (body as { members: { member_id: string }[] }).members.map(({ member_id: id }) => id).toSorted();
}

it('what one has answered, the other has seen: members, worlds, clocks, faults, snapshots and resets', async () => {
  const engine = engineHere();
  const [one, other] = [await hostAt(engine), await hostAt(engine)];
  expect((await done(one, 'POST', members, { member: '123456' })).status).toBe(200);
  expect((await done(other, 'POST', members, { member: '123456' })).status).toBe(409);
  expect((await done(other, 'PUT', '/_fake/worlds/a', { profile: 'rackspace' })).status).toBe(201);
  expect((await done(one, 'GET', '/_fake/worlds/a')).body).toMatchObject({ profile: 'rackspace' });
  expect((await done(one, 'PUT', '/_fake/worlds/a', {})).status).toBe(201);
  expect((await done(other, 'GET', '/_fake/worlds/a')).body).toMatchObject({ profile: 'glance' });
  const clock = { now: '2031-05-05T00:00:00Z', frozen: true };
  expect((await done(one, 'PUT', '/worlds/a/_fake/clock', clock)).status).toBe(200);
  expect((await done(other, 'GET', '/worlds/a/_fake/clock')).body).toMatchObject({ frozen: true });
  const fault = { operation: 'addMember', first: 2, status: 503 };
  expect((await done(other, 'POST', '/worlds/a/_fake/faults', fault)).status).toBe(201);
  for (const [host, status] of [
    [one, 503],
    [other, 503],
    [one, 200],
  ] as const)
    expect((await done(host, 'POST', `/worlds/a${members}`, { member: 'late' })).status).toBe(status);
  expect((await done(one, 'PUT', '/_fake/snapshots/s')).status).toBe(204);
  expect((await done(other, 'DELETE', `${members}/123456`)).status).toBe(204);
  expect(await idsAt(one)).toEqual(['9876543']);
  expect((await done(one, 'POST', '/_fake/snapshots/s/restore')).status).toBe(204);
  expect(await idsAt(other)).toEqual(['123456', '9876543']);
  expect((await done(other, 'POST', '/_fake/reset')).status).toBe(204);
  expect(await idsAt(one)).toEqual(['9876543']);
  // A world is caught up with when somebody asks for it.
  for (const host of [one, other]) await idsAt(host, `/worlds/a${members}`);
  expect(heldBy(one)).toEqual(heldBy(other));
  expect((await done(other, 'DELETE', '/_fake/worlds/a')).status).toBe(204);
  expect((await done(one, 'GET', '/_fake/worlds/a')).status).toBe(404);
});

it('where another was first, what was decided is taken back and decided again on what is there then', async () => {
  const engine = engineHere();
  const [one, other] = [await hostAt(engine), await hostAt(engine)];
  engine.meanwhile = async () => void (await done(other, 'POST', members, { member: '123456' }));
  expect((await done(one, 'POST', members, { member: '123456' })).status).toBe(409);
  engine.meanwhile = async () => void (await done(other, 'POST', members, { member: 'second' }));
  expect((await done(one, 'POST', members, { member: 'third' })).status).toBe(200);
  expect(engine.asked.again).toBe(2);
  for (const host of [one, other])
    expect(await idsAt(host)).toEqual(['123456', '9876543', 'second', 'third']);
  // The journal has what was answered, once.
  expect(one.world.journal.entries({ status: 409 }).length).toBe(1);
});

/** Another process is first wherever more than two additions of members are to be kept: deciding those takes longer. */
class Slow extends EngineHere {
  other: Host | undefined;
  #seconds = 0;

  override append(commit: Commit): Promise<'kept' | 'again'> {
    const { other } = this;
    const added = new Set(JSON.stringify(commit.acts).match(/tenant \d+/g));
    const now = (): string => new Date(noon() + (this.#seconds += 1) * 1000).toISOString();
    if (added.size > 2 && other !== undefined)
      this.meanwhile = async () => void (await done(other, 'PUT', '/_fake/clock', { now: now() }));
    return super.append(commit);
  }
}

it('who comes too late again and again decides less at once, until it is first', async () => {
  const engine = new Slow(`${folder()}/x.db`);
  onTestFinished(() => engine.end());
  const [one, other] = [await hostAt(engine), await hostAt(engine)];
  engine.other = other;
  const adds = Array.from({ length: 32 }, (_, number) =>
    done(one, 'POST', members, { member: `tenant ${number}` }),
  );
  const answers = await Promise.all(adds);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await idsAt(other)).length).toBe(33);
});

it('a world that another one drops or replaces while something is decided in it is looked at again', async () => {
  const engine = engineHere();
  const [one, other] = [await hostAt(engine), await hostAt(engine)];
  await done(one, 'PUT', '/_fake/worlds/a', {});
  await done(one, 'POST', `/worlds/a${members}`, { member: 'before' });
  engine.meanwhile = async () => void (await done(other, 'PUT', '/_fake/worlds/a', {}));
  expect((await done(one, 'POST', `/worlds/a${members}`, { member: '123456' })).status).toBe(200);
  expect(engine.asked.again).toBe(1);
  expect(await idsAt(other, `/worlds/a${members}`)).toEqual(['123456', '9876543']);
});

it('requests that wait at the same time ask the engine once, and their changes are one step', async () => {
  const engine = engineHere();
  const host = await hostAt(engine);
  const [{ steps = 0 } = {}] = await engine.sizes();
  engine.asked.news = 0;
  const adds = Array.from({ length: 20 }, (_, number) =>
    done(host, 'POST', members, { member: `tenant ${number}` }),
  );
  const answers = await Promise.all(adds);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(engine.asked.news).toBe(1);
  expect((await engine.sizes())[0]?.steps).toBe(steps + 1);
});

it('without its engine, requests are 503 with Retry-After and change nothing; with it, all goes on', async () => {
  const engine = engineHere();
  const said: string[] = [];
  const onTrouble = (trouble: string): void => void said.push(trouble);
  const [host, other] = [await hostAt(engine, { onTrouble }), await hostAt(engine)];
  await done(host, 'POST', members, { member: 'before' });
  engine.isAway = true;
  for (const [method, body] of [
    ['GET', undefined],
    ['POST', { member: 'meanwhile' }],
  ] as const) {
    const refused = await done(host, method, members, body);
    expect([refused.status, refused.headers['Retry-After']]).toEqual([503, '1']);
    expect(JSON.stringify(refused.body)).toContain('Nothing was changed');
  }
  expect((await done(host, 'GET', '/_fake/ready')).body).toMatchObject({ ready: false });
  expect((await done(host, 'GET', '/_fake/health')).status).toBe(200);
  engine.isAway = false;
  expect((await done(host, 'GET', '/_fake/ready')).status).toBe(200);
  expect(said).toEqual([
    expect.stringMatching(/^Requests are answered 503 until that is over: /),
    'the engine of this process keeps changes again.',
  ]);
  // It is lost between the question and the append: what was decided is taken back.
  engine.meanwhile = async () => void (engine.isAway = true);
  expect((await done(host, 'POST', members, { member: 'lost' })).status).toBe(503);
  engine.isAway = false;
  for (const each of [host, other]) expect(await idsAt(each)).toEqual(['9876543', 'before']);
});

it('local reads ask nobody for a second, and see what their own process has changed', async () => {
  const engine = engineHere();
  let now = 0;
  const [local, other] = [await hostAt(engine, { reads: 'local', now: () => now }), await hostAt(engine)];
  expect(await idsAt(local)).toEqual(['9876543']);
  engine.asked.news = 0;
  await done(other, 'POST', members, { member: 'foreign' });
  expect(engine.asked.news).toBe(1);
  now = 999;
  expect(await idsAt(local)).toEqual(['9876543']);
  expect(engine.asked.news).toBe(1);
  now = 1000;
  expect(await idsAt(local)).toEqual(['9876543', 'foreign']);
  expect(engine.asked.news).toBe(2);
  // Whoever changes something asks first, and sees all.
  await done(other, 'POST', members, { member: 'another' });
  expect((await done(local, 'POST', members, { member: 'another' })).status).toBe(409);
  expect((await done(local, 'POST', members, { member: 'own' })).status).toBe(200);
  expect(await idsAt(local)).toEqual(['9876543', 'another', 'foreign', 'own']);
});
