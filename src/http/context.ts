import type { Change, Cloud } from '../domain/cloud.ts';
import type { Limits } from '../domain/limits.ts';
import type { Digests, Token } from '../domain/model.ts';
import type { ErrorBody, Profile } from '../domain/profile.ts';
import type { Trace } from '../domain/trace.ts';
import type { HttpResponse } from './message.ts';
import type { ShownOrder } from './order.ts';

/** Where new ids come from: a generator that the world's creator may seed. */
export interface RandomIds {
  /** A random UUID (version 4), lower case, with dashes. */
  uuid(): string;
  /** `length` random lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** All that an answer may depend on besides the request. */
export interface Context {
  readonly cloud: Cloud;
  readonly profile: Profile;
  readonly limits: Limits;
  /** The form of the bodies of refusals by the image API. */
  readonly errorBody: ErrorBody;
  /** The order of members and tags in answers. */
  readonly order: ShownOrder;
  /** Whether Identity v2.0 is served under `/identity/v2.0`. */
  readonly identityV2: boolean;
  /** The world's time in milliseconds since 1970. */
  readonly now: number;
  readonly randomIds: RandomIds;
  /** The digests of image data. */
  digest(bytes: Uint8Array): Digests;
  /**
   * Counts a request of a tenant (null: of a token without one).
   * @returns undefined where it may be answered, else when the tenant may ask again, in milliseconds since 1970.
   */
  rateLimit(tenant: string | null): number | undefined;
  /**
   * The token as the image API knows it, which may have seen it before it was revoked.
   * @param valid the token where it counts.
   */
  recall(id: string, valid: Token | undefined): Token | undefined;
}

/**
 * What becomes of a request once its head has been read: it is answered, or a body is needed first. A body may be cut
 * off behind `most` and one more byte: how long it was beyond that makes no difference to the answer.
 */
export type Admission =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | {
      readonly kind: 'body';
      /** Bytes of the body that are read. */
      readonly most: number;
      /** The answer to the request with this body, in the world as it is by then. */
      readonly finish: (body: Uint8Array, context: Context) => Answer;
    };

/** The result of one exchange: the reply, what it does to the world, and how it came about. */
export interface Answer {
  readonly response: HttpResponse;
  readonly changes: readonly Change[];
  readonly trace: Trace;
  /** The fields of the JSON body, where they are known. */
  readonly fields?: readonly string[] | undefined;
}

/** A request whose head was read: answered, or to be finished with its body. */
export type Begun<Answered> =
  | { readonly kind: 'answered'; readonly answer: Answered }
  | {
      readonly kind: 'body';
      /** Bytes of the body that are read; one that is longer may be cut off behind one byte more. */
      readonly most: number;
      /** Answers the request with this body. To be called once. */
      readonly finish: (body: Uint8Array) => Answered;
    };

/** The answer to a request whose body is there. */
export function finished<Answered>(begun: Begun<Answered>, body: Uint8Array): Answered {
  return begun.kind === 'answered' ? begun.answer : begun.finish(body);
}

/** The same request with its answer, once there is one, made into something else. */
export function answeredAs<From, To>(begun: Begun<From>, make: (answer: From) => To): Begun<To> {
  if (begun.kind === 'answered') return { kind: 'answered', answer: make(begun.answer) };
  return { ...begun, finish: (body) => make(begun.finish(body)) };
}
