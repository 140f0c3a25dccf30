/** clouds.yaml as openstacksdk 0.101 reads it (openstack/config/loader.py); test/real/clouds-file.test.ts compares both. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cloudsFile, readClouds } from '../../src/contract/clouds-file.ts';
import type { Login } from '../../src/contract/login.ts';
import { pem } from './tls.ts';

const root = mkdtempSync(join(tmpdir(), 'image-members-clouds-'));
let folder = root;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'));
  vi.stubEnv('HOME', join(folder, 'home'));
  for (const name of ['XDG_CONFIG_HOME', 'XDG_CONFIG_DIRS', 'SNAP_REAL_HOME']) vi.stubEnv(name, '');
  for (const name of ['CONFIG', 'SECURE', 'VENDOR']) vi.stubEnv(`OS_CLIENT_${name}_FILE`, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(root, { recursive: true }));

/** Writes a file of this case. */
function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The login of the cloud `c` of a file, without its connection. */
function loginIn(text: string, name: string = 'clouds.yaml'): Login {
  const { connection: _, ...login } = readClouds(write(name, text)).login('c');
  return login as Login;
}

/** Why the cloud `c` of a file has no login, without the path of the file. */
function refusal(text: string, name: string = 'clouds.yaml'): string {
  try {
    loginIn(text, name);
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
  return 'none';
}

const authUrl = 'http://keystone.test:5000/v3';
const usual = `auth_url: ${authUrl}, username: ann, password: secret`;
const Default = { name: 'Default' };
const ann = { authUrl, user: { name: 'ann', domain: Default }, password: 'secret' };
const inAcme = { ...ann, project: { name: 'acme', domain: Default } };

it.each<[string, string, Login]>([
  ['a user in a project', `auth: { ${usual}, project_name: acme }`, inAcme],
  [
    'keys beside auth',
    `{ auth: { auth_url: '${authUrl}' }, username: ann, password: secret, project_name: acme }`,
    inAcme,
  ],
  [
    'auth before what stands beside it',
    `{ auth: { ${usual}, project_name: acme }, username: bob, project_name: x }`,
    inAcme,
  ],
  ['tenant_name', `auth: { ${usual}, tenant_name: acme }`, inAcme],
  ['tenant_id', `auth: { ${usual}, tenant_id: 42 }`, { ...ann, project: { id: '42' } }],
  ['project_name before tenant_name', `auth: { ${usual}, tenant_name: x, project_name: acme }`, inAcme],
  [
    'user_name',
    `auth: { auth_url: '${authUrl}', user_name: ann, password: secret, project_name: acme }`,
    inAcme,
  ],
  [
    'hyphens',
    `auth: { auth-url: '${authUrl}', user-name: ann, password: secret, project-name: acme }`,
    inAcme,
  ],
  [
    'an empty text and null as not given',
    `auth: { ${usual}, project_name: acme, project_id: "", user_domain_id: "", user_id: , project_domain_id: ~ }`,
    inAcme,
  ],
  ['no project, for the default one', `auth: { ${usual} }`, { ...ann, project: undefined }],
  [
    'ids before names',
    `auth: { ${usual}, user_id: u1, project_id: p1, project_name: acme }`,
    { authUrl, user: { id: 'u1' }, password: 'secret', project: { id: 'p1' } },
  ],
  [
    'domains by id and by name',
    `auth: { ${usual}, project_name: acme, user_domain_id: default, project_domain_name: Other }`,
    {
      ...ann,
      user: { name: 'ann', domain: { id: 'default' } },
      project: { name: 'acme', domain: { name: 'Other' } },
    },
  ],
  [
    'one domain for both',
    `{ auth: { ${usual}, project_name: acme }, domain_name: Other }`,
    {
      ...ann,
      user: { name: 'ann', domain: { name: 'Other' } },
      project: { name: 'acme', domain: { name: 'Other' } },
    },
  ],
  [
    'default_domain_id',
    `auth: { ${usual}, project_name: acme, default_domain_id: default }`,
    {
      ...ann,
      user: { name: 'ann', domain: { id: 'default' } },
      project: { name: 'acme', domain: { id: 'default' } },
    },
  ],
  ['v3password', `{ auth_type: v3password, auth: { ${usual}, project_name: acme } }`, inAcme],
  ['auth_plugin', `{ auth_plugin: v3password, auth: { ${usual}, project_name: acme } }`, inAcme],
  [
    'v3token',
    `{ auth_type: v3token, auth: { auth_url: '${authUrl}', token: t0ken, project_name: acme } }`,
    { authUrl, token: 't0ken', project: { name: 'acme', domain: Default } },
  ],
  [
    'a token without auth_type',
    `{ auth: { auth_url: '${authUrl}', project_id: p1 }, auth-token: t0ken }`,
    { authUrl, token: 't0ken', project: { id: 'p1' } },
  ],
  [
    'an application credential',
    `{ auth_type: v3applicationcredential, auth: { auth_url: '${authUrl}', application_credential_id: id, application_credential_secret: s } }`,
    { authUrl, credential: { id: 'id' }, secret: 's' },
  ],
  [
    'an application credential by its name',
    `{ auth: { auth_url: '${authUrl}', application_credential_name: mine, application_credential_secret: s, username: ann } }`,
    { authUrl, credential: { name: 'mine', user: { name: 'ann', domain: Default } }, secret: 's' },
  ],
  [
    'v2password',
    `{ auth_type: v2password, auth: { ${usual}, project_name: acme } }`,
    { authUrl, v2: { passwordCredentials: { username: 'ann', password: 'secret' }, tenantName: 'acme' } },
  ],
  [
    'v2token',
    `{ auth_type: v2token, auth: { auth_url: '${authUrl}', token: t0ken, tenant_id: t1 } }`,
    { authUrl, v2: { token: { id: 't0ken' }, tenantId: 't1' } },
  ],
  [
    'the URL of version 2.0 without domains',
    `auth: { auth_url: 'http://k.test/v2.0/', username: ann, password: secret, tenant_name: acme }`,
    {
      authUrl: 'http://k.test/v2.0/',
      v2: { passwordCredentials: { username: 'ann', password: 'secret' }, tenantName: 'acme' },
    },
  ],
  [
    'an API key of Rackspace',
    `{ auth_type: rackspace_apikey, auth: { auth_url: 'http://k.test/v2.0', username: ann }, api_key: k3y }`,
    { authUrl: 'http://k.test/v2.0', username: 'ann', apiKey: 'k3y' },
  ],
  [
    'the profile of Rackspace',
    '{ profile: rackspace, auth: { username: ann, api_key: k3y } }',
    {
      authUrl: 'https://identity.api.rackspacecloud.com/v2.0/',
      username: 'ann',
      apiKey: 'k3y',
    },
  ],
  [
    'a region in the URL',
    `{ region_name: north, auth: { auth_url: 'http://{region_name}.test/v3', username: ann, password: secret, project_name: acme } }`,
    { ...inAcme, authUrl: 'http://north.test/v3' },
  ],
  [
    'the values of the first region',
    `{ regions: [{ name: north, values: { auth: { project_name: acme } } }, south], auth: { ${usual}, project_name: x } }`,
    inAcme,
  ],
])('%s is a login', (_, cloud, login) => {
  expect(loginIn(`clouds: { c: ${cloud.startsWith('{') ? cloud : `{ ${cloud} }`} }`)).toEqual(login);
});

it.each([
  ['0123456789', '12345678901234567890123456789012'],
  ['007', '0x1F'],
  ['1_000', '22.10'],
  ['yes', 'off'],
  ['12:30:45', '2013-10-07'],
  ['1e5', '+5'],
  ['"~"', "'null'"],
])('plain values keep the text that stands there: %s and %s', (password, project) => {
  const text = `clouds: { c: { auth: { auth_url: '${authUrl}', username: ann, password: ${password}, project_id: ${project} } } }`;
  const unquoted = (value: string): string => value.replaceAll(/["']/g, '');
  expect(loginIn(text)).toMatchObject({ password: unquoted(password), project: { id: unquoted(project) } });
});

it('<< merges, wherever the anchor stands', () => {
  const text = `x: &all { ${usual} }\nclouds: { c: { auth: { <<: *all, username: ann, project_name: acme } } }`;
  expect(loginIn(text)).toEqual(inAcme);
});

it.each(['clouds.yaml', 'clouds.yml', 'clouds.json'])('%s is found in the folder of the user', (name) => {
  const cloud = { auth: { auth_url: authUrl, username: 'ann', password: 'secret', project_name: 'acme' } };
  const file = write(`home/.config/openstack/${name}`, JSON.stringify({ clouds: { c: cloud } }));
  expect(cloudsFile(undefined)).toBe(file);
  expect(readClouds(file, false).login('c')).toMatchObject(inAcme);
});

it('OS_CLIENT_CONFIG_FILE comes first, then XDG_CONFIG_HOME, the home, and XDG_CONFIG_DIRS', () => {
  const site = write('site/openstack/clouds.yaml', 'clouds: {}');
  vi.stubEnv('XDG_CONFIG_DIRS', join(folder, 'site'));
  expect(cloudsFile(undefined)).toBe(site);
  const home = write('home/.config/openstack/clouds.json', '{"clouds":{}}');
  expect(cloudsFile(undefined)).toBe(home);
  const user = write('xdg/openstack/clouds.yml', 'clouds: {}');
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'xdg'));
  expect(cloudsFile(undefined)).toBe(user);
  const named = write('named.yaml', 'clouds: {}');
  vi.stubEnv('OS_CLIENT_CONFIG_FILE', named);
  expect(cloudsFile(undefined)).toBe(named);
  vi.stubEnv('OS_CLIENT_CONFIG_FILE', join(folder, 'nowhere.yaml'));
  expect(cloudsFile(undefined)).toBe(user);
  expect(readClouds(user, false).warnings).toEqual([
    `OS_CLIENT_CONFIG_FILE names ${folder}/nowhere.yaml, which cannot be read. In its place: ${user}.`,
  ]);
});

const withoutPassword = `clouds: { c: { auth: { auth_url: '${authUrl}', username: ann, project_name: acme } } }`;
const password = 'clouds: { c: { auth: { password: secret } } }';

it.each(['secure.yaml', 'secure.yml', 'home/.config/openstack/secure.yaml', 'xdg/openstack/secure.json'])(
  'secrets are merged from %s',
  (name) => {
    vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'xdg'));
    write(name, name.endsWith('json') ? '{"clouds":{"c":{"auth":{"password":"secret"}}}}' : password);
    expect(loginIn(withoutPassword)).toEqual(inAcme);
  },
);

