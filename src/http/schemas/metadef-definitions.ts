import type { JsonSchema } from '../json-schema.ts';

const valueTypes = ['array', 'boolean', 'integer', 'number', 'object', 'string', null];

const property: JsonSchema = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['title', 'type'],
    properties: {
      name: { type: 'string', maxLength: 80 },
      title: { type: 'string' },
      description: { type: 'string' },
      operators: { type: 'array', items: { type: 'string' } },
      type: {
        type: 'string',
        enum: valueTypes,
      },
      required: { $ref: '#/definitions/stringArray' },
      minimum: { type: 'number' },
      maximum: { type: 'number' },
      maxLength: { $ref: '#/definitions/positiveInteger' },
      minLength: { $ref: '#/definitions/positiveIntegerDefault0' },
      pattern: { type: 'string', format: 'regex' },
      enum: { type: 'array' },
      readonly: { type: 'boolean' },
      default: {},
      items: {
        type: 'object',
        properties: {
          type: {
            type: 'string',
            enum: valueTypes,
          },
          enum: { type: 'array' },
        },
      },
      maxItems: { $ref: '#/definitions/positiveInteger' },
      minItems: { $ref: '#/definitions/positiveIntegerDefault0' },
      uniqueItems: { type: 'boolean', default: false },
      additionalItems: { type: 'boolean' },
    },
  },
};

/** What the schemas of metadata definitions refer to. Source: recorded from Glance 25.1. */
export const metadefDefinitions: Readonly<Record<string, JsonSchema>> = {
  positiveInteger: { type: 'integer', minimum: 0 },
  positiveIntegerDefault0: { allOf: [{ $ref: '#/definitions/positiveInteger' }, { default: 0 }] },
  stringArray: { type: 'array', items: { type: 'string' }, uniqueItems: true },
  property,
};
