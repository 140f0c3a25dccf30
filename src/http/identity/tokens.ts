import { isRefused } from '../../domain/refusals.ts';
import { effectiveRoles } from '../../domain/callers.ts';
import { defaultDomain, roleId } from '../../domain/identity/bootstrap.ts';
import { catalogued, endpointsOf } from '../../domain/identity/catalog.ts';
import { logIn, type GrantedLogin } from '../../domain/identity/log-in.ts';
import type { Auth } from '../../domain/identity/proofs.ts';
import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import { newTokenId, subjectToken } from '../../domain/identity/tokens.ts';
import type { Token } from '../../domain/model.ts';
import type { Profile } from '../../domain/profile.ts';
import type { Release } from '../../domain/release.ts';
import { farAway } from '../../domain/times.ts';
import type { RandomIds, Context } from '../context.ts';
import type { JsonSchema } from '../json-schema.ts';
import { schemaRefusal } from './body.ts';
import { type Call, type OpenCall, type IdentityOutcome, refusedByPolicy } from './call.ts';
import { documentReply } from './reply.ts';
import { domainReference, endpointUrl, rulesView } from './views.ts';

const text: JsonSchema = { type: 'string' };

const domainSchema: JsonSchema = { type: 'object', properties: { id: text, name: text } };

const user: JsonSchema = {
  type: 'object',
  properties: { id: text, name: text, password: text, domain: domainSchema },
};

/**
 * What `auth` must look like. Key order counts: it decides which error is told.
 * Source: recorded from Keystone 22 (14-keystone auth/empty-auth); order asked of it.
 */
const authSchema: JsonSchema = {
  type: 'object',
  properties: {
    identity: {
      type: 'object',
      properties: {
        methods: { type: 'array', items: text },
        password: { type: 'object', properties: { user } },
        token: { type: 'object', properties: { id: text }, required: ['id'] },
      },
      required: ['methods'],
    },
    scope: {
      type: ['object', 'string'],
      properties: {
        project: { type: 'object', properties: { name: text, id: text, domain: domainSchema } },
        domain: domainSchema,
        'OS-TRUST:trust': { type: 'object', properties: { id: text } },
        system: { type: 'object', properties: { all: { type: 'boolean', enum: [true, false, null] } } },
      },
    },
  },
  required: ['identity'],
};

/** `POST /v3/auth/tokens`: logs in. */
export function issueToken(call: OpenCall): IdentityOutcome {
  const { context } = call;
  const auth = readAuth(call.body['auth'], context.profile.release);
  if (isRefused(auth)) return auth;
  const { cloud, now, limits, profile } = context;
  const { logins } = profile.release;
  const login = logIn({ cloud, now, lifetime: limits.tokenLifetime, logins }, auth.auth);
  if (isRefused(login)) return login;
  const token = newToken(login, context.randomIds, newTokenId);
  return { ...tokenReply(201, call, token), changes: [{ kind: 'tokenIssued', token }] };
}

function readAuth(given: unknown, release: Release): { readonly auth: Auth } | IdentityRefusal {
  if (given === undefined || given === null)
    return refuseIdentity('expected', { what: 'auth', where: 'request body' });
  return schemaRefusal(given, authSchema, release) ?? { auth: given as Auth };
}

function tokenReply(status: number, { context, request, query }: OpenCall, token: Token): IdentityOutcome {
  const base = query.has('nocatalog') ? undefined : request.base;
  return documentReply(status, tokenBody(token, context, base), [['X-Subject-Token', token.id]]);
}

/** The token that `X-Subject-Token` names. Without that header the policy is asked first. */
function subjectOf(call: Call, policy: 'validate_token' | 'revoke_token'): Token | IdentityRefusal {
  const id = call.request.headers['x-subject-token'] ?? '';
  const { cloud, now } = call.context;
  const token = subjectToken(cloud, id, now);
  const target = isRefused(token) ? {} : { user: token.user };
  if (id !== '' && isRefused(token)) return token;
  return refusedByPolicy(call, policy, target) ?? token;
}

/** `GET /v3/auth/tokens`: validates a token. */
export function showToken(call: Call): IdentityOutcome {
  const token = subjectOf(call, 'validate_token');
  return isRefused(token) ? token : tokenReply(200, call, token);
}

/** `DELETE /v3/auth/tokens`: revokes a token. */
export function revokeToken(call: Call): IdentityOutcome {
  const token = subjectOf(call, 'revoke_token');
  if (isRefused(token)) return token;
  return { status: 204, headers: [], changes: [{ kind: 'tokenRevoked', token: token.id }] };
}

/** The token of a login; `newId` makes up its id. */
export function newToken(
  { chain, ...login }: GrantedLogin,
  { hex }: RandomIds,
  newId: (hex: RandomIds['hex']) => string,
): Token {
  const auditId = auditIdOf(hex(32));
  return { ...login, id: newId(hex), auditIds: chain === null ? [auditId] : [auditId, chain] };
}

/** Sixteen bytes as base64 that may stand in a URL. */
function auditIdOf(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((digits) => String.fromCharCode(parseInt(digits, 16)));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The service catalog. `base` is where the fake answers. */
export function catalog(profile: Profile, base: string): readonly object[] {
  return catalogued(profile).map((service) => ({
    endpoints: endpointsOf(service, profile.identity).map((endpoint) => ({
      id: endpoint.id,
      interface: endpoint.interface,
      region_id: endpoint.region,
      url: endpointUrl(endpoint, base),
      region: endpoint.region,
    })),
    id: service.id,
    type: service.type,
    name: service.name,
  }));
}

/** The cloud that a token is of, and whose rules it follows. */
type Where = Pick<Context, 'cloud' | 'profile'>;

/** A token as Keystone shows it. `base` undefined: without the catalog. Source: recorded, auth/*, appcred/auth. */
function tokenBody(token: Token, { cloud, profile }: Where, base: string | undefined): object {
  const user = cloud.users.get(token.user);
  const body = {
    methods: token.methods,
    user: {
      domain: domainReference(cloud, user?.domain ?? defaultDomain.id),
      id: token.user,
      name: user?.name ?? token.user,
      password_expires_at: null,
    },
    audit_ids: token.auditIds,
    expires_at: token.expiresAt ?? farAway,
    issued_at: token.issuedAt,
    ...scopeBody(token, cloud),
    ...(token.scope !== 'unscoped' && base !== undefined && { catalog: catalog(profile, base) }),
    ...credentialBody(token, cloud),
  };
  return { token: body };
}

function scopeBody(token: Token, cloud: Context['cloud']): object {
  if (token.scope === 'unscoped') return {};
  const roles = effectiveRoles(token, cloud.roleFacts).map((name) => ({ id: roleId(name), name }));
  // Keystone prints these the other way round than on a project.
  if (token.scope === 'system') return { roles: roles.toReversed(), system: { all: true } };
  if ('domain' in token.scope) return { domain: domainReference(cloud, token.scope.domain), roles };
  const id = token.scope.tenant;
  const tenant = cloud.tenants.get(id);
  return {
    project: {
      domain: domainReference(cloud, tenant?.domain ?? defaultDomain.id),
      id,
      name: tenant?.name ?? id,
    },
    is_domain: false,
    roles,
  };
}

function credentialBody(token: Token, cloud: Context['cloud']): object {
  const credential = cloud.applicationCredentials.get(token.applicationCredential ?? '');
  if (!credential) return {};
  const { id, name, unrestricted } = credential;
  return {
    application_credential: { id, name, restricted: unrestricted !== true, ...rulesView(credential) },
  };
}
