import type { Cloud } from '../../domain/cloud.ts';
import { type ProfileName, profiles } from '../../domain/profiles.ts';
import type { HttpRequest, HttpResponse, RequestHead } from '../../http/message.ts';
import type { IsSecret } from '../../http/masked-target.ts';
import type { Fake } from '../../world/fake.ts';
import { type Begun, finished } from '../../world/world.ts';
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
      const begin = (head: RequestHead): Begun<HttpResponse> => {
        const before = (last = copyOf(fake.cloud, last));
        for (const name of tokenHeaders) sent.add(head.headers[name] ?? '');
        const keep = (body: Uint8Array, state: Cloud, response: HttpResponse): HttpResponse => {
          kept.push({ ...known, before: state, request: lightened({ ...head, body }), response });
          return response;
        };
        const begun = fake.begin(head);
        if (begun.kind === 'answered')
          return { kind: 'answered', answer: keep(new Uint8Array(), before, begun.answer) };
        const finish = (body: Uint8Array): HttpResponse => {
          const state = (last = copyOf(fake.cloud, last));
          return keep(body, state, begun.finish(body));
        };
        return { ...begun, finish };
      };
      return heard(fake, begin);
    },
  };
}

/** The same fake with other exchanges: what it is asked besides, it is asked itself. */
function heard(fake: Fake, begin: Fake['begin']): Fake {
  const exchange = (request: HttpRequest): HttpResponse => finished(begin(request), request.body);
  return Object.create(fake, {
    begin: { value: begin, enumerable: true },
    exchange: { value: exchange, enumerable: true },
  }) as Fake;
}
