import { jsonOrText, StateError } from './cloud.ts';
import { type Answer, answerTo, type Connection, ended, type Hurry, TooLarge } from './connection.ts';

/**
 * How somebody gets into a cloud: with Keystone v3, or with Identity v2.0, which is Rackspace's. Passwords, keys,
 * tokens and secrets are never printed.
 */
export type Login = PasswordLogin | TokenLogin | CredentialLogin | ApiKeyLogin | OldLogin;

interface Place {
  /** Keystone or Identity, with or without its version: `http://keystone.example:5000/v3`. */
  readonly authUrl: string;
  /** How Keystone and the image API are reached. */
  readonly connection?: Connection | undefined;
}

/** A user of Rackspace with an API key, in the account that it belongs to. */
interface ApiKeyLogin extends Place {
  readonly username: string;
  readonly apiKey: string;
}

/** A user with a password, in a project, or else in its default one. */
interface PasswordLogin extends Place {
  readonly user: IdentityReference;
  readonly password: string;
  readonly project?: IdentityReference | undefined;
}

/** A token that one has already, for a token of a project. */
interface TokenLogin extends Place {
  readonly token: string;
  readonly project?: IdentityReference | undefined;
}

/** An application credential, which brings its project along. */
interface CredentialLogin extends Place {
  readonly credential: { readonly id: string } | { readonly name: string; readonly user: IdentityReference };
  readonly secret: string;
}

/** A login of Identity v2.0, in its own words. */
interface OldLogin extends Place {
  readonly v2: {
    readonly passwordCredentials?: Readonly<Record<string, string>>;
    readonly token?: { readonly id: string };
    readonly tenantId?: string;
    readonly tenantName?: string;
  };
}

/** A user or a project: by its id, or by its name in a domain. */
export type IdentityReference =
  | { readonly id: string }
  | { readonly name: string; readonly domain: { readonly id: string } | { readonly name: string } };

/** Somebody who is in. */
export interface LoggedIn {
  readonly token: string;
  /** The id of the project. */
  readonly tenant: string;
  /** The roles in it, with those that they imply; left out where none are told. */
  readonly roles?: readonly string[];
}

/**
 * Logs in.
 * @param who whose login it is, for errors.
 * @param ending what ends it before its time.
 * @throws StateError where Keystone does not answer or refuses; without the password.
 */
export async function enterCloud(who: string, login: Login, ending: Ending = {}): Promise<LoggedIn> {
  return isOld(login) ? enterAccount(who, login, ending) : enterProject(who, login, ending);
}

type Ending = ReturnType<Hurry>;

function isOld(login: Login): login is ApiKeyLogin | OldLogin {
  return 'apiKey' in login || 'v2' in login;
}

/** Whose login it is, without secrets: `alice in project acme`. */
export function loginText(login: Login): string {
  if ('apiKey' in login) return login.username;
  if ('v2' in login) {
    const { passwordCredentials, tenantName, tenantId } = login.v2;
    return inProject(passwordCredentials?.['username'] ?? 'who has the token', tenantName ?? tenantId);
  }
  if ('credential' in login) return `the application credential ${nameOf(login.credential)}`;
  const who = 'user' in login ? nameOf(login.user) : 'who has the token';
  return inProject(who, login.project === undefined ? undefined : nameOf(login.project));
}

function inProject(who: string, project: string | undefined): string {
  return project === undefined ? who : `${who} in project ${project}`;
}

function nameOf(reference: { readonly id: string } | { readonly name: string }): string {
  return 'name' in reference ? reference.name : reference.id;
}

function versioned({ authUrl }: Place, path: string): string {
  const { origin, pathname } = new URL(authUrl);
  return `${origin}${pathname.replace(/\/+$/, '').replace(/\/v(?:3|2\.0)$/, '')}/${path}`;
}

async function enterAccount(who: string, login: ApiKeyLogin | OldLogin, ending: Ending): Promise<LoggedIn> {
  const url = versioned(login, 'v2.0/tokens');
  const auth =
    'v2' in login
      ? login.v2
      : { 'RAX-KSKEY:apiKeyCredentials': { username: login.username, apiKey: login.apiKey } };
  const answer = await post(who, url, { auth }, { ...login, ending });
  const { access } = jsonOf(answer) as {
    access?: { token?: { id?: unknown; tenant?: { id?: unknown } | null } };
  };
  const { id, tenant } = access?.token ?? {};
  const tenantId = tenant?.id;
  if (answer.status !== 200 || access === undefined) throw refused(who, url, answer, login);
  if (typeof id !== 'string' || id === '' || typeof tenantId !== 'string' || tenantId === '')
    throw new StateError(
      `The login of the ${who} at ${url} was answered without a token for a tenant. Add project_name, or the tenant of the user.`,
    );
  return { token: id, tenant: tenantId };
}

async function enterProject(
  who: string,
  login: PasswordLogin | TokenLogin | CredentialLogin,
  ending: Ending,
): Promise<LoggedIn> {
  const url = versioned(login, 'v3/auth/tokens');
  const answer = await post(who, url, { auth: authOf(login) }, { ...login, ending });
  const token = answer.headers['x-subject-token'];
  if (answer.status !== 201 || typeof token !== 'string') throw refused(who, url, answer, login);
  const body = jsonOf(answer) as { token?: { project?: { id?: unknown } | null; roles?: unknown } | null };
  const tenant = body.token?.project?.id;
  if (typeof tenant !== 'string' || tenant === '')
    throw new StateError(
      `The login of the ${who} at ${url} is for no project. Add project_name or project_id, since this user has no default project.`,
    );
  return { token, tenant, ...rolesIn(body.token?.roles) };
}

