import * as v from 'valibot';
import type { Agreeing } from './schema-agreement.ts';
import { seedFormats } from './formats.ts';
import { flag, formatted, named, text } from './schema-parts.ts';
import type { SeedApplicationCredential, SeedTenant, SeedUser } from '../seed.ts';

const tenant = v.strictObject({
  name: named('The name, as clients give it with a login.'),
  id: v.optional(
    named('Defaults to a fixed id made from the name: 32 hexadecimal digits; 7 digits in rackspace.'),
  ),
  description: v.optional(text('Free text.')),
  enabled: v.optional(flag('Defaults to true.')),
});

/** A tenant of a seed. */
export const tenantSchema: v.GenericSchema = tenant satisfies Agreeing<SeedTenant, typeof tenant>;

const roles = v.array(named('A role: reader, member, admin, or any other name.'));

const credential = v.strictObject({
  name: named('The name, one of a kind for its user.'),
  id: v.optional(named('Defaults to a fixed 32-digit id made from the names of user and credential.')),
  secret: v.optional(named('Defaults to the name and `-secret`.')),
  description: v.optional(v.nullable(text('Free text.'))),
  tenant: v.optional(named("Name or id of the tenant that it is for. Defaults to the user's tenant.")),
  roles: v.optional(v.pipe(roles, v.description('Defaults to all roles that the user has on the tenant.'))),
  expires_at: v.optional(v.nullable(formatted(seedFormats.expiry, 'Null or left out: never.'))),
  unrestricted: v.optional(v.nullable(flag('Whether it may make further credentials.'))),
});

const user = v.strictObject({
  name: named('The name, as clients give it with a login.'),
  id: v.optional(
    named('Defaults to a fixed id made from the name: 32 hexadecimal digits; 7 digits in rackspace.'),
  ),
  password: v.optional(named('Defaults to the name and `-secret`.')),
  api_key: v.optional(
    named('Opens Identity v2.0 in place of the password. Defaults to the name and `-api-key`.'),
  ),
  enabled: v.optional(flag('Defaults to true. A disabled user gets no token, and its tokens count no more.')),
  tenant: v.optional(
    v.nullable(
      named(
        'Name or id of the tenant to which a login without scope goes; null: none. Defaults to the only tenant ' +
          'of `roles`; without `roles`, to the tenant that is named like the user, or else the only tenant there is.',
      ),
    ),
  ),
  roles: v.optional(
    v.pipe(
      v.record(v.string(), roles),
      v.description(
        'Roles by tenant, e.g. {acme: [member]}. Defaults to member on `tenant`; to identity:user-admin in rackspace.',
      ),
    ),
  ),
  system_roles: v.optional(
    v.pipe(roles, v.description('Roles on the whole system. A user with these alone belongs to no tenant.')),
  ),
  token: v.optional(
    named(
      'A token that works without a login, on `tenant`, for ever. Without a tenant it stands for the system.',
    ),
  ),
  application_credentials: v.optional(
    v.pipe(v.array(credential), v.description("Keystone's application credentials.")),
  ),
});

/** An application credential of a seed. */
credential satisfies Agreeing<SeedApplicationCredential, typeof credential>;

/** A user of a seed. */
export const userSchema: v.GenericSchema = user satisfies Agreeing<SeedUser, typeof user>;
