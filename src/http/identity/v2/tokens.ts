import { validToken } from '../../../domain/callers.ts';
import { newTokenIdV2 } from '../../../domain/identity/made-secrets.ts';
import { logInV2 } from '../../../domain/identity/v2/log-in.ts';
import { isRefusalV2, type RefusalV2, refuseV2 } from '../../../domain/identity/v2/refusals.ts';
import type { Token } from '../../../domain/model.ts';
import { newToken } from '../new-token.ts';
import { documentReply } from '../reply.ts';
import { readAuthV2 } from './auth-body.ts';
import type { CallV2, OpenCallV2, OutcomeV2 } from './call.ts';
import { accessV2, catalogV2 } from './views.ts';

/** `POST /v2.0/tokens`: logs in. The token is one like those of v3. */
export function authenticate({ context, request }: OpenCallV2): OutcomeV2 {
  const auth = readAuthV2(request);
  if (isRefusalV2(auth)) return auth;
  const { cloud, now, chance, limits, profile } = context;
  const facts = profile.identity;
  const login = logInV2({ cloud, now, lifetime: limits.tokenLifetime, facts }, auth);
  if (isRefusalV2(login)) return login;
  const token = newToken(login, chance, newTokenIdV2);
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
  return isRefusalV2(token) ? token : documentReply(200, { access: accessV2(token, call.context) });
}

/** `GET /v2.0/tokens/{tokenId}/endpoints`: the catalog of a token as one list, numbered. */
export function listEndpointsV2(call: CallV2): OutcomeV2 {
  const token = named(call);
  if (isRefusalV2(token)) return token;
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
  return isRefusalV2(token) ? token : revokeOwnToken({ ...call, token });
}
