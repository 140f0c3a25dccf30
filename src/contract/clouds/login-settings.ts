import { suggestion } from '../../domain/closest-word.ts';
import { StateError } from '../cloud.ts';
import type { IdentityReference, Login } from '../login.ts';
import { connectionOf } from './connection-settings.ts';
import type { CloudSettings } from './settings.ts';

/** A setting by its names: the first name counts before the others, and `auth` before what stands beside it. */
type Setting = (...names: readonly string[]) => string | undefined;

/**
 * The login of a cloud, with the names and the order in which openstacksdk reads them.
 * @throws StateError where something is missing, or is not understood; nothing secret is in it.
 */
export function loginOf(settings: CloudSettings): Login {
  const { where, auth, beside } = settings;
  refuseUnknown(where, Object.keys(auth));
  const setting: Setting = (...names) => {
    const found = names.flatMap((name) => [auth[name], beside[name]]).find((value) => value !== undefined);
    if (found !== undefined && typeof found === 'object')
      throw new StateError(`${where} has ${names[0]} that is no text. Write one value.`);
    return found === undefined ? undefined : String(found);
  };
  refuseUnsupported(where, setting);
  const kind = kindOf(where, setting);
  const authUrl = authUrlOf(where, setting);
  const connection = connectionOf(settings);
  const entered = { where, setting, authUrl };
  const login = kind === 'v2' || isOldUrl(entered, kind) ? oldLogin(entered) : logins[kind](entered);
  return { ...login, connection };
}

/** What a login is made of. */
interface Entered {
  readonly where: string;
  readonly setting: Setting;
  readonly authUrl: string;
}

type LoginKind = 'password' | 'token' | 'credential' | 'apiKey' | 'v2';

/** The values of `auth_type` that are understood. */
const authTypes: Readonly<Record<string, LoginKind>> = {
  password: 'password',
  v3password: 'password',
  token: 'token',
  v3token: 'token',
  v3applicationcredential: 'credential',
  rackspace_apikey: 'apiKey',
  v2password: 'v2',
  v2token: 'v2',
};

function kindOf(where: string, setting: Setting): LoginKind {
  const type = setting('auth_type', 'auth_plugin');
  const kind = type === undefined || !Object.hasOwn(authTypes, type) ? undefined : authTypes[type];
  if (type !== undefined && kind === undefined) {
    const all = Object.keys(authTypes);
    throw new StateError(
      `${where} has the auth_type ${type}, which is not supported here.${suggestion(type, all)} There are: ${all.join(', ')}.`,
    );
  }
  if (kind !== undefined && kind !== 'password') return kind;
  // Whoever leaves auth_type out, or has it from a profile, has said by the other keys what it is.
  if (setting('api_key') !== undefined) return 'apiKey';
  if (setting('application_credential_id', 'application_credential_name') !== undefined) return 'credential';
  return setting('password') === undefined && setting('token', 'auth_token') !== undefined
    ? 'token'
    : 'password';
}

/** Keystone's own names under `auth`, with those that older clients took. */
const authKeys: readonly string[] = [
  'auth_url',
  'user_id',
  'username',
  'user_name',
  'password',
  'token',
  'auth_token',
  'api_key',
  'project_id',
  'project_name',
  'tenant_id',
  'tenant_name',
  'domain_id',
  'domain_name',
  'user_domain_id',
  'user_domain_name',
  'project_domain_id',
  'project_domain_name',
  'default_domain_id',
  'default_domain_name',
  'auth_type',
  'auth_plugin',
  'region_name',
  'application_credential_id',
  'application_credential_name',
  'application_credential_secret',
];

/** What changes a login in a way that is not supported, and what it is. */
const unsupported: Readonly<Record<string, string>> = {
  trust_id: 'a login with a trust',
  system_scope: 'a login for the whole system, and players work in a project',
  passcode: 'a login with a second factor (TOTP)',
  auth_methods: 'a login with several factors (v3multifactor)',
  identity_provider: 'a federated login',
  protocol: 'a federated login',
  access_token: 'a login with OpenID Connect',
  client_id: 'a login with OpenID Connect',
  consumer_key: 'a login with OAuth',
};

function refuseUnsupported(where: string, setting: Setting): void {
  for (const [key, what] of Object.entries(unsupported)) {
    if (setting(key) === undefined) continue;
    throw new StateError(
      `${where} has ${key}, which is for ${what}: that is not supported here. Use a user with a password in a project, a token, or an application credential.`,
    );
  }
}

/** openstacksdk refuses unknown keys under `auth`, too. */
function refuseUnknown(where: string, keys: readonly string[]): void {
  const known = [...authKeys, ...Object.keys(unsupported)];
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new StateError(
    `${where} has ${unknown} under \`auth\`, which is unknown.${suggestion(unknown, authKeys)} Correct it, or take it out.`,
  );
}

