/** clouds.yaml as Debian's unchanged openstacksdk reads it: both log in with the same files, and send the same. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listenAt, type Listening } from '../../src/listening.ts';
import { run } from './command.ts';
import { python } from './setup.ts';

const root = mkdtempSync(join(tmpdir(), 'image-members-clouds-real-'));
const main = join(import.meta.dirname, 'clouds-logins.ts');
const program = join(import.meta.dirname, 'clouds_logins.py');

type Files = Readonly<Record<string, string>>;

const auth = 'auth_url: U/v3, username: ann, password: secret, user_domain_name: Default';
const usual = `${auth}, project_name: acme, project_domain_name: Default`;
const inClouds = (cloud: string): Files => ({ 'clouds.yaml': `clouds: { c: { ${cloud} } }\n` });

/** Files by what they show; `U` stands for the URL of a Keystone, `ENV_NAME` for a variable. */
const cases: Readonly<Record<string, Files>> = {
  'a user in a project': inClouds(`auth: { ${usual} }`),
  'keys beside auth': inClouds(
    'auth: { auth_url: U/v3 }, username: ann, password: secret, user_domain_name: Default, project_name: acme, project_domain_name: Default',
  ),
  'auth before what stands beside it': inClouds(`auth: { ${usual} }, username: bob, project_name: other`),
  tenant_name: inClouds(`auth: { ${auth}, tenant_name: acme, project_domain_name: Default }`),
  tenant_id: inClouds(`auth: { ${auth}, tenant_id: 42 }`),
  'both names': inClouds(`auth: { ${usual}, tenant_name: other }`),
  hyphens: inClouds(
    'auth: { auth-url: U/v3, username: ann, password: secret, user-domain-name: Default, project-name: acme, project-domain-name: Default }',
  ),
  user_name: inClouds(`auth: { ${usual.replace('username', 'user_name')} }`),
  'empty texts': inClouds(`auth: { ${usual}, project_id: "", user_domain_id: "" }`),
  'ids before names': inClouds(`auth: { ${usual}, user_id: u1, project_id: p1 }`),
  'ids of domains': inClouds(
    'auth: { auth_url: U/v3, username: ann, password: secret, user_domain_id: default, project_name: acme, project_domain_id: default }',
  ),
  domain_id: inClouds(
    'auth: { auth_url: U/v3, username: ann, password: secret, project_name: acme, domain_id: default }',
  ),
  'domain_name beside auth': inClouds(
    'auth: { auth_url: U/v3, username: ann, password: secret, project_name: acme }, domain_name: Other',
  ),
  default_domain_id: inClouds(
    'auth: { auth_url: U/v3, username: ann, password: secret, project_name: acme, default_domain_id: default }',
  ),
  'no project': inClouds(`auth: { ${auth} }`),
  'a URL without version': inClouds(`auth: { ${usual.replace('U/v3', 'U')} }`),
  'a URL with a slash': inClouds(`auth: { ${usual.replace('U/v3', 'U/v3/')} }`),
  v3password: inClouds(`auth_type: v3password, auth: { ${usual} }`),
  auth_plugin: inClouds(`auth_plugin: v3password, auth: { ${usual} }`),
  token: inClouds(
    'auth_type: token, auth: { auth_url: U/v3, token: t0ken, project_name: acme, project_domain_name: Default }',
  ),
  v3token: inClouds('auth_type: v3token, auth: { auth_url: U/v3, token: t0ken, project_id: p1 }'),
  'auth_token beside auth': inClouds(
    'auth_type: v3token, auth_token: t0ken, auth: { auth_url: U/v3, project_id: p1 }',
  ),
  v3applicationcredential: inClouds(
    'auth_type: v3applicationcredential, auth: { auth_url: U/v3, application_credential_id: id, application_credential_secret: s }',
  ),
  'a named application credential': inClouds(
    'auth_type: v3applicationcredential, auth: { auth_url: U/v3, application_credential_name: n, application_credential_secret: s, username: ann, user_domain_name: Default }',
  ),
  v2password: inClouds(
    'auth_type: v2password, auth: { auth_url: U/v2.0, username: ann, password: secret, project_name: acme }',
  ),
  'the URL of version 2.0': inClouds(
    'auth: { auth_url: U/v2.0, username: ann, password: secret, tenant_name: acme }',
  ),
  'digits that are no number': inClouds(
    `auth: { ${auth.replace('secret', '0123456789')}, project_id: 12345678901234567890123456789012 }`,
  ),
  'a region in the URL': inClouds(`region_name: v3, auth: { ${usual.replace('U/v3', "'U/{region_name}'")} }`),
  'the first region': inClouds(
    `regions: [{ name: a, values: { auth: { project_name: acme } } }], auth: { ${usual.replace('acme', 'other')} }`,
  ),
  'merged keys': {
    'clouds.yaml': `x: &a { ${usual} }\ny: &b { username: bob, project_name: other }\nclouds: { c: { auth: { <<: [*a, *b], username: ann } } }\n`,
  },
  'a key that stands twice': {
    'clouds.yaml': `clouds:\n  c:\n    auth:\n      { ${usual}, project_name: last }\n`,
  },
  'two merges': {
    'clouds.yaml': `x: &a { ${usual} }\ny: &b { project_name: other }\nclouds: { c: { auth: { <<: *a, <<: *b } } }\n`,
  },
  yml: { 'clouds.yml': `clouds: { c: { auth: { ${usual} } } }\n` },
  json: {
    'clouds.json':
      '{"clouds":{"c":{"auth":{"auth_url":"U/v3","username":"ann","password":"secret","user_domain_name":"Default","project_id":"p1"}}}}',
  },
  'yaml before json': {
    'clouds.yaml': `clouds: { c: { auth: { ${usual} } } }\n`,
    'clouds.json': '{"clouds":{}}',
  },
  'the folder of the user': {
    'home/.config/openstack/clouds.yaml': `clouds: { c: { auth: { ${usual} } } }\n`,
  },
  OS_CLIENT_CONFIG_FILE: {
    'mine.yaml': `clouds: { c: { auth: { ${usual} } } }\n`,
    'clouds.yaml': 'clouds: {}\n',
    OS_CLIENT_CONFIG_FILE: 'mine.yaml',
  },
  'an OS_CLIENT_CONFIG_FILE that is not there': {
    'clouds.yaml': `clouds: { c: { auth: { ${usual} } } }\n`,
    OS_CLIENT_CONFIG_FILE: 'nowhere.yaml',
  },
  'secure.yaml': {
    ...inClouds(`auth: { ${usual.replace('secret', 'old')} }`),
    'secure.yaml': 'clouds: { c: { auth: { password: secret } } }\n',
  },
  'secure.yaml elsewhere': {
    ...inClouds(`auth: { ${usual.replace('secret', 'old')} }`),
    'home/.config/openstack/secure.yml': 'clouds: { c: { auth: { password: secret } } }\n',
  },
  'the secure.yaml that counts': {
    ...inClouds(`auth: { ${usual} }`),
    'secure.json': '{"clouds":{"c":{"auth":{"password":"first"}}}}',
    'home/.config/openstack/secure.yaml': 'clouds: { c: { auth: { password: second, username: bob } } }\n',
  },
  'an empty secure.yaml': { ...inClouds(`auth: { ${usual} }`), 'secure.yaml': '# later\n' },
  OS_CLIENT_SECURE_FILE: {
    ...inClouds(`auth: { ${usual} }`),
    'mine.yaml': 'clouds: { c: { auth: { password: mine } } }\n',
    'secure.yaml': 'clouds: { c: { auth: { password: other } } }\n',
    OS_CLIENT_SECURE_FILE: 'mine.yaml',
  },
  'a cloud that is in secure.yaml alone': {
    'clouds.yaml': 'clouds: { d: {} }\n',
    'secure.yaml': `clouds: { c: { auth: { ${usual} } } }\n`,
  },
  profile: {
    ...inClouds('profile: corp, auth: { username: ann, password: secret, project_name: acme }'),
    'clouds-public.yaml':
      'public-clouds: { corp: { auth_type: v3password, auth: { auth_url: U/v3, username: x, user_domain_name: Default, project_domain_name: Default } } }\n',
  },
  'the old name of profile': {
    ...inClouds(`cloud: corp, auth: { ${usual.replace('auth_url: U/v3, ', '')} }`),
    'clouds-public.yml': 'public-clouds: { corp: { auth: { auth_url: U/v3 } } }\n',
  },
  'a profile that is unknown': inClouds(`profile: nowhere, auth: { ${usual} }`),
};

