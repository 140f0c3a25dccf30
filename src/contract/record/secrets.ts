import type { Cloud } from '../../domain/cloud.ts';
import { isMadeSecret } from '../../domain/identity/made-secrets.ts';
import { holdsSecret, isSecretName, maskedTarget } from '../../http/masking.ts';
import type { Candidate } from './candidate.ts';
import type { Kept } from './kept.ts';

/** Shorter secrets are in every other word, and guard nothing. */
export const leastCharacters = 6;

/**
 * The secrets that seeds and clients have chosen in some exchanges: passwords, API keys, fixed tokens, the secrets of
 * application credentials. Those that a cloud makes up are known by their form.
 */
export function secretsOf(all: readonly Kept[]): readonly string[] {
  const byFake = [...Map.groupBy(all, ({ isSecret }) => isSecret).values()];
  const worlds = byFake.flatMap((own) => [own.at(0), own.at(-1)]).map((kept) => kept?.before);
  const found = new Set(worlds.flatMap((world) => (world === undefined ? [] : secretsIn(world))));
  return [...found].filter((secret) => secret.length >= leastCharacters && !isMadeSecret(secret));
}

function secretsIn({ tokens, users, applicationCredentials }: Cloud): readonly string[] {
  return [
    ...tokens.keys(),
    ...Array.from(users.values(), ({ password, apiKey }) => [password, apiKey]).flat(),
    ...Array.from(applicationCredentials.values(), ({ secret }) => secret),
  ];
}

/** Whether a secret stands where it would stay: in what is sent, or in what an image of a state bears. */
export function bearsSecret(
  { request, images }: Candidate,
  { isSecret }: Kept,
  secrets: readonly string[],
): boolean {
  const { path, query = {}, headers, body } = request;
  if (maskedTarget(path, isSecret) !== path || Object.keys(query).some(isSecretName)) return true;
  const borne = images.map(({ data, tags, properties }) => [data, tags, properties]);
  const texts = textsIn([path, query, headers, body, borne]).flatMap((text) => [text, plain(text)]);
  return texts.some((text) => holdsSecret(text, isSecret) || secrets.some((secret) => text.includes(secret)));
}

function plain(text: string): string {
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
