import type { Cloud } from '../../domain/cloud.ts';
import { type ProfileName, profiles } from '../../domain/profiles.ts';
import type { HttpRequest, HttpResponse } from '../../http/message.ts';
import type { IsSecret } from '../../http/masking.ts';
import type { Fake } from '../../world/fake.ts';
import { copyOf, type Kept, lightened } from './kept.ts';
import { leastCharacters } from './secrets.ts';

/** Hears the exchanges of fakes, and keeps them. */
export interface Ear {
  readonly kept: readonly Kept[];
  /** Whose rules the fakes follow; `glance` as long as there is none. */
  profile(): ProfileName;
  /**
   * The same fake, with its exchanges heard.
   * @throws Error for fakes of two profiles: one pact cannot hold the rules of both.
   */
  through(fake: Fake): Fake;
}

/** Headers that hold a token, whether or not it is a good one. */
const tokenHeaders = ['x-auth-token', 'x-storage-token', 'x-subject-token'] as const;

/** An ear that has heard nothing yet. */
export function earFor(): Ear {
  const kept: Kept[] = [];
  const sent = new Set<string>();
  let profile: ProfileName | undefined;
  let last: Cloud | undefined;
  return {
    kept,
    profile: () => profile ?? 'glance',
    through(fake) {
      profile ??= fake.profile;
      if (profile !== fake.profile)
        throw new Error(
          `The recorder hears a fake of the profile ${profile} already. Make another for ${fake.profile}.`,
        );
      const isSecret: IsSecret = (text) =>
        fake.isSecret(text) || (text.length >= leastCharacters && sent.has(text));
      const known = { profile: profiles[profile], isSecret };
      return heard(fake, (request) => {
        const before = (last = copyOf(fake.cloud, last));
        for (const name of tokenHeaders) sent.add(request.headers[name] ?? '');
        const response = fake.exchange(request);
        kept.push({ ...known, before, request: lightened(request), response });
        return response;
      });
    },
  };
}

/** The same fake with another `exchange`: what it is asked besides, it is asked itself. */
function heard(fake: Fake, exchange: (request: HttpRequest) => HttpResponse): Fake {
  return Object.create(fake, { exchange: { value: exchange, enumerable: true } }) as Fake;
}
