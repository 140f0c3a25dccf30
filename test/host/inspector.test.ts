/** The inspector behind its door: who gets the page, and that what it says is what a request gets. Source: design.md; docs/inspector.md. */
import { request as httpRequest } from 'node:http';
import { expect, it } from 'vitest';
import { listen, type ListenOptions } from '../../src/express.ts';
import { imageActions, memberActions } from '../../src/inspector/actions.ts';
import { askerOf } from '../../src/inspector/asker.ts';
import { type CellView, cellOf } from '../../src/inspector/cell.ts';
import type { Matrix } from '../../src/inspector/matrix.ts';
import { rulesOf } from '../../src/inspector/rules.ts';
import { foresee } from '../../src/inspector/verdict.ts';
import { profiles, type ProfileName } from '../../src/domain/profiles.ts';
import { createFake } from '../../src/world/fake.ts';
import type { SeedImage } from '../../src/world/seed.ts';
import { image } from '../calls.ts';
import { cast, tenants } from '../cast.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Serves a world, and asks it: fetch would not send the headers that browsers reserve for themselves. */
async function served(
  options: ListenOptions = {},
): Promise<
  AsyncDisposable & { get(path: string, headers?: Record<string, string>, method?: string): Promise<Got> }
> {
  const listening = await listen(createFake({ seed: cast() }), options);
  return {
    [Symbol.asyncDispose]: () => listening.close(),
    get: (path, headers = {}, method = 'GET') =>
      new Promise((resolve, reject) => {
        // As it is: a URL would resolve the dots in a path.
        const asked = httpRequest(listening.url, { path, method, headers }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        });
        asked.on('error', reject).end();
      }),
  };
}

