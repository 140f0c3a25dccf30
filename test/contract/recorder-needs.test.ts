/** What a recording asks of answers: what the client needs; and what it keeps so that a wrong server is noticed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recorderFor } from '../../src/contract/recorder.ts';
import { createFake, type FakeOptions } from '../../src/world/fake.ts';
import { bytesOf } from '../../src/http/message.ts';
import { at, busy, image, listening, tenants } from './record/listener.ts';
import type { PactFile } from './pacts.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-members-needs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const patch = { headers: { 'content-type': 'application/openstack-images-v2.1-json-patch' } };

function visibility(value: string): object {
  return { body: [{ op: 'replace', path: '/visibility', value }], ...patch };
}

/** The responses of a pact by the sentences of its interactions. */
function responsesIn(file: string): Readonly<Record<string, unknown>> {
  const { interactions } = JSON.parse(readFileSync(file, 'utf8')) as PactFile;
  return Object.fromEntries(interactions.map(({ description, response }) => [description, response]));
}

it('of a refusal the status and the media type are asked, of an image what sharing is about', async () => {
  const { ask, recorder } = listening();
  ask('dora', 'GET', at());
  ask('bob', 'GET', at());
  const { file } = await recorder.write(join(folder, 'needs'));
  const responses = responsesIn(file);
  expect(
    responses[
      'the stranger cannot look at the image that is not shared with it [showImage: imageVisible → noImageWithId]'
    ],
  ).toEqual({ status: 404, headers: { 'Content-Type': ['application/json'] } });
  const shown = responses['the consumer looks at the image that was offered to it [showImage: granted]'] as {
    readonly headers: object;
    readonly body: { readonly content: object };
  };
  expect(shown.headers).toEqual({ 'Content-Type': ['application/json'] });
  expect(Object.keys(shown.body.content).toSorted()).toEqual([
    'created_at',
    'file',
    'id',
    'min_disk',
    'min_ram',
    'name',
    'owner',
    'protected',
    'schema',
    'self',
    'size',
    'status',
    'tags',
    'updated_at',
    'visibility',
  ]);
});

it('a strict recording asks for the words of a refusal and for headers, too', async () => {
  const { ask, recorder } = listening({ seed: busy }, { strict: true });
  ask('dora', 'GET', at());
  const { file } = await recorder.write(join(folder, 'strict'));
  expect(Object.values(responsesIn(file))).toEqual([
    expect.objectContaining({
      headers: expect.objectContaining({ 'x-openstack-request-id': expect.anything() }) as unknown,
      body: expect.anything() as unknown,
    }),
  ]);
});

it('what a client sent is what it expects to come back', async () => {
  const { ask, recorder } = listening();
  ask('alice', 'POST', '/v2/images', { body: { name: 'new', min_ram: 512, os_distro: 'debian' } });
  const { file } = await recorder.write(join(folder, 'sent'));
  const [created] = Object.values(responsesIn(file));
  expect(created).toMatchObject({ status: 201, body: { content: { min_ram: 512, os_distro: 'debian' } } });
});

it('a list says of an image that was shared with the caller whether it is in there', async () => {
  const { ask, recorder } = listening();
  ask('bob', 'GET', '/v2/images');
  const { file, derived } = await recorder.write(join(folder, 'lists'));
  const lacking =
    responsesIn(file)[
      'the consumer looks in vain for the image that was offered to it in the list of images [listImages: granted]'
    ];
  expect(derived).toBe(1);
  expect(lacking).toMatchObject({ status: 200, body: { content: { images: [] } } });
});

it('an image that had another visibility with members on record has a provider state that says so', async () => {
  const { ask, recorder } = listening();
  ask('alice', 'PATCH', at(), visibility('private'));
  ask('alice', 'PATCH', at(), visibility('shared'));
  ask('alice', 'DELETE', at(`/members/${tenants.beta}`));
  const all = await recorder.interactions();
  const removal = all.find(({ request }) => request.method === 'DELETE');
  expect(removal?.given[0]?.parameters).toMatchObject({ earlier: 'private' });
});