it('OS_CLIENT_SECURE_FILE comes before the others, and one file of secrets is read', () => {
  write('secure.yaml', 'clouds: { c: { auth: { password: other, username: bob } } }');
  vi.stubEnv('OS_CLIENT_SECURE_FILE', write('mine.yaml', password));
  expect(loginIn(withoutPassword)).toEqual(inAcme);
});

it('a secret counts before what the clouds.yaml has', () => {
  write('secure.yaml', password);
  expect(
    loginIn(`clouds: { c: { auth: { ${usual.replace('secret', 'old')}, project_name: acme } } }`),
  ).toEqual(inAcme);
});

it('an empty file of secrets says nothing', () => {
  write('secure.yaml', '# later\n');
  expect(loginIn(`clouds: { c: { auth: { ${usual}, project_name: acme } } }`)).toEqual(inAcme);
});

it.each(['profile', 'cloud'])(
  'a `%s` is looked up in clouds-public.yaml, and the cloud counts before it',
  (key) => {
    write(
      'clouds-public.yaml',
      `public-clouds: { corp: { auth_type: v3password, auth: { auth-url: '${authUrl}', username: x, project_name: acme } } }`,
    );
    expect(loginIn(`clouds: { c: { ${key}: corp, auth: { username: ann, password: secret } } }`)).toEqual(
      inAcme,
    );
  },
);

