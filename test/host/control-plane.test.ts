import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type ControlClient, controlClient, ControlRefusal, type RemoteQuery } from '../../src/client.ts';
import { listen, type Listening } from '../../src/express.ts';
import { createHost, type Host } from '../../src/host/host.ts';
import { controlRoutes } from '../../src/host/control-routes.ts';
import { schemaChecker } from './control-schema.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly example?: object } } };
  readonly responses: Readonly<Record<string, object>>;
}

const description = parse(
  readFileSync(new URL('../../contracts/control.yaml', import.meta.url), 'utf8'),
) as Described;

let host: Host;
let server: Listening;
let client: ControlClient;
beforeEach(async () => {
  host = createHost({ worlds: 5 });
  server = await listen(host);
  client = controlClient({ url: server.url });
});
afterEach(() => server.close());

describe('control.yaml', () => {
  it.each(controlRoutes.map((route) => [route.operation, route] as const))(
    '%s is answered as it is described',
    async (_, { operation, method, path, body }) => {
      host.world.snapshots.save('snapshot');
      host.world.faults.add({ delay: 0 });
      const id = host.world.faults.list()[0]?.id;
      host.worlds.open('world');
      const target = path
        .replace('{snapshot}', 'snapshot')
        .replace('{fault}', String(id))
        .replace('{world}', 'world');
      const described = Object.values(description.paths[path] ?? {}).find(
        (each) => each.operationId === operation,
      );
      const example = described?.requestBody?.content['application/json'].example;
      expect(body === 'required' && example === undefined).toBe(false);
      const ended = new AbortController();
      const answer = await fetch(server.url + target, {
        method,
        headers: { 'content-type': 'application/json' },
        signal: ended.signal,
        ...(example === undefined ? {} : { body: JSON.stringify(example) }),
      });
      expect(answer.ok).toBe(true);
      expect(
        schemaChecker(description)(
          described?.responses[answer.status],
          answer.headers.get('content-type'),
          operation === 'followJournal' || answer.status === 204 ? undefined : await answer.json(),
        ),
      ).toEqual([]);
      ended.abort();
    },
  );
});

