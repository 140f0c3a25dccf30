import { type ProfileName, profiles } from '../../domain/profiles.ts';
import type { Cloud } from '../../domain/cloud.ts';
import type { HttpRequest, HttpResponse, RequestHead } from '../../http/message.ts';
import type { Fake } from '../../world/fake.ts';
import { type Begun, finished } from '../../world/world.ts';
import { type Bounds, type Collection, collectionFor } from './collection.ts';
import { lightened, sceneOf } from './kept.ts';

/** Hears the exchanges of fakes, and collects them. */
export interface Ear {
  readonly collection: Collection;
  /** Whose rules the fakes follow; `glance` as long as there is none. */
  profile(): ProfileName;
  /**
   * The same fake, with its exchanges heard.
   * @throws Error for fakes of two profiles: one pact cannot hold the rules of both.
   */
  through(fake: Fake): Fake;
}

/** An ear that has heard nothing yet. */
export function earFor(bounds: Bounds): Ear {
  const collection = collectionFor(bounds);
  let profile: ProfileName | undefined;
  return {
    collection,
    profile: () => profile ?? 'glance',
    through(fake) {
      profile ??= fake.profile;
      if (profile !== fake.profile)
        throw new Error(
          `The recorder hears a fake of the profile ${profile} already. Make another for ${fake.profile}.`,
        );
      return heard(fake, (head) => begunOf(fake, head, collection));
    },
  };
}

const nothing = new Uint8Array();

/** Begins a request, and collects its exchange once it is answered. */
function begunOf(fake: Fake, head: RequestHead, collection: Collection): Begun<HttpResponse> {
  const hear = (before: Cloud, request: HttpRequest, response: HttpResponse): HttpResponse => {
    const { profile, isSecret } = fake;
    const kept = { before, profile: profiles[profile], isSecret, request: lightened(request), response };
    collection.hear(fake, kept);
    return response;
  };
  const bodiless = { ...head, body: nothing };
  const before = sceneOf(fake.cloud, bodiless);
  const begun = fake.begin(head);
  if (begun.kind === 'answered') return { ...begun, answer: hear(before, bodiless, begun.answer) };
  const finish = (body: Uint8Array): HttpResponse => {
    const request = { ...head, body };
    const scene = sceneOf(fake.cloud, request);
    return hear(scene, request, begun.finish(body));
  };
  return { ...begun, finish };
}

/** The same fake with other exchanges: what it is asked besides, it is asked itself. */
function heard(fake: Fake, begin: Fake['begin']): Fake {
  const exchange = (request: HttpRequest): HttpResponse => finished(begin(request), request.body);
  return Object.create(fake, {
    begin: { value: begin, enumerable: true },
    exchange: { value: exchange, enumerable: true },
  }) as Fake;
}