it('OS_CLIENT_VENDOR_FILE names the profiles', () => {
  vi.stubEnv(
    'OS_CLIENT_VENDOR_FILE',
    write('vendors.yaml', `public-clouds: { corp: { auth: { auth_url: '${authUrl}' } } }`),
  );
  expect(
    loginIn(
      'clouds: { c: { profile: corp, auth: { username: ann, password: secret, project_name: acme } } }',
    ),
  ).toEqual(inAcme);
});

it('a profile that is unknown is passed over where the cloud has an auth_url', () => {
  expect(loginIn(`clouds: { c: { profile: corp, auth: { ${usual}, project_name: acme } } }`)).toEqual(inAcme);
});

it('of a key that stands twice the last value counts, with a warning', () => {
  const file = write(
    'clouds.yaml',
    `clouds:\n  c:\n    auth: { ${usual},\n      project_name: x,\n      project_name: acme }\n`,
  );
  const { login, warnings } = readClouds(file);
  expect(login('c')).toMatchObject(inAcme);
  expect(warnings).toEqual([
    `${file}:5:7: \`project_name\` stands in this mapping already, in line 4. The last one counts.`,
  ]);
});

const settings = `auth: { ${usual}, project_name: acme }`;

it.each<[string, string]>([
  ['c:', 'has no value. Write `auth` with auth_url, username and so on under it.'],
  ['c: text', 'is no mapping.'],
  ['c: { auth: text }', 'has an `auth` that is no mapping.'],
  ['c: { auth: }', 'has no auth_url under `auth`. Add it.'],
  [`c: { auth: { auth_url: '${authUrl}' } }`, 'has no username under `auth`. Add it.'],
  [`c: { auth: { auth_url: '${authUrl}', username: ann } }`, 'has no password under `auth`. Add it.'],
  [
    `c: { auth: { ${usual}, passwrd: x } }`,
    'has passwrd under `auth`, which is unknown. Did you mean password?',
  ],
  [`c: { auth: { ${usual}, project_name: [acme] } }`, 'has project_name that is no text.'],
  [
    `c: { auth_type: v3pasword, ${settings} }`,
    'has the auth_type v3pasword, which is not supported here. Did you mean v3password? There are: password, v3password, token,',
  ],
  [
    `c: { auth_type: v3oidcpassword, ${settings} }`,
    'has the auth_type v3oidcpassword, which is not supported here.',
  ],
  [
    `c: { auth_type: v3multifactor, ${settings} }`,
    'has the auth_type v3multifactor, which is not supported here.',
  ],
  [
    `c: { auth: { ${usual}, passcode: 123456 } }`,
    'has passcode, which is for a login with a second factor (TOTP)',
  ],
  [`c: { ${settings}, trust-id: x }`, 'has trust_id, which is for a login with a trust'],
  [
    `c: { auth: { ${usual}, system_scope: all } }`,
    'has system_scope, which is for a login for the whole system',
  ],
  [
    `c: { auth: { ${usual}, domain_id: default } }`,
    'has domain_id and no project, which is a login for a domain',
  ],
  [
    'c: { profile: corp, auth: { username: ann } }',
    'has the profile corp, which is unknown. Profiles are read from `public-clouds` in a clouds-public.yaml (there are: none)',
  ],
  [
    `c: { auth: { auth_url: 'http://{region_name}.test' } }`,
    'has an auth_url with {region_name} in it, and no region_name.',
  ],
  [
    `c: { auth: { auth_url: 'http://{password}.test', password: secret } }`,
    'has an auth_url with {password} in it',
  ],
  ['d: {}', 'clouds.yaml has no cloud c.'],
  [`c: { ${settings}, cacert: nowhere.pem }`, 'has a cacert that cannot be read: ENOENT'],
  [
    `c: { ${settings}, cacert: '${pem('client-key.pem')}' }`,
    'has a cacert without a certificate in PEM in it',
  ],
  [`c: { ${settings}, key: '${pem('client-key.pem')}' }`, 'has a key and no cert.'],
  [
    `c: { ${settings}, cert: '${pem('client.pem')}', key: '${pem('server-key.pem')}' }`,
    'has a cert and a key that do not go together: the key is that of another certificate.',
  ],
  [`c: { ${settings}, api_timeout: soon }`, 'has an api_timeout that is no number of seconds such as 60.'],
])('what is wrong is named: %s', (cloud, problem) => {
  const told = refusal(`clouds: { ${cloud} }`);
  expect(told).toContain(problem);
  expect(told).not.toContain('secret');
});