describe('the client of the control plane', () => {
  it('resets a world, and replaces it by another seed, whole or not at all', async () => {
    host.world.as('producer').members.delete(image, '9876543');
    await client.reset();
    expect(host.world.as('producer').members.show(image, '9876543').status).toBe(200);
    const refused = client.reset({ tenants: [{ name: 'acme' }], users: [{ name: 'ann', tenant: 'acmee' }] });
    await expect(refused).rejects.toMatchObject({
      status: 400,
      problems: [expect.stringContaining('users[0].tenant') as string],
    });
    expect((await client.world()).tenants).toHaveLength(4);
    await client.reset({ tenants: [{ name: 'acme' }] });
    expect((await client.world()).tenants).toMatchObject([{ name: 'acme' }]);
  });

  it('a world with its secrets starts the same world again', async () => {
    const seed = await client.world({ secrets: true });
    await client.worlds.make('again', { seed });
    expect(await client.inWorld('again').world({ secrets: true })).toEqual(seed);
    expect(JSON.stringify(await client.world())).not.toContain('secret');
  });

  it('saves, compares, restores and deletes snapshots', async () => {
    await client.snapshots.save('before');
    host.world.clock.advance(1000);
    const { id } = host.world.as('producer').images.create({ name: 'new' }).body;
    await client.snapshots.save('after');
    expect(await client.snapshots.list()).toEqual(['before', 'after']);
    expect(await client.snapshots.diff('before', 'after')).toEqual([`image ${id} (new) is new`]);
    await client.snapshots.restore('before');
    expect(host.world.as('producer').images.show(id).status).toBe(404);
    await client.snapshots.delete('after');
    await expect(client.snapshots.restore('after')).rejects.toMatchObject({
      status: 404,
      message: 'There is no snapshot "after". There are: before.',
    });
  });

  it('sets, freezes and advances the clock', async () => {
    expect(await client.clock.set({ now: '2030-01-01T00:00:00Z', frozen: true })).toMatchObject({
      now: '2030-01-01T00:00:00.000Z',
      frozen: true,
    });
    expect((await client.clock.advance(90)).now).toBe('2030-01-01T00:01:30.000Z');
    expect((await client.clock.set({ frozen: false })).frozen).toBe(false);
    await expect(client.clock.set({ now: 'tomorrow' })).rejects.toThrow(
      '`now`: a time such as 2030-01-01T00:00:00Z is expected.',
    );
    await expect(client.clock.advance(-1e12)).rejects.toThrow('A clock shows moments from 1970 to 8999');
  });

  it('sets faults, lists, removes and clears them', async () => {
    const { id } = await client.faults.add({ operation: 'listMembers', first: 1, status: 500 });
    await client.faults.add({ delay: 0 });
    host.world.as('producer').members.list(image);
    expect(await client.faults.list()).toMatchObject([{ id, matched: 1, applied: 1 }, { matched: 0 }]);
    await client.faults.remove(id);
    expect(await client.faults.list()).toHaveLength(1);
    await client.faults.clear();
    expect(await client.faults.list()).toEqual([]);
    await expect(client.faults.add({ sttus: 500 } as object)).rejects.toThrow(
      '`sttus` is unknown; did you mean `status`?',
    );
    await expect(client.faults.remove(99)).rejects.toThrow('There is no fault "99".');
  });

  it('looks for exchanges in the journal, and clears it', async () => {
    host.world.as('producer').members.update(image, '9876543', 'accepted');
    host.world.as('producer').request('GET', '/compute/v2.1/servers');
    expect(await client.journal.entries({ operation: 'updateMember' })).toMatchObject([
      {
        number: expect.any(Number) as number,
        world: 'default',
        status: 403,
        caller: { userName: 'producer', tenantName: 'producer' },
        because: 'only member 9876543 (second-consumer) can change its status; you are the owner, producer',
        names: { [image]: 'Shared image', '9876543': 'second-consumer', '5000001': 'producer' },
      },
    ]);
    expect(await client.journal.entries({ unexpected: true })).toMatchObject([
      { target: '/compute/v2.1/servers' },
    ]);
    await expect(client.journal.entries({ opration: 'x' } as object)).rejects.toThrow(
      '/_fake/journal has no parameter "opration". Did you mean operation?',
    );
    await client.journal.clear();
    expect(await client.journal.entries()).toEqual([]);
  });

  it('follows the journal', async () => {
    const ended = new AbortController();
    const entries = (await client.journal.follow({}, ended.signal))[Symbol.asyncIterator]();
    host.world.as('producer').members.list(image);
    expect((await entries.next()).value).toMatchObject({ number: 1, target: `/v2/images/${image}/members` });
    ended.abort();
    expect(await entries.next()).toEqual({ done: true, value: undefined });
  });

  it.each<[RemoteQuery, string]>([
    [{ operation: 'listMembers', method: 'GET', status: 200 }, `/v2/images/${image}/members`],
    [{ caller: 'second-consumer', refused: 'notAuthorized' }, `/v2/images/${image}/members/9876543`],
    [{ unexpected: true }, '/compute/v2.1/servers'],
  ])('follows what %o asks for, and nothing else', async (query, target) => {
    const ended = new AbortController();
    const entries = (await client.journal.follow(query, ended.signal))[Symbol.asyncIterator]();
    const member = `${server.url}/v2/images/${image}/members/9876543`;
    await fetch(member, { method: 'DELETE', headers: { 'x-auth-token': 'stranger-token' } });
    await fetch(member, { method: 'DELETE', headers: { 'x-auth-token': 'second-consumer-token' } });
    await fetch(`${server.url}/compute/v2.1/servers`);
    host.world.as('second-consumer').images.list();
    host.world.as('producer').members.list(image);
    expect((await entries.next()).value).toMatchObject({ target });
    ended.abort();
  });

  it('a word that there cannot be is refused when one begins to follow', async () => {
    await expect(client.journal.follow({ operation: 'addMembr' })).rejects.toThrow(
      'There is no operation "addMembr". Did you mean addMember? There are: listMembers, addMember,',
    );
    await expect(client.journal.follow({ opration: 'x' } as object)).rejects.toThrow(
      '/_fake/journal/events has no parameter "opration". Did you mean operation?',
    );
  });

  it('makes, lists and deletes worlds, and reaches each of them', async () => {
    expect(await client.worlds.make('mine', { profile: 'rackspace' })).toMatchObject({
      name: 'mine',
      profile: 'rackspace',
    });
    const mine = client.inWorld('mine');
    expect(mine.url).toBe(`${server.url}/worlds/mine`);
    await mine.clock.set({ now: '2030-01-01T00:00:00Z', frozen: true });
    expect((await client.clock.show()).frozen).toBe(false);
    expect((await client.worlds.list()).map(({ name }) => name)).toEqual(['mine']);
    await client.worlds.delete('mine');
    expect(await client.worlds.list()).toEqual([]);
    await expect(client.worlds.delete('mine')).rejects.toBeInstanceOf(ControlRefusal);
    await expect(client.worlds.make('x', { profile: 'glanze' })).rejects.toThrow(
      'There is no profile "glanze". Did you mean glance? There are: glance, glance-legacy, rackspace.',
    );
    await expect(client.worlds.make('x', { observed: ['nothing'] })).rejects.toThrow('nothing');
  });

  it('who only looks at a world makes none', async () => {
    await expect(client.inWorld('mien').journal.entries()).rejects.toThrow('There is no world "mien".');
    expect(await client.worlds.list()).toEqual([]);
  });

  it('says which server cannot be reached', async () => {
    const nowhere = controlClient({ url: 'http://127.0.0.1:9' });
    await expect(nowhere.reset()).rejects.toThrow('http://127.0.0.1:9 cannot be reached');
  });

  it('says where a URL leads that is no control plane', async () => {
    const lost = controlClient({ url: `${server.url}/v2` });
    await expect(lost.reset()).rejects.toThrow('is no control plane: it answered 401.');
  });

  it('sends the control token where the server has one', async () => {
    await using guarded = await listen(createHost(), { controlToken: 'open-sesame' });
    await expect(controlClient({ url: guarded.url }).reset()).rejects.toMatchObject({ status: 403 });
    await controlClient({ url: guarded.url, token: 'open-sesame' }).reset();
    expect(await controlClient({ url: guarded.url }).ready()).toBe(true);
  });
});