const names = Object.keys(cases);

/** The logins that came in, by case and by client. */
const logins = new Map<string, { readonly sdk: string[]; readonly ours: string[] }>();

/** A Keystone that takes every login, under a path for each case. */
async function keystone(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, place = '', version = ''] = (request.url ?? '').split('/');
  const base = `http://${request.headers.host}/${place}`;
  const described = (id: string): object => ({
    id: id === 'v3' ? 'v3.14' : id,
    status: 'stable',
    links: [{ rel: 'self', href: `${base}/${id}/` }],
  });
  const answer = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  if (request.method !== 'POST')
    return version === ''
      ? answer(300, { versions: { values: [described('v3')] } })
      : answer(200, { version: described(version) });
  const side = request.headers['user-agent']?.includes('openstacksdk') ? 'sdk' : 'ours';
  const body: unknown = JSON.parse(await text(request));
  logins.get(names[Number(place)] ?? '')?.[side].push(`${request.url} ${JSON.stringify(sorted(body))}`);
  const project = { id: 'p1', name: 'acme', domain: { id: 'default', name: 'Default' } };
  const token = { methods: ['password'], expires_at: '2099-01-01T00:00:00.000000Z', project, catalog: [] };
  const access = { token: { id: 't', expires: '2099-01-01T00:00:00Z', tenant: project }, serviceCatalog: [] };
  return version === 'v3' ? answer(201, { token }, { 'x-subject-token': 't' }) : answer(200, { access });
}

