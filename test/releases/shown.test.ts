// Source: RELEASES.md; what each release shows was asked of Glance 25.1, 30.0 and 33.0.
import { expect, it } from 'vitest';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { add, createImage, image, list, patch, remove, upload } from '../calls.ts';
import { createFake } from '../../src/world/fake.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told, type World } from '../doors.ts';

const of = (release: ReleaseName): World & { readonly release: ReleaseName } => ({ seed: cast(), release });
const [zed, epoxy, newest] = [of('zed'), of('2025.1'), of('2026.2')];

async function currentVersions(t: Told): Promise<string[]> {
  const { body } = await t.send({ path: '/versions' });
  const { versions } = body as { versions: { id: string; status: string }[] };
  return versions.filter(({ status }) => status === 'CURRENT').map(({ id }) => id);
}

everyDoor('zed: the current version is v2.15', zed, async (t) => {
  expect(await currentVersions(t)).toEqual(['v2.15']);
  expect((await t.send({ as: 'producer', path: `/v2.15/images/${image}` })).status).toBe(200);
});

for (const release of [epoxy, newest])
  everyDoor(`${release.release}: the current version is v2.17, and a prefix of paths`, release, async (t) => {
    expect(await currentVersions(t)).toEqual(['v2.17']);
    expect((await t.send({ as: 'producer', path: `/v2.17/images/${image}` })).status).toBe(200);
  });

everyDoor('zed: an answer without a body has a length of 0', zed, async (t) => {
  const { status, headers } = await t.send({ as: 'producer', ...remove('123456') });
  expect([status, headers.get('content-length')]).toEqual([204, '0']);
});

for (const release of [epoxy, newest])
  everyDoor(`${release.release}: an answer that can have no body has no length`, release, async (t) => {
    const { status, headers } = await t.send({ as: 'producer', ...remove('123456') });
    expect([status, headers.get('content-length')]).toEqual([204, null]);
  });

for (const [release, more] of [
  [zed, {}],
  [epoxy, { weight: 0 }],
  [newest, { weight: 0 }],
] as const)
  everyDoor(`${release.release}: an administrator learns the details of the store`, release, async (t) => {
    const path = '/v2/info/stores/detail';
    const properties = { data_dir: '/var/lib/glance/images', chunk_size: 65_536, thin_provisioning: false };
    const { body } = await t.send({ as: 'admin', path });
    expect(body).toEqual({ stores: [{ id: 'fs', default: 'true', type: 'file', properties, ...more }] });
    expect(await t.says('producer', { path })).toBe(
      '403 You are not authorized to complete stores_info_detail action.',
    );
  });

everyDoor('there are no quotas, and with another method not even the path', newest, async (t) => {
  const path = '/v2/info/usage';
  expect((await t.send({ as: 'stranger', path })).body).toEqual({ usage: {} });
  expect((await t.send({ as: 'admin', method: 'PUT', path })).status).toBe(404);
});

everyDoor(
  'an administrator learns that there is no cache, and others that they may not know',
  newest,
  async (t) => {
    const path = '/v2/cache';
    for (const [method, policy] of [
      ['GET', 'cache_list'],
      ['DELETE', 'cache_delete'],
    ] as const) {
      expect(await t.says('admin', { method, path })).toBe(
        '404 Caching via API is not supported at this site.',
      );
      expect(await t.says('producer', { method, path })).toBe(
        `403 You are not authorized to complete ${policy} action.`,
      );
    }
    const { status, headers } = await t.send({ as: 'admin', method: 'POST', path });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, DELETE']);
  },
);

it.each([
  ['zed', [404, 404, 200, 404]],
  ['2025.1', [404, 404, 200, 404]],
  ['2026.2', [200, 200, 404, 404]],
] as const)('%s: segments of a path that are dots', (release, statuses) => {
  const fake = createFake({ seed: cast({ members: [{ member: '.' }] }), release });
  const { token } = fake.as('producer');
  const members = `/v2/images/${image}/members`;
  const dotted = [`/v2/images/x/../${image}/members`, `/v2/./images/${image}/members?x=/../y`];
  const answers = [...dotted, `${members}/.`, `${members}/..`].map((target) => {
    const headers = { 'x-auth-token': token };
    return fake.exchange({ method: 'GET', target, base: 'http://cloud', headers, body: new Uint8Array() })
      .status;
  });
  expect(answers).toEqual(statuses);
});