it('a browser gets the page at /_fake/, and everybody else what the control plane says', async () => {
  await using server = await served();
  const page = await server.get('/_fake/', browser);
  expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
  expect(page.headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
  const other = await server.get('/_fake/', { accept: '*/*' });
  expect(JSON.parse(other.text)).toMatchObject({ name: 'image-members-fake', world: 'default' });
});

it('a browser that leaves the slash out is led to the page', async () => {
  await using server = await served();
  const { status, headers } = await server.get('/_fake', browser);
  expect([status, String(headers['location']).replace(/^http:\/\/[^/]*/, '')]).toEqual([307, '/_fake/']);
});

it('the page has its files and no others', async () => {
  await using server = await served();
  const statusOf = async (path: string): Promise<number> => (await server.get(path)).status;
  for (const file of ['main.ts', 'page.css', 'icon.svg', 'lib/lit-html.js', 'lib/directives/repeat.js'])
    expect([file, await statusOf(`/_fake/page/${file}`)]).toEqual([file, 200]);
  for (const file of ['none.css', '..%2fcell.ts', 'lib/package.json', 'lib/../page.css.ts', '.css'])
    expect([file, await statusOf(`/_fake/page/${file}`)]).toEqual([file, 404]);
});

it('a question of the page is for this machine alone, as the control plane is', async () => {
  await using server = await served();
  const elsewhere = { 'x-forwarded-for': '10.0.0.1' };
  expect((await server.get('/_fake/page/people', elsewhere)).status).toBe(403);
  expect((await server.get('/_fake/page/people', { host: 'evil.test' })).status).toBe(403);
  expect(
    (await server.get('/_fake/page/token?as=consumer', { origin: 'http://evil.test' }, 'POST')).status,
  ).toBe(403);
  expect((await server.get('/_fake/page/token?as=consumer', {}, 'POST')).status).toBe(403);
});

it('a link on a page of another site leads to the page, and its scripts are read by no other site', async () => {
  await using server = await served();
  const from = { 'sec-fetch-site': 'cross-site', ...browser };
  expect((await server.get('/_fake/', { ...from, 'sec-fetch-dest': 'document' })).status).toBe(200);
  expect((await server.get('/_fake/', { ...from, 'sec-fetch-dest': 'iframe' })).status).toBe(403);
  expect((await server.get('/_fake/page/people', { ...from, 'sec-fetch-dest': 'document' })).status).toBe(
    403,
  );
});

it('with a control token the page opens and asks for it; without it, it learns nothing', async () => {
  await using server = await served({ controlToken: 'open-sesame' });
  expect((await server.get('/_fake/', browser)).status).toBe(200);
  expect((await server.get('/_fake/page/page.css')).status).toBe(200);
  expect((await server.get('/_fake/page/people')).status).toBe(403);
  expect((await server.get('/_fake/page/people', { 'x-control-token': 'open-sesame' })).status).toBe(200);
  for (const path of [
    './people',
    'x.y/../people',
    '.%2fpeople',
    '%2e/people',
    'a.js/../people',
    'people?a.js',
  ])
    expect((await server.get(`/_fake/page/${path}`)).status).toBe(403);
});

it('a question about nothing is 404, and one that is none too', async () => {
  await using server = await served();
  expect((await server.get('/_fake/page/cell?as=consumer&image=none')).status).toBe(404);
  expect((await server.get('/_fake/page/constructor')).status).toBe(404);
  expect((await server.get('/_fake/page/rules?profile=none')).status).toBe(400);
  expect(
    (await server.get('/_fake/page/token?as=nobody', { 'content-type': 'application/json' }, 'POST')).status,
  ).toBe(400);
  expect((await server.get('/worlds/none/_fake/page/people')).status).toBe(404);
});

it('the matrix has each membership with its status, and what the consumer may do', async () => {
  await using server = await served();
  const { text } = await server.get('/_fake/page/matrix?as=consumer');
  const { total, rows, tenants: columns } = JSON.parse(text) as Matrix;
  expect([total, columns.map(({ name }) => name)]).toEqual([
    1,
    ['producer', 'consumer', 'second-consumer', 'stranger', 'admin'],
  ]);
  expect(rows[0]?.cells).toEqual([
    { status: 'owner', may: [] },
    { status: 'pending', may: ['status:accepted', 'status:rejected'] },
    { status: 'accepted', may: [] },
    { status: null, may: [] },
    { status: null, may: [] },
  ]);
  expect(rows[0]?.you).toEqual({ persona: 'consumer', sees: true, listed: false });
});

/** A cell of the cast's world as a user sees it. */
function cell(as: string, tenant: string, given: Partial<SeedImage> = {}): CellView {
  const found = cellOf(createFake({ seed: cast(given) }), { as, image, tenant });
  if (found === undefined) throw new Error(`no cell for ${as}`);
  return found;
}

it('the consumer is told why it cannot remove itself, by which check, and in which cell of the table', () => {
  const { membership } = cell('consumer', tenants.consumer);
  expect(membership.find(({ key }) => key === 'remove')?.verdict).toEqual({
    granted: false,
    status: 403,
    because: 'only the owner, 5000001 (producer), can remove members; you are a member, consumer',
    persona: 'consumer',
    outcome: 'own no',
    passed: ['imageVisible', 'imageShared', 'callerReads', 'memberOnRecord'],
    check: 'callerPermitted',
    unreached: [],
    refusal: 'notAuthorized',
    source: 'RULES.md §3',
    unproven: [],
  });
});

/** The ways into a list, a line each. */
function ways(view: CellView): readonly string[] {
  return view.ways.map((way) => way.map(({ userName, key }) => `${userName} ${key}`).join(', '));
}

it('what would bring an image into a list is found by trying what the rules let', () => {
  expect(ways(cell('consumer', tenants.consumer))).toEqual(['consumer status:accepted']);
  expect(ways(cell('stranger', tenants.stranger))).toEqual(['producer share, stranger status:accepted']);
  expect(ways(cell('stranger', tenants.stranger, { visibility: 'private' }))).toEqual([
    'producer visibility:shared, producer share, stranger status:accepted',
  ]);
  expect(ways(cell('producer', tenants.consumer))).toEqual([]);
});

for (const profile of Object.keys(profiles) as ProfileName[])
  it(`what the page foresees is what a request gets, for everybody and everything (${profile})`, () => {
    const visible =
      profiles[profile].defaultVisibility === 'private' ? {} : { visibility: 'shared' as const };
    const seed = cast(visible);
    const wrong: string[] = [];
    let asked = 0;
    for (const user of Object.keys(tenants))
      for (const tenant of Object.values(tenants)) {
        const fake = createFake({ profile, seed });
        const rules = fake.rules;
        const asker = askerOf(fake, rules, user);
        const found = fake.cloud.images.get(image);
        if (asker === undefined || found === undefined) throw new Error('the cast is incomplete');
        for (const { key, ask, request } of [
          ...memberActions(found, tenant),
          ...imageActions(found, rules),
        ]) {
          const { granted, status } = foresee(asker, ask);
          const headers = request.type === null ? {} : { 'content-type': request.type };
          const body = request.body === null ? {} : { body: request.body };
          const reply = fake
            .fork()
            .as(user)
            .request(request.method, request.path, { headers, ...body });
          asked += 1;
          if (granted !== reply.ok || (!granted && status !== reply.status))
            wrong.push(
              `${user} ${key} ${tenant}: foreseen ${granted ? 'granted' : status}, answered ${reply.status}`,
            );
        }
      }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(200);
  });

it('to foresee changes nothing: neither the world, nor what it makes next', () => {
  const [one, other] = [1, 2].map(() => createFake({ seed: cast(), randomSeed: 7, clock: () => 0 }));
  if (one === undefined || other === undefined) throw new Error('two worlds');
  cellOf(one, { as: 'consumer', image, tenant: tenants.consumer });
  cellOf(one, { as: 'stranger', image, tenant: tenants.stranger });
  expect(one.world({ secrets: true })).toEqual(other.world({ secrets: true }));
  expect(one.as('producer').token).toBe(other.as('producer').token);
});

it('a disabled user may do nothing, and is told so', () => {
  const seed = cast();
  const users = [...(seed.users ?? []), { name: 'gone', tenant: 'consumer', enabled: false }];
  const found = cellOf(createFake({ seed: { ...seed, users } }), {
    as: 'gone',
    image,
    tenant: tenants.consumer,
  });
  expect(found?.membership.map(({ verdict }) => verdict.because)).toEqual(
    Array.from({ length: 6 }, () => 'the user gone is disabled'),
  );
});

it('a cell names the interactions of the shipped contracts that rest on it', () => {
  const { demands } = rulesOf(createFake(), { profile: 'rackspace', release: '' });
  expect(demands['removeMember consumer']).toEqual({
    'consumer-rackspace': [
      'the consumer removes the consumer',
      "the consumer's reader removes the consumer",
      'a consumer does not remove another',
      'the consumer cannot remove a tenant that is not a member',
    ],
  });
  // An image that is not shared refuses before the row of the table is read.
  expect(Object.values(demands['addMember producer'] ?? {}).flat()).not.toContain(
    'the producer cannot add members of a private image',
  );
});

it('who sees an image when is asked of the rules, for each visibility and status', () => {
  const { sights } = rulesOf(createFake(), { profile: 'glance', release: '2025.1' });
  const shared = sights.filter(({ visibility }) => visibility === 'shared');
  expect(shared).toEqual([
    { visibility: 'shared', status: null, persona: 'stranger', sees: false, listed: false },
    { visibility: 'shared', status: 'pending', persona: 'consumer', sees: true, listed: false },
    { visibility: 'shared', status: 'accepted', persona: 'consumer', sees: true, listed: true },
    { visibility: 'shared', status: 'rejected', persona: 'consumer', sees: true, listed: false },
  ]);
  expect(sights).toHaveLength(16);
});
