import type { Change } from '../../domain/cloud.ts';
import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import { type PolicyName, type PolicyTarget, permits } from '../../domain/identity/policies.ts';
import type { Decided } from '../../domain/identity/users.ts';
import { worldExceeded } from '../../domain/usage.ts';
import type { Caller, Token } from '../../domain/model.ts';
import type { Context } from '../context.ts';
import type { HttpRequest } from '../message.ts';
import type { IdentityReply } from './reply.ts';

/** A request that has found its route. */
export interface OpenCall {
  readonly context: Context;
  readonly request: HttpRequest;
  /** The URL of the identity API, without a slash at the end. */
  readonly v3: string;
  /** The request's own URL, for links. */
  readonly self: string;
  /** The variable parts of the path, first to last. */
  readonly parameters: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A request with a token that counts. */
export interface Call extends OpenCall {
  readonly token: Token;
  readonly caller: Caller;
}

/** What a handler makes of a request. */
export type IdentityOutcome = IdentityRefusal | (IdentityReply & { readonly changes?: readonly Change[] });

/** The refusal of a policy; undefined where it permits. */
export function refusedByPolicy(
  call: Call,
  policy: PolicyName,
  target: PolicyTarget = {},
): IdentityRefusal | undefined {
  const { caller, context } = call;
  const home = caller.tenant === null ? undefined : context.cloud.tenants.get(caller.tenant)?.domain;
  const { scopes } = context.profile.release.residents;
  return permits(policy, caller, { home, ...target }, scopes)
    ? undefined
    : refuseIdentity('forbidden', { action: `identity:${policy}` });
}

/** The answer to what was decided: with its changes, unless the world would grow too large by them. */
export function decidedReply(
  { context: { cloud, limits } }: OpenCall,
  decided: Decided,
  reply: () => IdentityReply,
): IdentityOutcome {
  if ('kind' in decided) return decided;
  const exceeded = worldExceeded(cloud, limits, decided);
  return exceeded === undefined
    ? { ...reply(), changes: decided }
    : refuseIdentity('residentsFull', exceeded);
}

/** A reply without a body. */
export const noContent: IdentityReply = { status: 204, headers: [] };

/** A page of a list; Keystone has one page. */
export function listBody(name: string, items: readonly object[], self: string): object {
  return { [name]: items, links: { next: null, self, previous: null } };
}