it.each([
  ['zed', ['a%', '%', '%%', '%a', '%zz', 'a%zz', 'a%b', '%6a']],
  ['2025.1', ['a%', '%', '%%', '%a', '%zz', 'a%zz', 'a%b', '%6a']],
  ['2026.2', ['a', undefined, '%', '%61', '\0', 'a\0', 'a', '\x0061']],
] as const)('%s: the member of a path with a `%` that begins no byte', (release, members) => {
  const fake = createFake({ seed: cast(), release });
  const { token } = fake.as('producer');
  const sent = ['a%', '%', '%%', '%%61', '%zz', 'a%zz', 'a%b', '%6%61'];
  const asked = sent.map((member) => {
    const target = `/v2/images/${image}/members/${member}`;
    const headers = { 'x-auth-token': token, accept: 'application/json' };
    const request = { method: 'GET', target, base: 'http://cloud', headers, body: new Uint8Array() };
    const { message } = JSON.parse(new TextDecoder().decode(fake.exchange(request).body)) as {
      message: string;
    };
    return / ?(.*) not found in the member list/s.exec(message)?.[1];
  });
  expect(asked).toEqual(members);
});

const chunked = { 'transfer-encoding': 'chunked' };
const json = { ...chunked, 'content-type': 'application/json' };
for (const [release, statuses] of [
  [zed, [201, 200, 200, 409]],
  [epoxy, [201, 200, 200, 409]],
  [newest, [400, 400, 400, 400]],
] as const)
  everyDoor.except('msw', 'fetch sets the framing itself')(
    `${release.release}: JSON in chunks`,
    release,
    async (t) => {
      const calls = [
        { method: 'POST', path: '/v2/images', body: '{"name":"x"}', headers: json },
        { ...add('7000001'), body: '{"member":"7000001"}', headers: json },
        {
          ...patch([]),
          body: '[{"op":"replace","path":"/name","value":"y"}]',
          headers: { ...patch([]).headers, ...chunked },
        },
        {
          method: 'POST',
          path: `/v2/images/${image}/import`,
          body: '{"method":{"name":"glance-direct"}}',
          headers: json,
        },
      ];
      const answered: number[] = [];
      for (const call of calls) answered.push((await t.send({ as: 'producer', ...call })).status);
      expect(answered).toEqual(statuses);
    },
  );

it.each([
  ['zed', ['http', 'http', 'http', 'http', 'http', 'http', 'http']],
  ['2025.1', ['http', 'http', 'http', 'http', 'http', 'http', 'http']],
  ['2026.2', ['http', 'https', 'https', 'https', 'http', 'ws', 'http']],
] as const)('%s: links have the protocol that a proxy says', (release, protocols) => {
  const fake = createFake({ seed: cast(), release });
  const linked = [
    {},
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-proto': 'HTTPS' },
    { 'x-forwarded-proto': 'http', 'x-forwarded-ssl': 'on' },
    { 'x-forwarded-ssl': 'on', 'x-forwarded-proto': 'http' },
    // Asked of uWSGI 2.0.21: it believes any word. What is no scheme is left out here, for links stay links.
    { 'x-forwarded-proto': 'ws' },
    { 'x-forwarded-proto': '"<x>' },
  ].map((headers) => {
    const request = { method: 'GET', base: 'http://cloud', headers, body: new Uint8Array() };
    const { body } = fake.exchange({ ...request, target: '/versions' });
    const { versions } = JSON.parse(new TextDecoder().decode(body)) as {
      versions: { links: { href: string }[] }[];
    };
    return versions[0]?.links[0]?.href.replace('://cloud/v2/', '');
  });
  expect(linked).toEqual(protocols);
});

