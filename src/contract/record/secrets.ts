import type { Cloud } from '../../domain/cloud.ts';
import { tokenSent } from './asker.ts';
import type { Candidate } from './candidate.ts';
import type { Kept } from './kept.ts';

/** Shorter ones are in every other word, and guard nothing. */
const leastCharacters = 6;

/** Everything in some exchanges that opens something: tokens, passwords, API keys, the secrets of application credentials. */
export function secretsOf(all: readonly Kept[]): ReadonlySet<string> {
  const worlds = new Set(all.map(({ before }) => before));
  const found = [...worlds].flatMap(secretsIn);
  const sent = all.flatMap((kept) => tokenSent(kept) ?? []);
  return new Set([...found, ...sent].filter((secret) => secret.length >= leastCharacters));
}

function secretsIn({ tokens, users, applicationCredentials }: Cloud): readonly string[] {
  return [
    ...tokens.keys(),
    ...Array.from(users.values(), ({ password, apiKey }) => [password, apiKey]).flat(),
    ...Array.from(applicationCredentials.values(), ({ secret }) => secret),
  ];
}

/** Whether a secret stands where it would stay: in what is sent, or in what an image of a state bears. */
export function holdsSecret({ request, images }: Candidate, secrets: ReadonlySet<string>): boolean {
  const { path, query, headers, body } = request;
  const borne = images.map(({ data, tags, properties }) => [data, tags, properties]);
  const texts = textsIn([path, query, headers, body, borne]).flatMap((text) => [text, plain(text)]);
  return [...secrets].some((secret) => texts.some((text) => text.includes(secret)));
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
