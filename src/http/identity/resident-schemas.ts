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

/** A schema for creations, which must have a name, and one for changes, which must change something. */
interface Pair {
  readonly create: JsonSchema;
  readonly update: JsonSchema;
}

function pair(properties: Readonly<Record<string, JsonSchema>>, more: JsonSchema = {}): Pair {
  const common = { type: 'object', properties };
  return {
    create: { ...common, required: ['name'], ...more, additionalProperties: true },
    update: { ...common, minProperties: 1, ...more, additionalProperties: true },
  };
}

/** Projects. */
export const projectSchemas: Pair = pair({
  description,
  domain_id: nullable(id),
  enabled: boolean,
  is_domain: boolean,
  parent_id: nullable(id),
  name: nameOf(64),
  tags,
  options: options({ immutable: nullable(boolean) }),
});

/** Domains. */
export const domainSchemas: Pair = pair({ description, enabled: boolean, name: nameOf(64), tags });

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

/** Users. The key `options` of the schema itself means nothing; Keystone prints it. */
export const userSchemas: Pair = pair(
  {
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
  },
  { options: { type: 'object' } },
);

/** A change of a password by its user. */
export const passwordSchema: JsonSchema = {
  type: 'object',
  properties: { original_password: { type: 'string' }, password: { type: 'string' } },
  required: ['original_password', 'password'],
  additionalProperties: false,
};
