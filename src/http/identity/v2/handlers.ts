import { isRefused } from '../../../domain/refusals.ts';
import { validToken } from '../../../domain/callers.ts';
import type { Change } from '../../../domain/cloud.ts';
import { newTokenIdV2 } from '../../../domain/identity/tokens.ts';
import { logInV2 } from '../../../domain/identity/v2/log-in.ts';
import { type RefusalV2, refuseV2 } from '../../../domain/identity/v2/refusals.ts';
import type { Caller, Token } from '../../../domain/model.ts';
import type { Context } from '../../context.ts';
import type { HttpRequest } from '../../message.ts';
import { tenantsOf } from '../own-things.ts';
import { documentReply, type IdentityReply } from '../reply.ts';
import { newToken } from '../tokens.ts';
import { readAuthV2 } from './auth-body.ts';
import { accessV2, catalogV2, tenantV2 } from './views.ts';

/** A request that has found its route. */
export interface OpenCallV2 {
  readonly context: Context;
  readonly request: HttpRequest;
  /** The variable parts of the path, first to last. */
  readonly parameters: readonly string[];
}

/** A request with a token that counts. */
export interface CallV2 extends OpenCallV2 {
  readonly token: Token;
  readonly caller: Caller;
}

/** What a handler makes of a request. */
export type OutcomeV2 = RefusalV2 | (IdentityReply & { readonly changes?: readonly Change[] });

/** `POST /v2.0/tokens`: logs in. The token is one like those of v3. */
export function authenticate({ context, request }: OpenCallV2): OutcomeV2 {
  const auth = readAuthV2(request);
  if (isRefused(auth)) return auth;
  const { cloud, now, randomIds, limits, profile } = context;
  const facts = profile.identity;
  const login = logInV2({ cloud, now, lifetime: limits.tokenLifetime, facts }, auth);
  if (isRefused(login)) return login;
  const token = newToken(login, randomIds, newTokenIdV2);
  const { user, ...rest } = accessV2(token, context);
  const access = { ...rest, serviceCatalog: catalogV2(token, facts, request.base), user };
  return { ...documentReply(200, { access }), changes: [{ kind: 'tokenIssued', token }] };
}

/** The token that the path names, where it is one of the caller's. */
function named({ context, caller, parameters }: CallV2): Token | RefusalV2 {
  const token = validToken(context.cloud, parameters[0], context.now);
  if (token === undefined) return refuseV2('tokenNotFound');
  return token.user === caller.user ? token : refuseV2('tokenOfOther');
}

/** `GET /v2.0/tokens/{tokenId}`: validates a token. `belongsTo` is not looked at. */
export function showTokenV2(call: CallV2): OutcomeV2 {
  const token = named(call);
  return isRefused(token) ? token : documentReply(200, { access: accessV2(token, call.context) });
}

/** `GET /v2.0/tokens/{tokenId}/endpoints`: the catalog of a token as one list, numbered. */
export function listEndpointsV2(call: CallV2): OutcomeV2 {
  const token = named(call);
  if (isRefused(token)) return token;
  const services = catalogV2(token, call.context.profile.identity, call.request.base);
  const endpoints = services.flatMap(({ name, type, endpoints: each }) =>
    each.map((endpoint) => ({ ...endpoint, name, type })),
  );
  const numbered = endpoints.map((endpoint, index) => ({ id: index + 1, ...endpoint }));
  return documentReply(200, { endpoints: numbered, endpoints_links: [] });
}

/** `DELETE /v2.0/tokens`: revokes the token that the request is sent with. */
export function revokeOwnToken({ token }: CallV2): OutcomeV2 {
  return { status: 204, headers: [], changes: [{ kind: 'tokenRevoked', token: token.id }] };
}

/** `DELETE /v2.0/tokens/{tokenId}`. */
export function revokeTokenV2(call: CallV2): OutcomeV2 {
  const token = named(call);
  return isRefused(token) ? token : revokeOwnToken({ ...call, token });
}

/** `GET /v2.0/tenants`: those on which the caller has a role. Source: rackerlabs/docs-cloud-identity, List tenants. */
export function listTenantsV2({ context, caller }: CallV2): OutcomeV2 {
  const { cloud, profile } = context;
  const tenants = tenantsOf(cloud, caller.user).map((tenant) => tenantV2(tenant, profile.identity));
  return documentReply(200, { tenants, tenants_links: [] });
}
