import type { Cloud } from '../domain/cloud.ts';
import type { Limits } from '../domain/limits.ts';
import type { Digests, Token } from '../domain/model.ts';
import type { ErrorBody, Profile } from '../domain/profile.ts';
import type { Context, RandomIds } from '../http/context.ts';
import type { ShownOrder } from '../http/order.ts';
import { digest } from './digest.ts';
import type { Counts } from './counts.ts';

/** What of a world stays as it was made. */
type Fixed = Pick<Context, 'profile' | 'limits' | 'errorBody' | 'identityV2' | 'order'>;

/** What of it begins anew with each cloud. */
interface Around extends Pick<Context, 'cloud' | 'randomIds'> {
  readonly counts: Counts;
}

/** The world as one step of a request finds it. A class: each request makes two of them. */
export class LivingContext implements Context {
  readonly profile: Profile;
  readonly limits: Limits;
  readonly errorBody: ErrorBody;
  readonly identityV2: boolean;
  readonly order: ShownOrder;
  readonly cloud: Cloud;
  readonly now: number;
  readonly randomIds: RandomIds;
  readonly #counts: Counts;

  /** @param now milliseconds since 1970. @param seen the cloud whose images are seen in place of those of the living one. */
  constructor({ cloud, randomIds, counts }: Around, making: Fixed, now: number, seen: Cloud | undefined) {
    this.profile = making.profile;
    this.limits = making.limits;
    this.errorBody = making.errorBody;
    this.identityV2 = making.identityV2;
    this.order = making.order;
    this.cloud =
      seen === undefined ? cloud : { ...cloud, images: seen.images, deletedImages: seen.deletedImages };
    this.now = now;
    this.randomIds = randomIds;
    this.#counts = counts;
  }

  digest(bytes: Uint8Array): Digests {
    return digest(bytes);
  }

  rateLimit(tenant: string | null): number | undefined {
    return this.#counts.rateLimit.count(tenant, this.now);
  }

  recall(id: string, valid: Token | undefined): Token | undefined {
    return this.#counts.tokens.recall(id, valid, this.now);
  }
}
