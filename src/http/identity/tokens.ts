import type { Auth } from '../../domain/identity/auth.ts';
import { logIn } from '../../domain/identity/log-in.ts';
import { type IdentityRefusal, isIdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import { newTokenId } from '../../domain/identity/made-secrets.ts';
import { subjectToken } from '../../domain/identity/tokens.ts';
import type { Token } from '../../domain/model.ts';
import { authSchema } from './auth-schema.ts';
import { type Call, type OpenCall, type Outcome, refusedByPolicy } from './call.ts';
import { newToken } from './new-token.ts';
import { documentReply } from './reply.ts';
import { schemaRefusal } from './schema-problem.ts';
import { tokenBody } from './token-body.ts';

/** `POST /v3/auth/tokens`: logs in. */
export function issueToken(call: OpenCall): Outcome {
  const { context } = call;
  const auth = readAuth(call.body['auth']);
  if (isIdentityRefusal(auth)) return auth;
  const login = logIn(
    { cloud: context.cloud, now: context.now, lifetime: context.limits.tokenLifetime },
    auth.auth,
  );
  if (isIdentityRefusal(login)) return login;
  const token = newToken(login, context.chance, newTokenId);
  return { ...tokenReply(201, call, token), changes: [{ kind: 'tokenIssued', token }] };
}

function readAuth(given: unknown): { readonly auth: Auth } | IdentityRefusal {
  if (given === undefined || given === null)
    return refuseIdentity('expected', { what: 'auth', where: 'request body' });
  return schemaRefusal(given, authSchema) ?? { auth: given as Auth };
}

function tokenReply(status: number, { context, request, query }: OpenCall, token: Token): Outcome {
  const base = query.has('nocatalog') ? undefined : request.base;
  return documentReply(status, tokenBody(token, context, base), [['X-Subject-Token', token.id]]);
}

/** The token that `X-Subject-Token` names. Without that header the policy is asked first. */
function subjectOf(call: Call, policy: 'validate_token' | 'revoke_token'): Token | IdentityRefusal {
  const id = call.request.headers['x-subject-token'] ?? '';
  const { cloud, now } = call.context;
  const token = subjectToken(cloud, id, now);
  const target = isIdentityRefusal(token) ? {} : { user: token.user };
  if (id !== '' && isIdentityRefusal(token)) return token;
  return refusedByPolicy(call, policy, target) ?? token;
}

/** `GET /v3/auth/tokens`: validates a token. */
export function showToken(call: Call): Outcome {
  const token = subjectOf(call, 'validate_token');
  return isIdentityRefusal(token) ? token : tokenReply(200, call, token);
}

/** `DELETE /v3/auth/tokens`: revokes a token. */
export function revokeToken(call: Call): Outcome {
  const token = subjectOf(call, 'revoke_token');
  if (isIdentityRefusal(token)) return token;
  return { status: 204, headers: [], changes: [{ kind: 'tokenRevoked', token: token.id }] };
}
