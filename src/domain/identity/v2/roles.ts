import type { Role } from '../../model.ts';
import { roleId } from '../roles.ts';

/** A role as Identity v2.0 shows it. */
export interface RoleV2 {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The tenant that it is for; a role that is for the whole account has none. */
  readonly tenantId?: string;
}

/** The roles of an account that the guide prints. Source: rackerlabs/docs-cloud-identity, Authenticate as user, Validate token. */
const ofAccount: Readonly<Record<Role, { readonly id: string; readonly description: string }>> = {
  'identity:user-admin': { id: '3', description: 'User Admin Role.' },
  'identity:default': { id: '2', description: 'Default Role.' },
};

/** A role of a token for a tenant, or for none. */
export function roleV2(name: Role, tenant: string | null): RoleV2 {
  const known = Object.hasOwn(ofAccount, name) ? ofAccount[name] : undefined;
  if (known !== undefined) return { id: known.id, name, description: known.description };
  const role = { id: roleId(name), name, description: `The role ${name}.` };
  return tenant === null ? role : { ...role, tenantId: tenant };
}
