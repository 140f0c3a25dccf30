import type { Caller } from '../domain/model.ts';
import type { Trace, TracedCaller } from '../domain/trace.ts';

/** The trace of an answer that asks for no token and has no rule behind it. */
export const silent: Trace = {
  operation: null,
  caller: null,
  decision: null,
  refused: null,
  unproven: [],
};

/** A caller as a trace names it. */
export function traced({ tenant, user, roles }: Caller): TracedCaller {
  return { tenant, user, roles: [...roles] };
}
