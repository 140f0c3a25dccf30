import type { JsonSchema } from '../json-schema.ts';

/**
 * What domains, projects, users and changes of passwords must look like. Key order counts: it decides which error is told.
 * Source: asked of Keystone 22.
 */

/** A schema that null fits as well. Keystone shares the schema of yes and no, so that null stands in each of them. */
function nullable(schema: JsonSchema): JsonSchema {
  return { ...schema, type: [schema.type, 'null'].flat() as string[] };
}

const boolean: JsonSchema = { type: 'boolean', enum: [true, false, null] };
const description: JsonSchema = { type: ['string', 'null'] };
const id: JsonSchema = { type: 'string', minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9-]+$' };

function nameOf(maxLength: number): JsonSchema {
  return { type: 'string', minLength: 1, maxLength, pattern: '[\\S]+' };
}

const tags: JsonSchema = {
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[^,/]*$' },
  required: [],
  maxItems: 80,
  uniqueItems: true,
};

function options(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, additionalProperties: false };
}

/** Schemas for a kind of thing: for creations, which must have a name, and for changes. */
export interface ResidentSchemas {
  /** What the thing is called in a body. */
  readonly name: string;
  readonly create: BodySchemas;
  readonly update: BodySchemas;
}

/** What is held against the thing that a body is about, and against the whole body; each release does one of the two. */
export interface BodySchemas {
  readonly thing: JsonSchema;
  readonly whole: JsonSchema;
}

type Properties = Readonly<Record<string, JsonSchema>>;

/** What a client may write for yes and no where the whole body is looked at. */
const words: JsonSchema = {
  type: ['boolean', 'string', 'null'],
  // prettier-ignore
  enum: [
    true, 'True', 'TRUE', 'true', false, 'False', 'FALSE', 'false', '', '1', '0',
    'y', 'Y', 'n', 'N', 'on', 'ON', 'off', 'OFF', 'yes', 'no',
  ],
};

/** How the whole bodies of a kind of thing are otherwise than the things themselves. */
interface Whole {
  /** Whether the body must have the thing. */
  readonly required: boolean;
  /** The properties of a creation, and of a change. */
  readonly create: Properties;
  readonly update: Properties;
  /** Whether a change must change something. */
  readonly least: 0 | 1;
}

function schemasOf(
  name: string,
  properties: Properties,
  whole: Whole,
  more: JsonSchema = {},
): ResidentSchemas {
  const thing = { type: 'object', properties };
  const body = (inner: JsonSchema): JsonSchema => ({
    type: 'object',
    properties: { [name]: inner },
    ...(whole.required && { required: [name] }),
    additionalProperties: false,
  });
  return {
    name,
    create: {
      thing: { ...thing, required: ['name'], ...more, additionalProperties: true },
      whole: body({ type: 'object', properties: whole.create, required: ['name'] }),
    },
    update: {
      thing: { ...thing, minProperties: 1, ...more, additionalProperties: true },
      whole: body({
        type: 'object',
        properties: whole.update,
        ...(whole.least === 1 && { minProperties: 1 }),
      }),
    },
  };
}

const placeOptions: JsonSchema = options({ immutable: nullable(boolean) });

/** What may be changed of a domain or a project, where the whole body is looked at. */
const wholePlace: Properties = {
  description,
  enabled: words,
  name: nameOf(64),
  options: placeOptions,
  tags,
};

const projectProperties: Properties = {
  description,
  domain_id: nullable(id),
  enabled: boolean,
  is_domain: boolean,
  parent_id: nullable(id),
  name: nameOf(64),
  tags,
  options: placeOptions,
};

/** Projects. */
export const projectSchemas: ResidentSchemas = schemasOf('project', projectProperties, {
  required: false,
  create: { ...projectProperties, enabled: words, is_domain: words },
  update: wholePlace,
  least: 0,
});

/** Domains. */
export const domainSchemas: ResidentSchemas = schemasOf(
  'domain',
  { description, enabled: boolean, name: nameOf(64), tags },
  { required: true, create: { explicit_domain_id: id, ...wholePlace }, update: wholePlace, least: 1 },
);

const methods: JsonSchema = { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true };

const federated: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      idp_id: { type: 'string' },
      protocols: {
        type: 'array',
        items: {
          type: 'object',
          properties: { protocol_id: { type: 'string' }, unique_id: { type: 'string' } },
          required: ['protocol_id', 'unique_id'],
        },
        minItems: 1,
      },
    },
    required: ['idp_id', 'protocols'],
  },
};

const userProperties: Properties = {
  default_project_id: nullable(id),
  description,
  domain_id: id,
  enabled: boolean,
  federated,
  name: nameOf(255),
  password: { type: ['string', 'null'] },
  options: options({
    ignore_change_password_upon_first_use: nullable(boolean),
    ignore_password_expiry: nullable(boolean),
    ignore_lockout_failure_attempts: nullable(boolean),
    lock_password: nullable(boolean),
    ignore_user_inactivity: nullable(boolean),
    multi_factor_auth_rules: nullable({ type: 'array', items: methods, uniqueItems: true }),
    multi_factor_auth_enabled: nullable(boolean),
  }),
};

const wholeUser: Properties = {
  ...userProperties,
  enabled: words,
};

/** Users. The key `options` of the schema itself means nothing; Keystone prints it. */
export const userSchemas: ResidentSchemas = schemasOf(
  'user',
  userProperties,
  { required: true, create: wholeUser, update: wholeUser, least: 1 },
  { options: { type: 'object' } },
);

/** A change of a password by its user. */
export const passwordSchema: JsonSchema = {
  type: 'object',
  properties: { original_password: { type: 'string' }, password: { type: 'string' } },
  required: ['original_password', 'password'],
  additionalProperties: false,
};
