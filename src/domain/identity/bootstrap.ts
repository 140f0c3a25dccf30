import type { Cloud } from '../cloud.ts';
import { folded } from '../collation.ts';
import type { Domain, Role } from '../model.ts';

/**
 * A 32-digit hexadecimal id that depends on the text alone, for things that every cloud has: roles,
 * services, endpoints. Four FNV-1a hashes with different starts; not for secrets.
 */
export function fixedId(text: string): string {
  return [0x811c9dc5, 0x050c5d1f, 0xcbf29ce4, 0x84222325].map((start) => eightDigits(text, start)).join('');
}

/** Eight hexadecimal digits that depend on the text alone: its FNV-1a hash, with another start if one is given. */
export function eightDigits(text: string, start: number = 0x811c9dc5): string {
  let hash = start;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The domain that every cloud has, as Keystone's bootstrap makes it. */
export const defaultDomain: Domain = {
  id: 'default',
  name: 'Default',
  description: 'The default domain',
  enabled: true,
  tags: [],
  options: {},
  extra: {},
};

/** A thing named by its id or by its name; the name counts where both are given. */
export interface NamedReference {
  readonly id?: string;
  readonly name?: string;
}

/** The domain that is meant; undefined: there is none. Names know no case, ids do. Source: asked of Keystone 22. */
export function findDomain({ domains }: Cloud, { id = '', name }: NamedReference): Domain | undefined {
  if (!name) return domains.get(id);
  const key = folded(name);
  return domains.values().find((domain) => folded(domain.name) === key);
}

/** The id of a role: the same in every world. */
export function roleId(role: Role): string {
  return fixedId(`role ${role}`);
}

/** Every role of the cloud: the built-in ones, then those that its seed has besides. */
export function rolesOf(cloud: Cloud): readonly Role[] {
  return [...new Set([...cloud.roleFacts.builtIn, ...cloud.roles])];
}
