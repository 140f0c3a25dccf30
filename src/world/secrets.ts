import type { Change, Cloud } from '../domain/cloud.ts';
import { isMadeSecret } from '../domain/identity/tokens.ts';
import type { User } from '../domain/model.ts';
import { type IsSecret, secretForms } from '../http/masking.ts';

/** How many forms of secrets are remembered that may open nothing any more; the oldest are forgotten. */
const mostKnown = 100_000;

/** Characters of the longest of them that are remembered: longer ones are no part of a URL. */
const longestKnown = 1024;

/** The secrets that some worlds have, or had. What one world knows, all that share this keep to themselves. */
export interface KnownSecrets {
  has(text: string): boolean;
  add(secret: string): void;
}

/** No secrets yet. */
export function knownSecrets(): KnownSecrets {
  const known = new Set<string>();
  return {
    has: (text) => known.has(text),
    add(secret) {
      if (secret.length > longestKnown || isMadeSecret(secret)) return;
      for (const form of secretForms(secret)) known.add(form);
      for (const oldest of known) {
        if (known.size <= mostKnown) break;
        known.delete(oldest);
      }
    },
  };
}

/** The secrets of a world: those that its seed has, those that clients have chosen, and those that it makes up. */
export interface Secrets {
  /** Whether a text is one of them, in any of the forms of `secretForms`; also one that opens nothing any more. */
  readonly has: IsSecret;
  /** Hears of changes to the world. */
  note(changes: readonly Change[]): void;
  /** Hears that the world goes on with another cloud. */
  follow(cloud: Cloud): void;
}

/** Everything that opens something in a cloud at this moment. */
export function secretsIn({ tokens, users, applicationCredentials }: Cloud): readonly string[] {
  return [
    ...tokens.keys(),
    ...Array.from(users.values(), secretsOfUser).flat(),
    ...Array.from(applicationCredentials.values(), ({ secret }) => secret),
  ];
}

/** An empty password opens something, and hides nothing. */
function secretsOfUser({ password, apiKey }: User): readonly string[] {
  return password ? [password, apiKey] : [apiKey];
}

/** The secrets of a world, as it begins. @param known keeps what is a secret of others, and what was one. */
export function secretsOf(cloud: Cloud, known: KnownSecrets): Secrets {
  let own = formsIn(cloud);
  const keep = (next: Cloud): void => secretsIn(next).forEach(known.add);
  keep(cloud);
  return {
    has: (text) => isMadeSecret(text) || own.has(text) || known.has(text),
    note(changes) {
      for (const change of changes) {
        if (change.kind === 'applicationCredentialCreated') known.add(change.credential.secret);
        if (change.kind === 'userCreated' || change.kind === 'userChanged')
          for (const secret of secretsOfUser(change.user)) known.add(secret);
      }
    },
    follow(next) {
      own = formsIn(next);
      keep(next);
    },
  };
}

/** The forms of a cloud's secrets. Those that a cloud makes up are known by how they look. */
function formsIn(cloud: Cloud): ReadonlySet<string> {
  return new Set(
    secretsIn(cloud)
      .filter((secret) => !isMadeSecret(secret))
      .flatMap(secretForms),
  );
}
