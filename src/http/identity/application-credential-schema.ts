import type { JsonSchema } from '../json-schema.ts';

const id: JsonSchema = { type: 'string', minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9-]+$' };

const name: JsonSchema = { type: 'string', minLength: 1, maxLength: 255, pattern: '[\\S]+' };

/**
 * What a new application credential must look like. Key order counts: it decides which error is told.
 * Source: asked of Keystone 22.
 */
export const applicationCredentialSchema: JsonSchema = {
  type: 'object',
  properties: {
    name,
    description: { type: ['string', 'null'] },
    secret: { type: ['null', 'string'] },
    expires_at: { type: ['null', 'string'] },
    roles: {
      type: 'array',
      items: {
        type: 'object',
        properties: { id, name },
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
      },
    },
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