it.each([
  ['clouds: [\n', 'clouds.yaml:2:1: this is not YAML: Flow sequence in block collection'],
  [
    'clouds: { c: *typo }\n',
    'clouds.yaml:1:14: this alias has no anchor of its name before it. Name an anchor',
  ],
  [
    'clouds:\n\tc: {}\n',
    'clouds.yaml:2:1: this is not YAML: Tabs are not allowed as indentation. Indent with spaces.',
  ],
  ['- a\n', 'clouds.yaml is no file of clouds: it must be a mapping of YAML or JSON.'],
  ['', 'clouds.yaml is no clouds.yaml: it must be YAML with the clouds by name under `clouds`.'],
])('what is no clouds.yaml is told with its place: %j', (text, problem) => {
  expect(refusal(text)).toContain(problem);
});

it('a password is not shown, whatever it does to the YAML', () => {
  for (const written of ['*hunter2', '!hunter2', '"hunter2', '{hunter2', 'a: hunter2'])
    expect(refusal(`clouds:\n  c:\n    auth:\n      password: ${written}\n`)).not.toMatch(/hunter2/);
});

it.each([
  ['', { verify: true }],
  ['verify: false', { verify: false }],
  ['verify: no', { verify: false }],
  ['insecure: true', { verify: false }],
  ['insecure: false', { verify: true }],
  [`{ verify: false, cacert: nowhere }`, { verify: false }],
  ['api_timeout: 2.5', { verify: true, seconds: 2.5 }],
])('the connection is as it says: %s', (more, connection) => {
  const file = write('clouds.yaml', `clouds: { c: { ${settings}, ${more.replaceAll(/[{}]/g, '')} } }`);
  expect(readClouds(file).login('c').connection).toEqual(connection);
});
