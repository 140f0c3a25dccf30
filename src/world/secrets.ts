import type { Change, Cloud } from '../domain/cloud.ts';
import { isMadeSecret } from '../domain/identity/tokens.ts';
import { type IsSecret, secretForms } from '../http/masking.ts';

/** How many secrets of application credentials are remembered that clients have chosen; the oldest are forgotten. */
const mostChosen = 10_000;

/** Characters of the longest of them that are remembered: longer ones are no part of a URL. */
const longestChosen = 1024;

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
    ...Array.from(users.values(), ({ password, apiKey }) => [password, apiKey]).flat(),
    ...Array.from(applicationCredentials.values(), ({ secret }) => secret),
  ];
}

/** The secrets of a world, as it begins. */
export function secretsOf(cloud: Cloud): Secrets {
  let seeded = formsIn(cloud);
  const chosen = new Set<string>();
  const keep = (forms: Iterable<string>): void => {
    for (const form of forms) chosen.add(form);
    for (const oldest of chosen) {
      if (chosen.size <= mostChosen) break;
      chosen.delete(oldest);
    }
  };
  return {
    has: (text) => isMadeSecret(text) || seeded.has(text) || chosen.has(text),
    note(changes) {
      for (const change of changes) {
        if (change.kind !== 'applicationCredentialCreated') continue;
        const { secret } = change.credential;
        if (secret.length > longestChosen || isMadeSecret(secret)) continue;
        keep(secretForms(secret));
      }
    },
    follow(next) {
      const forms = formsIn(next);
      keep([...seeded].filter((form) => !forms.has(form)));
      seeded = forms;
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
