import type { Cloud } from '../../domain/cloud.ts';
import { isMadeSecret } from '../../domain/identity/tokens.ts';
import { readJson } from '../../http/json.ts';
import { holdsSecret, type IsSecret, isSecretName, secretForms } from '../../http/masking.ts';
import type { Fake } from '../../world/fake.ts';
import { secretsIn } from '../../world/secrets.ts';
import type { Candidate } from './candidate.ts';
import type { RecordedExchange } from './recorded-exchange.ts';

/** Shorter ones are in every other word, and guard nothing. */
const leastCharacters = 6;

/** Headers that bear tokens. */
const tokenHeaders = ['x-auth-token', 'x-storage-token', 'x-subject-token'] as const;

/** Everything that opens something in the fakes of a recording, or did: tokens, passwords, API keys, and the like. */
export interface RecordedSecrets {
  /** Notes the secrets in an exchange with a fake. To be called after each, while exchanges are recorded. */
  note(fake: Fake, recorded: RecordedExchange): void;
  /** How many characters were noted. */
  readonly size: number;
  /** Knows the secrets that there are by now. */
  readonly isSecret: IsSecret;
  /** Finds them in texts, also as a part of a word. */
  finder(): FindsSecret;
}

/** Finds secrets in texts. */
export type FindsSecret = (texts: readonly string[]) => boolean;

/** Secrets of which none is known yet. */
export function recordedSecrets(): RecordedSecrets {
  const noted = notedSecrets();
  const seen = new WeakSet<Cloud['tokens']>();
  let last: IsSecret = isMadeSecret;
  const isSecret: IsSecret = (text) => noted.forms.has(text) || last(text);
  return {
    note({ cloud }, recorded) {
      if (!seen.has(cloud.tokens)) secretsIn(cloud).forEach(noted.add);
      seen.add(cloud.tokens);
      last = recorded.isSecret;
      for (const secret of [
        ...tokenHeaders.map((name) => recorded.request.headers[name]),
        chosenIn(recorded),
      ])
        if (secret !== undefined) noted.add(secret);
    },
    get size() {
      return noted.size();
    },
    isSecret,
    finder() {
      const within = partFinder([...noted.forms]);
      return (texts) => texts.some((text) => holdsSecret(text, isSecret) || within(text));
    },
  };
}

interface NotedSecrets {
  readonly forms: ReadonlySet<string>;
  /** How many characters they are. */
  size(): number;
  readonly add: (secret: string) => void;
}

function notedSecrets(): NotedSecrets {
  const forms = new Set<string>();
  let size = 0;
  return {
    forms,
    size: () => size,
    add(secret) {
      // What a cloud makes up is known by what it looks like.
      if (isMadeSecret(secret)) return;
      for (const form of secretForms(secret)) {
        if (form.length < leastCharacters || forms.has(form)) continue;
        forms.add(form);
        size += form.length;
      }
    },
  };
}

/** The secret of an application credential, which a client may have chosen, and which may be gone soon. */
function chosenIn({ request, response }: RecordedExchange): string | undefined {
  if (request.method !== 'POST' || !/^\/*identity\//.test(request.target) || response.status >= 300)
    return undefined;
  const body = (readJson(response.body)?.value ?? {}) as {
    readonly application_credential?: { readonly secret?: string };
  };
  return body.application_credential?.secret;
}

/** Finds any of many texts in another one, looking at each place of it once. */
function partFinder(parts: readonly string[]): (text: string) => boolean {
  const start = (text: string, at = 0): string => text.slice(at, at + leastCharacters);
  const byStart = Map.groupBy(parts, (part) => start(part));
  return (text) => {
    for (let at = 0; at <= text.length - leastCharacters; at += 1)
      if (byStart.get(start(text, at))?.some((part) => text.startsWith(part, at))) return true;
    return false;
  };
}

/** Whether a secret stands where it would stay: in what is sent, or in what an image of a state bears. */
export function bearsSecret({ request, images }: Candidate, hasSecret: FindsSecret): boolean {
  const { path, query = {}, headers, body } = request;
  const contents = images.map(({ data, tags, properties }) => [data, tags, properties]);
  const texts = textsIn([path, query, headers, body, contents]);
  return Object.keys(query).some(isSecretName) || hasSecret(texts) || hasSecret(texts.map(plain));
}

/** A text without escapes; one with escapes that are none stays. */
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