function need({ where, setting }: Entered, ...names: readonly [string, ...string[]]): string {
  const value = setting(...names);
  if (value === undefined) throw new StateError(`${where} has no ${names[0]} under \`auth\`. Add it.`);
  return value;
}

/** The URL of Keystone, in which `{region_name}` stands for the setting of this name, as in openstacksdk. */
function authUrlOf(where: string, setting: Setting): string {
  const written = need({ where, setting, authUrl: '' }, 'auth_url');
  const url = written.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = setting(name);
    if (value !== undefined && !secretNames.includes(name)) return value;
    throw new StateError(`${where} has an auth_url with {${name}} in it, and no ${name}. Add it.`);
  });
  if (isPlainUrl(url)) return url;
  throw new StateError(
    `${where} has an auth_url that is no URL such as http://keystone.example:5000/v3, or has a user in it.`,
  );
}

const secretNames: readonly string[] = [
  'password',
  'token',
  'auth_token',
  'api_key',
  'application_credential_secret',
];

/** Whether a URL leads to a web server, and has no user and no password in it, which errors would print. */
function isPlainUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

type LoginMaker = (entered: Entered) => Login;

const logins: Readonly<Record<Exclude<LoginKind, 'v2'>, LoginMaker>> = {
  password: (entered) => ({
    authUrl: entered.authUrl,
    user: userOf(entered),
    password: need(entered, 'password'),
    project: projectOf(entered),
  }),
  token: (entered) => ({
    authUrl: entered.authUrl,
    token: need(entered, 'token', 'auth_token'),
    project: projectOf(entered),
  }),
  credential: (entered) => {
    const { authUrl, setting } = entered;
    const secret = need(entered, 'application_credential_secret');
    const id = setting('application_credential_id');
    if (id !== undefined) return { authUrl, credential: { id }, secret };
    const name = need(entered, 'application_credential_name');
    return { authUrl, credential: { name, user: userOf(entered) }, secret };
  },
  apiKey: (entered) => ({
    authUrl: entered.authUrl,
    username: need(entered, 'username', 'user_name'),
    apiKey: need(entered, 'api_key'),
  }),
};

/** Where the URL is that of version 2.0 and no domain is named, openstacksdk logs in as this version has it. */
function isOldUrl({ authUrl, setting }: Entered, kind: LoginKind): boolean {
  const isEither = kind === 'password' || kind === 'token';
  return isEither && /\/v2\.0\/*$/.test(authUrl) && domainKeys.every((key) => setting(key) === undefined);
}

const domainKeys: readonly string[] = ['', 'user_', 'project_', 'default_'].flatMap((start) => [
  `${start}domain_id`,
  `${start}domain_name`,
]);

/** A login of Identity v2.0, with a password or a token. */
function oldLogin(entered: Entered): Login {
  const { authUrl, setting } = entered;
  const isToken = setting('auth_type', 'auth_plugin')?.endsWith('token') ?? setting('password') === undefined;
  const id = setting('project_id', 'tenant_id');
  const name = setting('project_name', 'tenant_name');
  const tenant = id === undefined ? (name === undefined ? {} : { tenantName: name }) : { tenantId: id };
  if (isToken) return { authUrl, v2: { token: { id: need(entered, 'token', 'auth_token') }, ...tenant } };
  const userId = setting('user_id');
  const user = userId === undefined ? { username: need(entered, 'username', 'user_name') } : { userId };
  return {
    authUrl,
    v2: { passwordCredentials: { ...user, password: need(entered, 'password') }, ...tenant },
  };
}

/** `user_id`, or `username` in its domain. */
function userOf(entered: Entered): IdentityReference {
  const id = entered.setting('user_id');
  return id === undefined
    ? { name: need(entered, 'username', 'user_name'), domain: domainOf(entered, 'user') }
    : { id };
}

/** The project; undefined: Keystone takes the user's default one. */
function projectOf(entered: Entered): IdentityReference | undefined {
  const { where, setting } = entered;
  const id = setting('project_id', 'tenant_id');
  if (id !== undefined) return { id };
  const name = setting('project_name', 'tenant_name');
  if (name !== undefined) return { name, domain: domainOf(entered, 'project') };
  const domain = ['domain_id', 'domain_name'].find((key) => setting(key) !== undefined);
  if (domain === undefined) return undefined;
  throw new StateError(
    `${where} has ${domain} and no project, which is a login for a domain, and players work in a project. Add project_name.`,
  );
}

/** The domain of a user or a project, an id before a name; `Default` where none is given. */
function domainOf(
  { setting }: Entered,
  kind: 'user' | 'project',
): { readonly id: string } | { readonly name: string } {
  const by = (end: 'id' | 'name'): string | undefined =>
    setting(`${kind}_domain_${end}`) ?? setting(`domain_${end}`) ?? setting(`default_domain_${end}`);
  const id = by('id');
  return id === undefined ? { name: by('name') ?? 'Default' } : { id };
}
