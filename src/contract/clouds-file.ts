import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { StateError } from './cloud.ts';
import type { Login, IdentityReference } from './login.ts';

/** A cloud of a `clouds.yaml`, as far as a login needs it. */
interface Cloud {
  readonly auth?: Readonly<Record<string, unknown>>;
}

type Clouds = Readonly<Record<string, Cloud>>;

/** Where OpenStack's clients look for their clouds, first to last. */
function usualPlaces(): readonly string[] {
  const given = process.env['OS_CLIENT_CONFIG_FILE'];
  const home = join(homedir(), '.config', 'openstack', 'clouds.yaml');
  return [...(given === undefined ? [] : [given]), 'clouds.yaml', home, '/etc/openstack/clouds.yaml'];
}

/** The file of clouds that is in use: the one that is named, or else the first of the usual ones that there is. */
export function cloudsFile(named: string | undefined): string | undefined {
  return named ?? usualPlaces().find((file) => existsSync(file));
}

/** The logins of a `clouds.yaml` by the names of its clouds; one that cannot be used fails when it is asked for. */
export interface CloudLogins {
  readonly file: string;
  readonly names: readonly string[];
  /** @throws StateError where there is no such cloud, or its login is none that is understood. */
  login(name: string): Login;
}

/**
 * Reads a `clouds.yaml`, with the passwords of a `secure.yaml` beside it.
 * @throws StateError where the file is not there, or is none.
 */
export function readClouds(file: string): CloudLogins {
  const clouds = cloudsIn(file);
  const secure = join(dirname(file), 'secure.yaml');
  const secrets = existsSync(secure) ? cloudsIn(secure) : {};
  return {
    file,
    names: Object.keys(clouds),
    login: (name) => {
      const cloud = clouds[name];
      if (cloud === undefined)
        throw new StateError(
          `${file} has no cloud ${name}. It has: ${Object.keys(clouds).join(', ') || 'none'}.`,
        );
      return loginOf(`the cloud ${name} in ${file}`, { ...cloud.auth, ...secrets[name]?.auth });
    },
  };
}

function cloudsIn(file: string): Clouds {
  if (!existsSync(file))
    throw new StateError(`There is no file ${resolve(file)}. Give a clouds.yaml with --clouds FILE.`);
  try {
    const { clouds } = parse(readFileSync(file, 'utf8')) as { readonly clouds?: Clouds };
    if (typeof clouds === 'object' && clouds !== null) return clouds;
  } catch {
    // What the parser says may quote a line, and with it a password.
  }
  throw new StateError(
    `${file} is no clouds.yaml: it must be YAML with the clouds by name under \`clouds\`.`,
  );
}

function loginOf(where: string, auth: Readonly<Record<string, unknown>>): Login {
  const text = (name: string): string | undefined =>
    auth[name] === undefined ? undefined : String(auth[name]);
  const need = (name: string): string => {
    const value = text(name);
    if (value === undefined) throw new StateError(`${where} has no ${name} under \`auth\`.`);
    return value;
  };
  const authUrl = need('auth_url');
  if (!isPlainUrl(authUrl))
    throw new StateError(
      `${where} has an auth_url that is no URL such as http://keystone.example:5000/v3, or has a user in it.`,
    );
  const apiKey = text('api_key');
  if (apiKey !== undefined) return { authUrl, username: need('username'), apiKey };
  const credential = text('application_credential_id');
  if (credential !== undefined)
    return { authUrl, credential: { id: credential }, secret: need('application_credential_secret') };
  const user = named(text, 'user');
  const name = text('application_credential_name');
  if (name !== undefined)
    return { authUrl, credential: { name, user }, secret: need('application_credential_secret') };
  return { authUrl, user, password: need('password'), project: named(text, 'project') };
}

/** Whether a URL leads to a web server, and has no user and no password in it, which errors would print. */
function isPlainUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** `user_id`, or `username` in the domain of `user_domain_name` or `user_domain_id`; the same of a project. */
function named(text: (name: string) => string | undefined, kind: 'user' | 'project'): IdentityReference {
  const id = text(`${kind}_id`);
  if (id !== undefined) return { id };
  const domainId = text(`${kind}_domain_id`) ?? text('domain_id');
  const domain =
    domainId === undefined
      ? { name: text(`${kind}_domain_name`) ?? text('domain_name') ?? 'Default' }
      : { id: domainId };
  return { name: text(kind === 'user' ? 'username' : 'project_name') ?? '', domain };
}
