/** Each result and each reason belongs to its interaction, wherever states fail. What is measured: the official verifier. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import type { Verified } from '../../src/contract/verify/results.ts';
import type { Verifying } from '../../src/contract/verify/verifier.ts';
import { directory, type Directory } from '../broker/small-pact.ts';
import { plainProvider, type TestServer } from './servers.ts';

let files: Directory;
let server: TestServer;
const fake = createFake({ seed: readSeedFile('contract') });
beforeAll(async () => {
  files = await directory();
  server = await plainProvider();
});
afterAll(async () => {
  await files[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const good = { name: 'an image', params: { owner: 'producer' } };
const bad = (name: string): object => ({ name });

function interaction(description: string, providerStates: readonly object[], path: string = '/200'): object {
  const request = { method: 'GET', path };
  return { type: 'Synchronous/HTTP', description, providerStates, request, response: { status: 200 } };
}

async function verified(
  interactions: readonly object[],
  version: string = '4.0',
  at: Pick<Verifying, 'providerBaseUrl' | 'bounds'> = { providerBaseUrl: server.url },
): Promise<Verified> {
  const pact = {
    consumer: { name: 'c' },
    provider: { name: 'image-members-api' },
    interactions,
    metadata: { pactSpecification: { version } },
  };
  const file = await files.write('pact.json', JSON.stringify(pact));
  return verifyPacts({ ...at, cloud: fakeCloud(fake), pacts: [file] });
}

/** Each result as one line: its sentence, whether it holds, and the places and kinds of what differs. */
function told({ interactions }: Verified): readonly string[] {
  return interactions.map(({ sentence, ok, pending, differences }) =>
    `${sentence}: ${ok ? 'holds' : pending ? 'pending' : 'fails'} ${differences.map(({ kind, where }) => `${kind} ${where}`.trim()).join(', ')}`.trim(),
  );
}

it('states that fail first, last, in the middle, alone and all together fail their own interaction', async () => {
  const images = fake.as('administrator').images.list().body.images.length;
  const result = await verified([
    interaction('same', [bad('A'), bad('B')]),
    interaction('same', [], '/404'),
    interaction('same', [good]),
    interaction('first', [bad('A'), good, good]),
    interaction('middle', [good, bad('B'), good]),
    interaction('without states', []),
    interaction('last', [good, good, bad('C')]),
    interaction('not answered', [good], '/drop'),
    { ...interaction('pending', [bad('D')]), pending: true },
    { ...interaction('pending, too', [good], '/404'), pending: true },
    interaction('twice the same state', [good, good]),
    interaction('the end - same', [bad('E')]),
  ]);
  expect(told(result)).toEqual([
    'same: fails state A, state B',
    'same: fails status',
    'same: holds',
    'first: fails state A',
    'middle: fails state B',
    'without states: holds',
    'last: fails state C',
    'not answered: fails unanswered',
    'pending: pending state D',
    'pending, too: pending status',
    'twice the same state: holds',
    'the end - same: fails state E',
  ]);
  expect(result.ok).toBe(false);
  const left = fake.as('administrator').images.list().body.images.length;
  expect(left).toBe(images);
});

it('where nothing fails but what is pending, all is well', async () => {
  const result = await verified([
    { ...interaction('pending', [bad('A')]), pending: true },
    interaction('holds', [good]),
  ]);
  expect(result.ok).toBe(true);
  expect(result.interactions.map(({ ok, pending }) => ({ ok, pending }))).toEqual([
    { ok: false, pending: true },
    { ok: true, pending: false },
  ]);
});

