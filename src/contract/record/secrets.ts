import type { Cloud } from '../../domain/cloud.ts';
import { isMadeSecret } from '../../domain/identity/made-secrets.ts';
import { readJson } from '../../http/json.ts';
import { holdsSecret, isSecretName } from '../../http/masking.ts';
import type { Fake } from '../../world/fake.ts';
import { tokenSent } from './asker.ts';
import type { Candidate } from './candidate.ts';
import type { Kept } from './kept.ts';

/** Shorter ones are in every other word, and guard nothing. */
const leastCharacters = 6;

/** Finds secrets in texts. */
export type FindsSecret = (texts: readonly string[]) => boolean;

/** Everything in some worlds that opens something: tokens, passwords, API keys, the secrets of application credentials. */
export interface Secrets {
  /** Notes what an exchange with a fake told of secrets. To be called after each, while something is recorded of it. */
  note(fake: Fake, kept: Kept): void;
  /** How many characters were noted. */
  readonly size: number;
  /** Finds secrets in texts, those that are in the worlds at this moment among them. */
  finder(): FindsSecret;
}

/** Secrets of which none is known yet. */
export function secretsFor(): Secrets {
  const noted = new Set<string>();
  const seen = new WeakSet<Cloud['tokens']>();
  let last: Cloud | undefined;
  let size = 0;
  const add = (secret: string | undefined): void => {
    if (secret === undefined || secret.length < leastCharacters || noted.has(secret)) return;
    noted.add(secret);
    size += secret.length;
  };
  return {
    note({ cloud }, kept) {
      if (!seen.has(cloud.tokens)) for (const each of [last, cloud]) secretsIn(each).forEach(add);
      seen.add(cloud.tokens);
      last = cloud;
      [tokenSent(kept), kept.request.headers['x-subject-token'], ...issuedIn(kept)].forEach(add);
    },
    get size() {
      return size;
    },
    finder: () => finderOf([...noted, ...secretsIn(last)]),
  };
}

function secretsIn(cloud: Cloud | undefined): readonly string[] {
  if (cloud === undefined) return [];
  const { tokens, users, applicationCredentials } = cloud;
  return [
    ...tokens.keys(),
    ...Array.from(users.values(), ({ password, apiKey }) => [password, apiKey]).flat(),
    ...Array.from(applicationCredentials.values(), ({ secret }) => secret),
  ];
}

/** What a service of identities hands out: it may be gone from the world before anybody looks there. */
function issuedIn({ request, response }: Kept): readonly (string | undefined)[] {
  if (request.method !== 'POST' || !/^\/*identity\//.test(request.target) || response.status >= 300)
    return [];
  const [, token] = response.headers.find(([name]) => name.toLowerCase() === 'x-subject-token') ?? [];
  const body = (readJson(response.body)?.value ?? {}) as {
    readonly access?: { readonly token?: { readonly id?: string } };
    readonly application_credential?: { readonly secret?: string };
  };
  return [token, body.access?.token?.id, body.application_credential?.secret];
}

/** Finds any of many texts in others, looking at each place once. */
function finderOf(secrets: readonly string[]): FindsSecret {
  const start = (text: string, at = 0): string => text.slice(at, at + leastCharacters);
  const long = [...new Set(secrets)].filter(({ length }) => length >= leastCharacters);
  const byStart = Map.groupBy(long, (secret) => start(secret));
  const isAt = (text: string, at: number): boolean =>
    byStart.get(start(text, at))?.some((secret) => text.startsWith(secret, at)) ?? false;
  return (texts) =>
    texts.some((text) => {
      if (holdsSecret(text, isMadeSecret)) return true;
      for (let at = 0; at <= text.length - leastCharacters; at += 1) if (isAt(text, at)) return true;
      return false;
    });
}

/** Whether a secret stands where it would stay: in what is sent, or in what an image of a state bears. */
export function bearsSecret(candidate: Candidate, hasSecret: FindsSecret): boolean {
  return Object.keys(candidate.request.query ?? {}).some(isSecretName) || hasSecret(textsOf(candidate));
}

/** The texts of a candidate that stay: what is sent, and what an image of a state bears. */
function textsOf({ request, images }: Candidate): readonly string[] {
  const { path, query, headers, body } = request;
  const borne = images.map(({ data, tags, properties }) => [data, tags, properties]);
  return textsIn([path, query, headers, body, borne]).flatMap((text) => [text, plain(text)]);
}

/** A text without escapes; one with escapes that are none stays. */
export function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** All texts in a value, names of fields among them. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [name, ...textsIn(each)]);
}
