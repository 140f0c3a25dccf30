import { jsonOrText, reasonOf, StateError } from './cloud.ts';

/**
 * How somebody gets into a cloud: with Keystone v3, or with an API key in Rackspace's Identity v2.0. Passwords, keys
 * and secrets are never printed.
 */
export type Login = PasswordLogin | CredentialLogin | ApiKeyLogin;

interface Place {
  /** Keystone or Identity, with or without its version: `http://keystone.example:5000/v3`. */
  readonly authUrl: string;
}

/** A user of Rackspace with an API key, in the account that it belongs to. */
interface ApiKeyLogin extends Place {
  readonly username: string;
  readonly apiKey: string;
}

/** A user with a password, in a project. */
interface PasswordLogin extends Place {
  readonly user: IdentityReference;
  readonly password: string;
  readonly project: IdentityReference;
}

/** An application credential, which brings its project along. */
interface CredentialLogin extends Place {
  readonly credential: { readonly id: string } | { readonly name: string; readonly user: IdentityReference };
  readonly secret: string;
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
}

/**
 * Logs in.
 * @param who whose login it is, for errors.
 * @throws StateError where Keystone does not answer or refuses; without the password.
 */
export async function enterCloud(who: string, login: Login): Promise<LoggedIn> {
  return 'apiKey' in login ? enterAccount(who, login) : enterProject(who, login);
}

function versioned({ authUrl }: Place, path: string): string {
  return `${authUrl.replace(/\/+$/, '').replace(/\/v(?:3|2\.0)$/, '')}/${path}`;
}

async function enterAccount(who: string, login: ApiKeyLogin): Promise<LoggedIn> {
  const { username, apiKey } = login;
  const url = versioned(login, 'v2.0/tokens');
  const reply = await post(who, url, { auth: { 'RAX-KSKEY:apiKeyCredentials': { username, apiKey } } });
  if (reply.status !== 200)
    throw new StateError(
      `The login of the ${who} at ${url} was answered ${reply.status}. Are user and API key right?`,
    );
  const { access } = (await jsonOf(reply)) as {
    access?: { token?: { id?: string; tenant?: { id?: string } } };
  };
  const { id, tenant } = access?.token ?? {};
  if (!id || !tenant?.id)
    throw new StateError(`The login of the ${who} at ${url} was answered without a token for a tenant.`);
  return { token: id, tenant: tenant.id };
}

async function enterProject(who: string, login: PasswordLogin | CredentialLogin): Promise<LoggedIn> {
  const url = versioned(login, 'v3/auth/tokens');
  const reply = await post(who, url, { auth: authOf(login) });
  const token = reply.headers.get('x-subject-token');
  if (reply.status !== 201 || token === null)
    throw new StateError(
      `The login of the ${who} at ${url} was answered ${reply.status}. Are user, password and project right?`,
    );
  const body = (await jsonOf(reply)) as { token?: { project?: { id: string } } };
  const project = body.token?.project;
  if (project === undefined)
    throw new StateError(`The login of the ${who} at ${url} is for no project: name one.`);
  return { token, tenant: project.id };
}

/** The JSON of an answer; nothing where it has none. */
async function jsonOf(reply: Response): Promise<object> {
  return Object(jsonOrText(await reply.text())) as object;
}

/** A server that does not answer keeps nobody waiting: the token ends by itself in time. Milliseconds. */
const patience = 5000;

/**
 * Has Keystone v3 revoke a token. One of Identity v2.0 stays as it is: Rackspace gives each login of a user the same
 * one, so that other programs use it, too.
 * @returns once it is done, or was tried in vain.
 */
export async function leaveCloud(login: Login, { token }: LoggedIn): Promise<void> {
  if ('apiKey' in login) return;
  const headers = { 'x-auth-token': token, 'x-subject-token': token };
  const signal = AbortSignal.timeout(patience);
  await fetch(versioned(login, 'v3/auth/tokens'), { method: 'DELETE', headers, signal }).catch(() => {});
}

function authOf(login: PasswordLogin | CredentialLogin): object {
  if ('credential' in login) {
    const { credential, secret } = login;
    const methods = ['application_credential'];
    return { identity: { methods, application_credential: { ...credential, secret } } };
  }
  const user = { ...login.user, password: login.password };
  return {
    identity: { methods: ['password'], password: { user } },
    scope: { project: login.project },
  };
}

async function post(who: string, url: string, body: object): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (error) {
    throw new StateError(`The login of the ${who} at ${url} was not answered: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}