it.each(['1.0.0', '2.0.0', '3.0.0'])(
  'states of version %s are read as the official verifier does',
  async (version) => {
    const request = { method: 'GET', path: '/200' };
    const response = { status: 200 };
    const result = await verified(
      [
        { description: 'old', provider_state: 'A', request, response },
        { description: 'single', providerState: 'B', request, response },
        { description: 'both', providerState: 'C', provider_state: 'X', request, response },
        { description: 'empty', providerState: '', request, response },
        { description: 'null', providerState: null, request, response },
        { request, response },
        { description: 'list', providerState: 'X', providerStates: [bad('D')], request, response },
        { description: 'no list', providerState: 'X', providerStates: null, request, response },
        { description: 'number', providerState: 7, request, response },
        { description: { b: 1, a: 2.5 }, request, response },
        { description: 'none', request, response },
      ],
      version,
    );
    expect(told(result)).toEqual([
      'old: fails state A',
      'single: fails state B',
      'both: fails state C',
      'empty: holds',
      'null: holds',
      'Interaction 5: holds',
      'list: fails state D',
      'no list: holds',
      'number: fails state 7',
      '{"a":2.5,"b":1}: holds',
      'none: holds',
    ]);
  },
);

it.each([
  ['ends', '/end', 'nothing listens at '],
  ['hangs', '/hang', ' was silent for too long (no answer within 0.3 seconds)'],
])('a server that %s midway stops the verification, and what was made is taken away', async (_, end, why) => {
  await using mortal = await plainProvider();
  const images = fake.as('administrator').images.list().body.images.length;
  const running = verified(
    [
      interaction('first', [good]),
      interaction('the last one', [good], end),
      ...Array.from({ length: 50 }, () => interaction('later', [])),
    ],
    '4.0',
    { providerBaseUrl: mortal.url, bounds: { seconds: 0.3 } },
  );
  const { message } = (await running.catch((error: unknown) => error)) as Error;
  expect(message).toMatch(
    new RegExp(
      `^the server at ${mortal.url} stopped answering at interaction [45], so the verification was stopped\\.`,
    ),
  );
  expect(message).toContain(why);
  expect(fake.as('administrator').images.list().body.images).toHaveLength(images);
});

it('a verification that is stopped before its end has no result', async () => {
  const stopping = new AbortController();
  const pacts = [
    await files.write('stopped.json', JSON.stringify({ interactions: [interaction('asks', [])] })),
  ];
  const checked = (): void => stopping.abort();
  const { signal } = stopping;
  const running = verifyPacts({
    providerBaseUrl: server.url,
    cloud: fakeCloud(fake),
    pacts,
    checked,
    signal,
  });
  await expect(running).rejects.toThrow('aborted');
});

it('rules, generators and comments of another form are passed over, as the official verifier does', async () => {
  const odd = (description: string, response: object, more: object = {}): object => ({
    ...interaction(description, []),
    ...more,
    response: { status: 200, ...response },
  });
  const result = await verified([
    odd('null', { matchingRules: null, generators: null }, { comments: null }),
    odd('lists', { generators: { header: [] } }, { comments: 'a comment' }),
    odd('values', {
      generators: { body: { '$.a': null, '$.b': { type: 'ProviderState', expression: 7 } } },
    }),
    odd('differs', {}, { comments: { differs: 7, absent: 7 } }),
    odd(
      'places',
      {},
      { comments: { differs: { '$.a': 7, $: null, '[': 'x', '$.b': 'of others' }, absent: [7, null] } },
    ),
  ]);
  expect(told(result)).toEqual(
    ['null', 'lists', 'values', 'differs', 'places'].map((each) => `${each}: holds`),
  );
});

it('the states and the exchange of an interaction are shown, without tokens', async () => {
  const [result] = (await verified([interaction('asks', [{ name: 'a caller', params: { is: 'consumer' } }])]))
    .interactions;
  expect(result?.states).toEqual([{ state: 'a caller', parameters: { is: 'consumer' } }]);
  expect(result?.exchange).toMatchObject({
    request: { method: 'GET', url: `${server.url}/200`, body: '' },
    response: { status: 200 },
  });
  expect(JSON.stringify(result)).not.toContain('consumer-token');
});