describe('the control plane itself', () => {
  it('answers at /_fake what there is', async () => {
    host.worlds.open('mine');
    const answer = await fetch(`${server.url}/worlds/mine/_fake`);
    expect(await answer.json()).toMatchObject({
      name: 'image-members-fake',
      world: 'mine',
      profile: 'glance',
      mostWorlds: 5,
      paths: expect.arrayContaining(['GET /_fake/clock: The time of the world.']) as string[],
    });
  });

  it('the one of a world is guarded as that of the server', async () => {
    const foreign = { 'content-type': 'application/json', origin: 'http://evil.test' };
    for (const path of ['/worlds/mine/_fake/reset', '/_fake/worlds/mine', '/_fake/clock/advance'])
      expect((await fetch(server.url + path, { method: 'POST', headers: foreign })).status).toBe(403);
    expect(host.worlds.list()).toEqual([]);
  });

  it.each([
    ['not JSON', '{', 'The body is not JSON: line 1, column 2. Send JSON in UTF-8; YAML is not read here.'],
    ['nothing', '', 'POST /_fake/clock/advance takes a JSON body, and there is none.'],
    ['a text for a number', '{"seconds":"1"}', '`seconds` must be number.'],
    ['a key too many', '{"seconds":1,"minutes":2}', '`minutes` is unknown.'],
    ['a key too few', '{}', '`seconds` is missing.'],
    ['a list', '[]', '`seconds` is missing.'],
  ])('a body is refused that is %s', async (_, body, problem) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/_fake/clock/advance`, { method: 'POST', headers, body });
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
      400,
      expect.stringContaining(problem),
    ]);
  });

  it.each([
    ['/_fake/world', (seed: string): string => seed],
    ['/_fake/worlds/numbers', (seed: string): string => `{"seed":${seed}}`],
  ])('a seed that is sent is refused in the words that stand in it: %s', async (path, around) => {
    const body = around('{"x-note":1,"tenants":[{"name":22.10,"id":12345678901234567890123456789012}]}');
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(server.url + path, { method: 'PUT', headers, body });
    expect([answer.status, ((await answer.json()) as { problems: string[] }).problems]).toEqual([
      400,
      [
        'tenants[0].name: must be text, but is the number 22.10. Put it in quotes: "22.10".',
        'tenants[0].id: must be text, but is the number 12345678901234567890123456789012. Put it in quotes: "12345678901234567890123456789012".',
      ],
    ]);
  });

  it('a seed that is sent may have keys of its own at its top', async () => {
    const body = '{"x-note":1,"tenants":[{"name":"acme"}]}';
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${server.url}/_fake/world`, { method: 'PUT', headers, body })).status).toBe(204);
  });
});
