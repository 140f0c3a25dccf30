import type { GapName } from '../../domain/gap-names.ts';
import type { Exchanged } from '../../world/fake.ts';

/** What is logged of a request. No header, no body, nothing of a token but whose it is. */
export interface RequestFacts {
  /** The name of the world; absent: the default one. */
  readonly world?: string;
  /** The user's name; null: nobody that the cloud knows. */
  readonly user: string | null;
  /** The id of the tenant that the user speaks for. */
  readonly tenant: string | null;
  readonly method: string;
  /** Path and query, as sent, with `***` for secrets. */
  readonly target: string;
  readonly status: number;
  readonly operation: string | null;
  readonly refused: { readonly check: string; readonly refusal: string } | null;
  /** Why it was refused, in one sentence; null where it was not. */
  readonly because: string | null;
  /** Where nobody knows what the service itself answers: the gaps that this answer touches. */
  readonly unproven: readonly GapName[];
  /** What became different in the world, in words. */
  readonly changes: readonly string[];
  /** What was sent and nobody reads. */
  readonly unread: readonly string[];
  /** What a fault did; absent: none happened. */
  readonly fault?: string;
  /** The time of the world, where its clock is set; absent: it shows the time of day. */
  readonly at?: string;
}

/** Milliseconds by which a clock may be behind the time of day that nobody has set. */
const unset = 1000;

/** The facts of an exchange. */
export function requestFacts(exchanged: Exchanged): RequestFacts {
  const { world, method, target, status, trace, because, caller, unread, inWords, fault, at } = exchanged;
  return {
    ...(world === 'default' ? {} : { world }),
    user: caller === null ? null : (caller.userName ?? caller.user),
    tenant: caller?.tenant ?? null,
    method,
    target,
    status,
    operation: trace.operation,
    refused: trace.refused && { check: trace.refused.check, refusal: trace.refused.refusal },
    because: because ?? null,
    unproven: trace.unproven,
    changes: inWords,
    unread,
    ...(fault === null ? {} : { fault: fault.sentence }),
    ...(Math.abs(at - Date.now()) < unset ? {} : { at: new Date(at).toISOString() }),
  };
}