it('a body of PATCH can be read in a pact', async () => {
  const { ask, recorder } = listening();
  ask('alice', 'PATCH', at(), visibility('private'));
  const { file } = await recorder.write(join(folder, 'patch'));
  const { interactions } = JSON.parse(readFileSync(file, 'utf8')) as PactFile;
  expect(interactions[0]?.request).toMatchObject({
    headers: { 'Content-Type': ['application/openstack-images-v2.1-json-patch'] },
    body: { content: [{ op: 'replace', path: '/visibility', value: 'private' }] },
  });
});

it('the pact names the wrong servers that it notices, and those that it does not', async () => {
  const { ask, recorder } = listening();
  ask('bob', 'GET', at('/members'));
  ask('alice', 'POST', at('/members'), { body: { member: tenants.delta } });
  const { noticed, unnoticed, untried } = await recorder.sensitivity();
  expect(noticed).toEqual(
    expect.arrayContaining(['shows a consumer all members', 'names another member in POST of a member']),
  );
  expect(unnoticed).toContain('names no schema in a member');
  expect(untried).toBe(0);
});

it('a refusal is asked for in the form that the client accepts', async () => {
  const { ask, recorder } = listening();
  ask('dora', 'GET', at(), { headers: { accept: '*/*' } });
  const { file } = await recorder.write(join(folder, 'accepted'));
  expect(Object.values(responsesIn(file))).toEqual([
    { status: 404, headers: { 'Content-Type': ['text/html'] } },
  ]);
  expect((await recorder.sensitivity()).noticed).toContain('writes errors in JSON whatever is accepted');
});

it('a list of what the contract made has no next page, which clients would follow', async () => {
  const { ask, recorder } = listening();
  ask('bob', 'GET', '/v2/images');
  const { file } = await recorder.write(join(folder, 'pages'));
  const { interactions } = JSON.parse(readFileSync(file, 'utf8')) as PactFile;
  expect(interactions.map(({ comments }) => comments)).toEqual([
    { rule: 'listImages: granted', absent: ['$.next'] },
    { rule: 'listImages: granted' },
  ]);
  expect((await recorder.sensitivity()).noticed).toContain('has a next page always');
});

/** A pact of the same run, in another world: other ids, and another time. */
async function pactOf(name: string, options: FakeOptions): Promise<string> {
  const fake = createFake({ seed: busy, ...options });
  const recorder = recorderFor({ consumer: 'client' });
  const heard = recorder.through(fake);
  const ask = (user: string, method: string, target: string, body?: object): string => {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'x-auth-token': `${user}-token`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const bytes = bytesOf(body === undefined ? '' : JSON.stringify(body));
    const base = 'http://cloud.test';
    return new TextDecoder().decode(heard.exchange({ method, target, base, headers, body: bytes }).body);
  };
  const { id } = JSON.parse(ask('alice', 'POST', '/v2/images', { name: 'fresh' })) as { readonly id: string };
  ask('alice', 'POST', `/v2/images/${id}/members`, { member: tenants.beta });
  ask('bob', 'PUT', `/v2/images/${id}/members/${tenants.beta}`, { status: 'accepted' });
  for (const user of ['alice', 'bob', 'dora'])
    for (const target of ['/v2/images', `/v2/images/${id}`, `/v2/images/${image}/members`])
      ask(user, 'GET', target);
  const { file } = await recorder.write(join(folder, name));
  return readFileSync(file, 'utf8');
}

it('the same run gives the same file, whatever its ids and its time, and added to itself, too', async () => {
  const first = await pactOf('first', { random: () => 0.1, clock: () => Date.parse('2026-01-01T00:00:00Z') });
  const second = await pactOf('second', {
    random: () => 0.9,
    clock: () => Date.parse('2027-07-07T07:07:07Z'),
  });
  expect(second).toBe(first);
  expect(await pactOf('first', {})).toBe(first);
});
