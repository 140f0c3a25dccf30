import type { JsonSchema } from '../json-schema.ts';
import type { BodySchemas } from './resident-schemas.ts';

/**
 * What a new application credential must look like. Key order counts: it decides which error is told.
 * Source: asked of Keystone 22, 27 and 30.
 */

const id: JsonSchema = { type: 'string', minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9-]+$' };

const nameSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 255, pattern: '[\\S]+' };

const rolesSchema: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { id, name: nameSchema },
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
  },
};

/** What Keystone 22 holds against the credential. */
const thing: JsonSchema = {
  type: 'object',
  properties: {
    name: nameSchema,
    description: { type: ['string', 'null'] },
    secret: { type: ['null', 'string'] },
    expires_at: { type: ['null', 'string'] },
    roles: rolesSchema,
    unrestricted: { type: 'boolean', enum: [true, false, null] },
    access_rules: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string', minLength: 0, maxLength: 225, pattern: '^\\/.*' },
          method: { type: 'string', pattern: '^(POST|GET|HEAD|PATCH|PUT|DELETE)$' },
          service: id,
          id,
        },
        additionalProperties: false,
      },
    },
  },
  required: ['name'],
  additionalProperties: true,
};

/** Texts that newer ones take for methods of access rules. */
const methods: readonly string[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

/** What Keystone 27 and 30 hold against the whole body. */
const whole: JsonSchema = {
  type: 'object',
  properties: {
    application_credential: {
      type: 'object',
      properties: {
        name: nameSchema,
        description: { type: ['string', 'null'] },
        secret: { type: ['string', 'null'] },
        expires_at: { type: ['string', 'null'] },
        roles: rolesSchema,
        unrestricted: { type: ['boolean', 'null'] },
        access_rules: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              path: { type: 'string', minLength: 0, maxLength: 225, pattern: '^/\\.*' },
              method: { type: 'string', enum: methods },
              service: id,
              id,
            },
          },
        },
        id: { type: 'string' },
        project_id: { type: 'string' },
        system: {},
      },
      required: ['name'],
      additionalProperties: false,
    },
  },
  required: ['application_credential'],
  additionalProperties: false,
};

/** New application credentials. */
export const credentialSchemas: BodySchemas = { thing, whole };
