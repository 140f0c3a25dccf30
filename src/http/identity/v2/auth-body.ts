import { isRefused } from '../../../domain/refusals.ts';
import type { AuthV2, CredentialsV2 } from '../../../domain/identity/v2/log-in.ts';
import { type RefusalV2, refuseV2 } from '../../../domain/identity/v2/refusals.ts';
import type { HttpRequest } from '../../message.ts';
import { isJsonObject } from '../../python-repr.ts';
import { readIdentityBody } from '../body.ts';

type Part = Readonly<Record<string, unknown>>;

/** The keys under which credentials stand, and how each is read; undefined: a part is missing or of the wrong kind. */
const readers: Readonly<Record<string, (part: Part) => CredentialsV2 | undefined>> = {
  'RAX-KSKEY:apiKeyCredentials': (part: Part) => withSecret('apiKey', part['username'], part['apiKey']),
  passwordCredentials: (part: Part) => withSecret('password', part['username'], part['password']),
  token: ({ id }: Part) => (isText(id) ? { kind: 'token', id } : undefined),
};

function withSecret(
  kind: 'apiKey' | 'password',
  username: unknown,
  secret: unknown,
): CredentialsV2 | undefined {
  return isText(username) && isText(secret) ? { kind, username, secret } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * What a login says. There is one kind of credentials in it; the tenant stands inside them, where the guide's table
 * has it, or beside them, where its examples have it.
 * Source: rackerlabs/docs-cloud-identity, Authenticate as user, Authenticate as tenant with token.
 */
export function readAuthV2(request: HttpRequest): AuthV2 | RefusalV2 {
  const json = readIdentityBody(request);
  const auth = isRefused(json) ? undefined : json.body['auth'];
  if (!isJsonObject(auth)) return refuseV2('authUnparsable');
  const [kind, ...others] = Object.keys(readers).filter((key) => Object.hasOwn(auth, key));
  const part = auth[kind ?? ''];
  if (kind === undefined || others.length > 0 || !isJsonObject(part)) return refuseV2('authUnparsable');
  const credentials = readers[kind]?.(part);
  const tenant = readTenant([auth, part]);
  if (credentials === undefined || tenant.kind === 'unreadable') return refuseV2('authUnparsable');
  return tenant.kind === 'refused' ? tenant : { credentials, tenant: tenant.tenant };
}

type ReadTenant =
  | { readonly kind: 'tenant'; readonly tenant: AuthV2['tenant'] }
  | { readonly kind: 'unreadable' }
  | RefusalV2;

/** An empty text and null name no tenant. */
function readTenant(places: readonly Part[]): ReadTenant {
  const given = (['id', 'name'] as const).flatMap((by) => {
    const key = by === 'id' ? 'tenantId' : 'tenantName';
    return places.flatMap((place) => {
      const text = place[key] ?? '';
      return text === '' ? [] : [{ by, text }];
    });
  });
  const [first, ...others] = given;
  if (first === undefined) return { kind: 'tenant', tenant: undefined };
  if (given.some(({ text }) => typeof text !== 'string')) return { kind: 'unreadable' };
  if (others.some(({ by, text }) => by !== first.by || text !== first.text)) return refuseV2('tenantTwice');
  return { kind: 'tenant', tenant: { by: first.by, text: String(first.text) } };
}
