/** Source: none but the types of the package: what a program without types gets wrong is said where it is given. */
import { afterEach, expect, it, vi } from 'vitest';
import { controlClient } from '../../src/client.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { serveStates } from '../../src/contract/provider-state-server.ts';
import { realCloud } from '../../src/contract/real-cloud.ts';
import { recorderFor } from '../../src/contract/recorder.ts';
import { stageIn } from '../../src/contract/stage.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { imageMembers, listen } from '../../src/express.ts';
import { createHost } from '../../src/host/host.ts';
import { handlers } from '../../src/msw.ts';
import { postgres } from '../../src/postgres.ts';
import { sqlite } from '../../src/sqlite.ts';
import { createFake, type FakeOptions } from '../../src/world/fake.ts';

afterEach(() => void vi.restoreAllMocks());

/** What a program without types may pass. */
const untyped = <Value>(value: unknown): Value => value as Value;

const takers: readonly (readonly [
  taker: string,
  take: (options: object) => unknown,
  written: string,
  meant: string,
])[] = [
  ['createFake', (options) => createFake(options), 'profil', 'profile'],
  ['createHost', (options) => createHost(options), 'worldidle', 'worldIdle'],
  ['worlds.make', (options) => createHost().worlds.make('mine', options), 'sead', 'seed'],
  ['fork', (options) => createFake().fork(options), 'nam', 'name'],
  ['world', (options) => createFake().world(options), 'secret', 'secrets'],
  ['imageMembers', (options) => imageMembers(createFake(), options), 'publicURL', 'publicUrl'],
  ['listen', (options) => listen(createFake(), options), 'prot', 'port'],
  ['handlers', (options) => handlers(createFake(), untyped(options)), 'baseURL', 'baseUrl'],
  ['recorderFor', (options) => recorderFor(untyped(options)), 'consummer', 'consumer'],
  ['sqlite', (options) => sqlite('x.db', options), 'sinc', 'sync'],
  ['postgres', (options) => postgres('postgres://localhost/x', options), 'patiense', 'patience'],
  ['controlClient', (options) => controlClient(untyped(options)), 'ulr', 'url'],
  ['fakeCloud', (options) => fakeCloud(createFake(), options), 'stabel', 'stable'],
  ['realCloud', (options) => realCloud(untyped(options)), 'imageURL', 'imageUrl'],
  ['serveStates', (options) => serveStates(stageIn(fakeCloud(createFake())), options), 'hots', 'host'],
  ['verifyPacts', (options) => verifyPacts(untyped(options)), 'pact', 'pacts'],
];

it.each(takers)(
  '%s refuses an option that it does not have, and names the one that was meant',
  async (taker, take, written, meant) => {
    const taking = async (options: object): Promise<unknown> => take(options);
    await expect(taking({ [written]: undefined })).rejects.toThrow(
      `${taker} has no option ${written}. Did you mean ${meant}? Its options are: `,
    );
    await expect(taking(untyped('text'))).rejects.toThrow(
      `${taker} takes its options as an object, and got a text.`,
    );
  },
);

it.each([
  [
    { errorBody: 'Glance' },
    'The option errorBody of createFake must be glance or general, not "Glance". Did you mean glance?',
  ],
  [{ clock: 5 }, 'The option clock of createFake must be a function, not the number 5.'],
  [
    { clock: () => new Date() },
    'The option clock must return milliseconds since 1970, as Date.now does, and does not.',
  ],
  [{ observed: 'quota' }, 'The option observed of createFake must be a list, not a text.'],
  [{ journal: -1 }, 'The option journal of createFake must be a number from 0 on, not the number -1.'],
  [{ shuffle: 'yes' }, 'The option shuffle of createFake must be true or false, not a text.'],
])('a fake refuses an option of another kind: %o', (options, message) => {
  expect(() => createFake(untyped<FakeOptions>(options))).toThrow(new TypeError(message));
});

it('a refused option is not shown where it may be a secret', async () => {
  const wrong = untyped<object>({ controlToken: ['s3cret'] });
  await expect(listen(createFake(), wrong)).rejects.toThrow(
    'The option controlToken of listen must be a text, not a list.',
  );
});