for (const [release, length] of [
  [zed, '0'],
  [epoxy, '0'],
  [newest, null],
] as const)
  everyDoor(`${release.release}: the length of a redirection, which has no body`, release, async (t) => {
    const { status, headers, text } = await t.send({ as: 'producer', path: '/v2' });
    expect([status, headers.get('content-length'), text]).toEqual([302, length, '']);
  });

for (const [release, types] of [
  [zed, ['import', 'api_image_import']],
  [epoxy, ['import', 'api_image_import', 'location_import']],
  [newest, ['import', 'api_image_import', 'location_import']],
] as const)
  everyDoor(`${release.release}: the types of tasks that the schema has`, release, async (t) => {
    const { body } = await t.send({ as: 'producer', path: '/v2/schemas/task' });
    expect((body as { properties: { type: { enum: string[] } } }).properties.type.enum).toEqual(types);
  });

const unsupported = 'The request media type text/x is not supported by this server.\n<br /><br />\n';
const typed = { 'content-type': 'text/x' };

for (const [release, more] of [
  [zed, ['', '']],
  [epoxy, ['', '']],
  [
    newest,
    [
      'Image PATCH expects Content-Type one of: application/openstack-images-v2.0-json-patch, application/openstack-images-v2.1-json-patch',
      'Invalid content type text/x',
    ],
  ],
] as const)
  everyDoor(`${release.release}: what a 415 says`, release, async (t) => {
    const patch = { method: 'PATCH', path: `/v2/images/${image}`, body: '[]', headers: typed };
    const put = { ...upload('data'), headers: typed };
    for (const [call, detail] of [
      [patch, more[0]],
      [put, more[1]],
    ] as const) {
      const { status, body } = await t.send({ as: 'producer', ...call });
      expect([status, (body as { message: string }).message]).toEqual([415, unsupported + detail]);
    }
  });

const nameSchema = {
  sorted:
    "{'description': 'Descriptive name for the image',\n     'maxLength': 255,\n     'type': ['null', 'string']}",
  'as written':
    "{'type': ['null', 'string'],\n     'description': 'Descriptive name for the image',\n     'maxLength': 255}",
};

for (const [release, keys, told] of [
  [zed, 'sorted', 'min_disk'],
  [epoxy, 'sorted', 'min_disk'],
  [newest, 'as written', 'name'],
] as const) {
  everyDoor(`${release.release}: a schema error shows the keys of the schema ${keys}`, release, async (t) => {
    expect(await t.says('producer', createImage({ name: 5 }))).toContain(nameSchema[keys]);
  });

  everyDoor(`${release.release}: of several schema errors, which is told`, release, async (t) => {
    const schema = await t.says('producer', createImage({ min_disk: 'x', aa: 1, name: 'x'.repeat(256) }));
    expect(schema).toContain(`On instance['${told}']`);
  });
}

const listed = async (t: Told): Promise<string[]> => {
  const { body } = await t.send({ as: 'producer', ...list() });
  return (body as { members: { member_id: string }[] }).members.map(({ member_id }) => member_id);
};

const order = async (t: Told): Promise<string[]> => {
  for (const member of ['zeta', 'Beta', 'alpha', '0first'])
    expect((await t.send({ as: 'producer', ...add(member) })).status).toBe(200);
  return listed(t);
};

everyDoor('zed: members are listed as they were added', zed, async (t) => {
  expect((await order(t)).slice(-4)).toEqual(['zeta', 'Beta', 'alpha', '0first']);
});

for (const release of [epoxy, newest])
  everyDoor(
    `${release.release}: members are listed by their ids, whatever their case`,
    release,
    async (t) => {
      const named = (await order(t)).filter((id) => !/^\d+$/.test(id));
      expect(named).toEqual(['0first', 'alpha', 'Beta', 'zeta']);
    },
  );

const byId = ['0first', 'alpha', 'zeta'];
const asAdded = ['zeta', 'alpha', '0first'];

