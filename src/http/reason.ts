import type { Caller } from '../domain/model.ts';
import type { Reason } from './context.ts';

/** The reason of an answer that asks for no token and has no rule behind it. */
export const silent: Reason = { operation: null, caller: null, refused: null, unproven: [] };

/** A caller as a reason names it. */
export function named({ tenant, user }: Caller): NonNullable<Reason['caller']> {
  return { tenant, user };
}
