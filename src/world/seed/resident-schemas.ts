import * as v from 'valibot';
import type { SeedApplicationCredential, SeedDomain, SeedTenant, SeedUser } from '../seed.ts';
import { type Agreeing, formatted, named, seedFormats, strictObject, text, yesOrNo } from './schema-parts.ts';

/** The domains, tenants and users of a seed. */

const own = {
  options: v.optional(
    v.pipe(
      v.record(v.string(), v.union([v.boolean(), v.array(v.array(v.string()))])),
      v.description("Keystone's resource options, such as {immutable: true}."),
    ),
  ),
  extra: v.optional(
    v.pipe(
      v.record(v.string(), v.unknown()),
      v.description('What clients gave it of their own, such as an email, as JSON.'),
    ),
  ),
};

const besides = {
  description: v.optional(v.nullable(text('Free text.'))),
  enabled: v.optional(yesOrNo('Defaults to true.')),
  tags: v.optional(v.array(text('A tag.'))),
  ...own,
};

const domain = strictObject({
  name: named('The name, as clients give it with a login.'),
  id: v.optional(named('Defaults to a fixed id made from the name.')),
  ...besides,
});

/** A domain of a seed. */
export const domainSchema: v.GenericSchema = domain satisfies Agreeing<SeedDomain, typeof domain>;

const ofDomain = v.optional(named('Name or id of its domain. Defaults to the default one.'));

const tenant = strictObject({
  name: named('The name, as clients give it with a login.'),
  id: v.optional(
    named('Defaults to a fixed id made from the name: 32 hexadecimal digits; 7 digits in rackspace.'),
  ),
  domain: ofDomain,
  parent: v.optional(named('Name or id of the tenant above it, which stands before it in the list.')),
  ...besides,
});

/** A tenant of a seed. */
export const tenantSchema: v.GenericSchema = tenant satisfies Agreeing<SeedTenant, typeof tenant>;

/** Roles of a seed. */
export const roles: v.GenericSchema<string[]> = v.array(
  named('A role: reader, member, admin, or any other name.'),
);

const credential = strictObject({
  name: named('The name, one of a kind for its user.'),
  id: v.optional(named('Defaults to a fixed 32-digit id made from the names of user and credential.')),
  secret: v.optional(named('Defaults to the name and `-secret`.')),
  description: v.optional(v.nullable(text('Free text.'))),
  tenant: v.optional(
    v.nullable(named("Name or id of the tenant that it is for; null: none. Defaults to the user's tenant.")),
  ),
  roles: v.optional(v.pipe(roles, v.description('Defaults to all roles that the user has on the tenant.'))),
  access_rules: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          id: text('Its id.'),
          service: text('The type of a service.'),
          path: text('A path.'),
          method: text('A method.'),
        }),
      ),
      v.description('The requests that it is for. A Glance without a service type takes none of its tokens.'),
    ),
  ),
  expires_at: v.optional(v.nullable(formatted(seedFormats.expiry, 'Null or left out: never.'))),
  unrestricted: v.optional(v.nullable(yesOrNo('Whether it may make further credentials.'))),
});

const user = strictObject({
  name: named('The name, as clients give it with a login.'),
  id: v.optional(
    named('Defaults to a fixed id made from the name: 32 hexadecimal digits; 7 digits in rackspace.'),
  ),
  domain: ofDomain,
  password: v.optional(
    v.nullable(text('Defaults to the name and `-secret`. Null: no password opens anything.')),
  ),
  api_key: v.optional(
    named('Opens Identity v2.0 in place of the password. Defaults to the name and `-api-key`.'),
  ),
  enabled: v.optional(
    yesOrNo('Defaults to true. A disabled user gets no token, and its tokens count no more.'),
  ),
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
  domain_roles: v.optional(
    v.pipe(v.record(v.string(), roles), v.description('Roles by domain, e.g. {Default: [member]}.')),
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
  ...own,
});

/** An application credential of a seed. */
credential satisfies Agreeing<SeedApplicationCredential, typeof credential>;

/** A user of a seed. */
export const userSchema: v.GenericSchema = user satisfies Agreeing<SeedUser, typeof user>;