for (const [release, usual, afterwards] of [
  [zed, ['zeta', 'Beta', 'alpha', '0first'], asAdded],
  [epoxy, ['0first', 'alpha', 'Beta', 'zeta'], asAdded],
  [newest, ['0first', 'alpha', 'Beta', 'zeta'], asAdded],
] as const)
  everyDoor(
    `${release.release}: half a second after a removal, members are listed in the usual order again`,
    release,
    async (t) => {
      const named = async (): Promise<string[]> => (await listed(t)).filter((id) => !/^\d+$/.test(id));
      await order(t);
      expect(await named()).toEqual(usual);
      expect((await t.send({ as: 'producer', ...remove('Beta') })).status).toBe(204);
      expect(await named()).toEqual(afterwards);
      t.clock.pass(0.499);
      expect(await named()).toEqual(afterwards);
      t.clock.pass(0.001);
      expect(await named()).toEqual(usual.filter((id) => id !== 'Beta'));
    },
  );

everyDoor('a member that is added again right after its removal stands where it was', newest, async (t) => {
  const named = async (): Promise<string[]> => (await listed(t)).filter((id) => !/^\d+$/.test(id));
  await order(t);
  await t.send({ as: 'producer', ...remove('Beta') });
  await t.send({ as: 'producer', ...add('Beta') });
  expect(await named()).toEqual(['zeta', 'Beta', 'alpha', '0first']);
  t.clock.pass(1);
  expect(await named()).toEqual(['0first', 'alpha', 'Beta', 'zeta']);
});

everyDoor('a refused removal, and one from another image, leave the order as it is', newest, async (t) => {
  const before = await order(t);
  expect((await t.send({ as: 'producer', ...remove('nobody') })).status).toBe(404);
  const created = await t.send({ as: 'producer', ...createImage({ name: 'other' }) });
  const { id } = created.body as { id: string };
  await t.send({ as: 'producer', ...add('zeta', id) });
  expect((await t.send({ as: 'producer', ...remove('zeta', id) })).status).toBe(204);
  expect(await listed(t)).toEqual(before);
});

for (const [memberOrder, expected] of [
  ['added', asAdded],
  ['id', byId],
] as const)
  everyDoor(
    `an order that a world is asked to keep (${memberOrder}) holds right after a removal`,
    { ...newest, memberOrder },
    async (t) => {
      await order(t);
      await t.send({ as: 'producer', ...remove('Beta') });
      expect((await listed(t)).filter((id) => !/^\d+$/.test(id))).toEqual(expected);
    },
  );

everyDoor(
  'a world may list members in another order than its release',
  { ...newest, memberOrder: 'added' },
  async (t) => {
    expect((await order(t)).slice(-4)).toEqual(['zeta', 'Beta', 'alpha', '0first']);
  },
);

everyDoor(
  'shuffled, members and tags stand in an order that follows from the id of the request',
  { ...newest, shuffle: true },
  async (t) => {
    const members = await order(t);
    const tags = ['a', 'b', 'c', 'd', 'e'];
    const created = await t.send({ as: 'producer', method: 'POST', path: '/v2/images', body: { tags } });
    const { id } = created.body as { id: string };
    const listed = async (request: string): Promise<string> => {
      const headers = { 'x-openstack-request-id': request, accept: 'application/json' };
      const { body } = await t.send({ as: 'producer', ...list(), headers });
      const shown = await t.send({ as: 'producer', path: `/v2/images/${id}`, headers });
      const { members: found } = body as { members: { member_id: string }[] };
      const { tags: seen } = shown.body as { tags: string[] };
      expect([found.map(({ member_id }) => member_id).toSorted(), seen.toSorted()]).toEqual([
        members.toSorted(),
        tags,
      ]);
      return JSON.stringify([found.map(({ member_id }) => member_id), seen]);
    };
    expect(await listed('req-1')).toBe(await listed('req-1'));
    expect(new Set([await listed('req-1'), await listed('req-2'), await listed('req-3')]).size).toBe(3);
  },
);

everyDoor('zed: the health check has no slash at its end', zed, async (t) => {
  expect((await t.send({ path: '/healthcheck' })).status).toBe(200);
});

for (const release of [epoxy, newest])
  everyDoor(`${release.release}: the health check may have a slash at its end`, release, async (t) => {
    const { status, body } = await t.send({ path: '/healthcheck/' });
    expect([status, body]).toEqual([200, { detailed: false, reasons: ['OK'] }]);
  });
