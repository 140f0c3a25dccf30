import { defaultDomain } from '../../domain/identity/bootstrap.ts';
import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import type { WantedOptions } from '../../domain/identity/users.ts';
import { detached } from '../../domain/limits.ts';
import type { Extra } from '../../domain/model.ts';
import { isRefused } from '../../domain/refusals.ts';
import { printJson } from '../json.ts';
import { schemaRefusal } from './body.ts';
import type { Call, OpenCall } from './call.ts';
import type { BodySchemas, ResidentSchemas } from './resident-schemas.ts';

/** What a request says of a domain, a project or a user, once it fits Keystone's schema. */
export interface Fields {
  readonly id?: unknown;
  readonly name?: string;
  readonly description?: string | null;
  readonly enabled?: boolean;
  readonly tags?: readonly string[];
  readonly options?: WantedOptions;
  readonly domain_id?: string | null;
  readonly parent_id?: string | null;
  readonly is_domain?: boolean;
  readonly default_project_id?: string | null;
  readonly password?: string | null;
  readonly federated?: readonly { readonly idp_id: string }[];
  readonly original_password?: string;
  readonly [own: string]: unknown;
}

/**
 * The fields of the thing that a body is about. Where the release holds a schema against the whole body, that has been
 * done, and nothing is looked at here. Without the thing they are none.
 */
export function fieldsOf(
  call: OpenCall,
  name: string,
  { thing }: Pick<BodySchemas, 'thing'>,
): { readonly fields: Fields } | IdentityRefusal {
  const given = Object.hasOwn(call.body, name) ? call.body[name] : {};
  const { release } = call.context.profile;
  if (release.residents.bodies === 'the whole, first')
    return wordyRefusal(given as Fields) ?? { fields: given as Fields };
  return schemaRefusal(given, thing, release) ?? { fields: given as Fields };
}

/** A schema lets words for yes and no pass, and the database breaks on them. Source: asked of Keystone 27 and 30. */
function wordyRefusal({ enabled, is_domain }: Fields): IdentityRefusal | undefined {
  const isWord = [enabled, is_domain].some((each) => each !== undefined && typeof each !== 'boolean');
  return isWord ? refuseIdentity('serverErred') : undefined;
}

/** The fields of a new thing: Keystone has no colons and hyphens in names of fields. */
export function newFields(
  call: OpenCall,
  { name, create }: ResidentSchemas,
): { readonly fields: Fields } | IdentityRefusal {
  const read = fieldsOf(call, name, create);
  if (isRefused(read)) return read;
  const entries = Object.entries(read.fields).map(([key, value]) => [key.replaceAll(/[:-]/g, '_'), value]);
  return { fields: Object.fromEntries(entries) as Fields };
}

/** A name without spaces at its ends, as Python strips it. */
export function stripped(name: string): string {
  return detached(name.replace(/^[\s\x1c-\x1f\x85]+/, '').replace(/[\s\x1c-\x1f\x85]+$/, ''));
}

/** Fields of which Keystone knows what they mean, for all kinds of things. */
const known: readonly string[] = ['id', 'name', 'domain_id', 'enabled', 'options', 'extra'];

/** What a client says besides that Keystone knows. */
export function extraOf(fields: Fields, alsoKnown: readonly string[]): Extra {
  const own = Object.entries(fields).filter(([key]) => !known.includes(key) && !alsoKnown.includes(key));
  return Object.fromEntries(own.map(([key, value]) => [detached(key), detached(printJson(value))]));
}

/** The domain of a new thing that names none: that of a token for a domain, else the default one. */
export function domainFor({ caller }: Call, named: string | null | undefined): string {
  return named || (caller.domain ?? defaultDomain.id);
}

/** The refusal of an id in a body that is not the one in the path. */
export function otherId({ id }: Fields, inPath: string): IdentityRefusal | undefined {
  const isOther = id !== undefined && id !== null && id !== inPath;
  return isOther ? refuseIdentity('fixedField', { field: 'ID' }) : undefined;
}

/** The refusal where a world has as many of some things as it may. */
export function tooMany(
  count: number,
  maximum: number,
  things: 'domains' | 'tenants' | 'users',
): IdentityRefusal | undefined {
  if (count < maximum) return undefined;
  const name = `max${things.charAt(0).toUpperCase()}${things.slice(1)}`;
  return refuseIdentity('tooMany', { maximum: String(maximum), things, option: `--max-${things}`, name });
}

/** A field with the key only where it was given. */
export function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}