/** With keys in order, since JSON has none. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, sorted(each)]);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

let server: Listening;
let problems = '';
beforeAll(async () => {
  server = await listenAt((request, response) => void keystone(request, response), {
    port: 0,
    host: '127.0.0.1',
  });
  const all = names.map((name, place) => prepared(name, place));
  const base = { PATH: process.env['PATH'] ?? '', PYTHONWARNINGS: 'ignore' };
  const clients = [
    [process.execPath, main],
    [python, program],
  ] as const;
  for (const [command, file] of clients)
    problems += (await run(command, [file, JSON.stringify(all)], base, root)).stderr;
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

/** Writes the files of a case. */
function prepared(
  name: string,
  place: number,
): { readonly folder: string; readonly env: Record<string, string> } {
  logins.set(name, { sdk: [], ours: [] });
  const folder = join(root, String(place));
  const env: Record<string, string> = { HOME: join(folder, 'home') };
  mkdirSync(folder);
  for (const [file, content] of Object.entries(cases[name] ?? {})) {
    if (file.startsWith('OS_')) env[file] = join(folder, content);
    else {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), content.replaceAll(/\bU(?=[/,'" ])/g, `${server.url}/${place}`));
    }
  }
  return { folder, env };
}

it.each(names)('%s: both log in with the same', (name) => {
  const { sdk = [], ours = [] } = logins.get(name) ?? {};
  expect({ sdk: sdk.length, problems }).toEqual({ sdk: 1, problems: '' });
  expect(ours).toEqual(sdk);
});