/** The names of roles as a token lists them. */
function rolesIn(listed: unknown): Pick<LoggedIn, 'roles'> {
  if (!Array.isArray(listed)) return {};
  const names = listed.map((each): unknown => Object(each).name);
  return { roles: names.filter((name) => typeof name === 'string') };
}

/** The JSON of an answer; nothing where it has none. */
function jsonOf({ text }: Answer): object {
  return Object(jsonOrText(text)) as object;
}

/** A server that does not answer keeps nobody waiting: the token ends by itself in time. */
const patienceSeconds = 5;

/**
 * Has Keystone v3 revoke a token. One of Identity v2.0 stays as it is: Rackspace gives each login of a user the same
 * one, so that other programs use it, too.
 * @returns once it is done, or was tried in vain.
 */
export async function leaveCloud(login: Login, { token }: LoggedIn): Promise<void> {
  if (isOld(login)) return;
  const headers = { 'x-auth-token': token, 'x-subject-token': token };
  const connection = { ...login.connection, seconds: patienceSeconds };
  await answerTo(versioned(login, 'v3/auth/tokens'), { method: 'DELETE', headers }, connection).catch(
    () => {},
  );
}

function authOf(login: PasswordLogin | TokenLogin | CredentialLogin): object {
  if ('credential' in login) {
    const { credential, secret } = login;
    const methods = ['application_credential'];
    return { identity: { methods, application_credential: { ...credential, secret } } };
  }
  const identity =
    'token' in login
      ? { methods: ['token'], token: { id: login.token } }
      : { methods: ['password'], password: { user: { ...login.user, password: login.password } } };
  return { identity, ...(login.project === undefined ? {} : { scope: { project: login.project } }) };
}

/** Redirects that are followed at most. */
const mostRedirects = 5;

/** Bytes of the answer to a login that are read at most: a token with its catalog has some thousands. */
const mostBytes: number = 1024 * 1024;

interface Posting {
  readonly ending: Ending;
  readonly redirects?: number;
}

/** Sends a login; where Keystone has moved, after it, but never from TLS to plain HTTP. */
async function post(
  who: string,
  url: string,
  body: object,
  { connection, ending, redirects = 0 }: Pick<Place, 'connection'> & Posting,
): Promise<Answer> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    bytes: mostBytes,
    ...ending,
  };
  const answer = await answerTo(url, request, connection).catch((error: Error) => {
    const isOther = error.cause instanceof TooLarge;
    const help = isOther ? ' No login has so many: is auth_url that of Keystone?' : '';
    throw new StateError(
      `The login of the ${who} at ${url} was not answered: ${ended(error.message)}${help}`,
      { cause: error },
    );
  });
  const next = [301, 302, 303, 307, 308].includes(answer.status)
    ? URL.parse(answer.headers.location ?? '', url)
    : null;
  const isSafe = next?.protocol === 'https:' || next?.protocol === new URL(url).protocol;
  if (next === null || !isSafe || redirects >= mostRedirects) return answer;
  return post(who, next.href, body, { ...(connection && { connection }), ending, redirects: redirects + 1 });
}

/** What was answered in place of a token, and what to do about it. */
function refused(who: string, url: string, answer: Answer, login: Login): StateError {
  const said = withoutSecrets(messageOf(answer), login);
  return new StateError(
    `The login of the ${who} at ${url} was answered ${answer.status}${said === '' ? '' : ` (${said})`}. ${adviceFor(answer, login)}`,
  );
}

function adviceFor(answer: Answer, login: Login): string {
  const { status, headers } = answer;
  // A token or a credential that Keystone does not know is not found, in its own words.
  const isUnknown = status === 404 && ('token' in login || 'credential' in login) && messageOf(answer) !== '';
  if (status === 401 || isUnknown) return `Are ${proofOf(login)} right?`;
  if (status === 400)
    return 'Keystone does not take the login as it is: are domain and project named as it wants them?';
  if (status === 403)
    return 'Keystone knows the user and refuses the login: is it disabled, locked, or is its password expired?';
  if (status === 429 || status === 413) return 'Too many logins: wait a little, and try again.';
  if (status >= 500)
    return 'Keystone itself failed, or what stands in front of it: look into its log, and try again.';
  if (headers.location !== undefined)
    return `It is somewhere else: write ${URL.parse(headers.location, login.authUrl)?.href ?? 'its address'} as auth_url, without /auth/tokens or /tokens.`;
  return `No Keystone answers there: is auth_url right? It is where Keystone shows its versions, such as http://keystone.example:5000/v3.`;
}

function proofOf(login: Login): string {
  if ('credential' in login) return 'id and secret of the application credential';
  if ('apiKey' in login) return 'user and API key';
  if ('token' in login || ('v2' in login && login.v2.token !== undefined))
    return 'token (it may have expired) and project';
  return 'user, password and project';
}

/** Characters of a server's own words that are repeated at most. */
const mostSaid = 300;

/** What a server says of its answer, in one line: Keystone's sentence, or nothing. */
function messageOf(answer: Answer): string {
  // On 401, Keystone says the same whatever is wrong.
  if (answer.status === 401 || answer.status < 300) return '';
  const { error } = jsonOf(answer) as { error?: { message?: unknown } };
  const text = typeof error?.message === 'string' ? error.message : '';
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, mostSaid).replace(/\.$/, '');
}

function withoutSecrets(text: string, login: Login): string {
  const secrets = ['password', 'secret', 'apiKey', 'token']
    .map((name) => (login as unknown as Readonly<Record<string, unknown>>)[name])
    .concat('v2' in login ? [login.v2.passwordCredentials?.['password'], login.v2.token?.id] : [])
    .filter((each) => typeof each === 'string' && each !== '');
  return secrets.reduce<string>((rest, each) => rest.replaceAll(String(each), '***'), text);
}