it.each([
  [{ port: 70_000 }, 'The option port must be a whole number from 0 to 65535, not 70000.'],
  [{ port: '9292' }, 'The option port must be a whole number from 0 to 65535, not a text.'],
  [{ host: '' }, 'The option host must be a name or an address of this machine, such as 127.0.0.1, not "".'],
  [
    { host: 'http://me:secret@localhost' },
    'The option host must be a name or an address of this machine, such as 127.0.0.1, not a text.',
  ],
  [
    { host: 'http://localhost' },
    'The option host must be a name or an address of this machine, such as 127.0.0.1, not "http://localhost".',
  ],
])('a server refuses an address that is none: %o', async (place, message) => {
  await expect(listen(createFake(), untyped(place))).rejects.toThrow(new RangeError(message));
  await expect(serveStates(stageIn(fakeCloud(createFake())), untyped(place))).rejects.toThrow(message);
});

it('a port that is taken is said in words, with the code of the system', async () => {
  await using first = await listen(createFake());
  await expect(listen(createFake(), { port: first.port })).rejects.toMatchObject({
    name: 'AddressError',
    code: 'EADDRINUSE',
    message: `port ${first.port} of 127.0.0.1 is taken. Choose another port; 0 finds a free one.`,
  });
});

const request = {
  method: 'GET',
  target: '/v2/images',
  base: 'http://cloud.test',
  headers: {},
  body: new Uint8Array(),
};

it.each([
  ['method', undefined, 'The method of a request is missing. It must be a text, such as GET.'],
  [
    'target',
    5,
    'The target of a request is the number 5. It must be a text, path and query below `base`, such as /v2/images.',
  ],
  [
    'base',
    null,
    'The base of a request is null. It must be a text, the URL of the cloud without a slash at its end, such as http://cloud.test.',
  ],
  [
    'headers',
    undefined,
    'The headers of a request is missing. It must be an object with names in lower case and texts.',
  ],
  ['headers', { accept: 1 }, 'The header accept of a request is the number 1. It must be a text.'],
  [
    'headers',
    { 'X-Auth-Token': 'secret' },
    'A request has its headers by names in lower case: x-auth-token, and not X-Auth-Token.',
  ],
  [
    'body',
    '{}',
    'The body of a request is a text. It must be bytes, a Uint8Array, which is empty where nothing is sent.',
  ],
])('a request that lacks a part is refused by its name: %s %o', (part, value, message) => {
  const wrong = untyped<typeof request>({ ...request, [part]: value });
  expect(() => createFake().exchange(wrong)).toThrow(new TypeError(message));
});

it('what is no request is refused', () => {
  expect(() => createFake().exchange(untyped(undefined))).toThrow(
    new TypeError(
      'A request is an object with method, target, base, headers and body, and this is undefined.',
    ),
  );
});

it('a listener whose promise is rejected changes no answer either', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const mine = new Error('mine');
  const producer = createFake({ onExchange: () => Promise.reject(mine) }).as('producer');
  expect(producer.images.list().status).toBe(200);
  await vi.waitFor(() =>
    expect(printed.mock.calls).toEqual([[expect.stringContaining('The function onExchange, which'), mine]]),
  );
});

it('a listener that throws changes no answer, and is named', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const mine = new Error('mine');
  const throwing = (): never => {
    throw mine;
  };
  const host = createHost({ onExchange: throwing, onControl: throwing });
  host.world.journal.subscribe(throwing);
  await using server = await listen(host, { onWarning: throwing });
  const headers = { 'x-auth-token': host.world.as('producer').token, 'content-type': 'application/json' };
  const foreign = { ...headers, origin: 'http://page.test', 'sec-fetch-site': 'cross-site' };
  const made = await fetch(`${server.url}/v2/images`, { method: 'POST', headers: foreign, body: '{}' });
  expect(made.status).toBe(201);
  expect(host.world.journal.entries()).toHaveLength(1);
  const reset = await fetch(`${server.url}/_fake/reset`, { method: 'POST', headers });
  expect(reset.status).toBe(204);
  const said = ['onWarning', 'onExchange', 'journal.subscribe', 'onControl'];
  expect(printed.mock.calls.map(([text, error]) => [text, error]).toSorted()).toEqual(
    said
      .map((name) => [
        `The function ${name}, which was given to image-members-fake, threw an error. It changes no answer; a listener must not throw.`,
        mine,
      ])
      .toSorted(),
  );
});
