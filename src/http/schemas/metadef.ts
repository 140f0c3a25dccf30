import type { JsonSchema } from '../json-schema.ts';

const valueTypes = ['array', 'boolean', 'integer', 'number', 'object', 'string', null];

/** The attributes of a property that a namespace defines. */
const propertyAttributes: Readonly<Record<string, JsonSchema>> = {
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
};

const property: JsonSchema = {
  type: 'object',
  additionalProperties: { type: 'object', required: ['title', 'type'], properties: propertyAttributes },
};

const numbers: Readonly<Record<string, JsonSchema>> = {
  positiveInteger: { type: 'integer', minimum: 0 },
  positiveIntegerDefault0: { allOf: [{ $ref: '#/definitions/positiveInteger' }, { default: 0 }] },
};

/** What the schemas of metadata definitions refer to. Source: recorded from Glance 25.1. */
const metadefDefinitions: Readonly<Record<string, JsonSchema>> = {
  ...numbers,
  stringArray: { type: 'array', items: { type: 'string' }, uniqueItems: true },
  property,
};

/** Glance's schema of a namespace of metadata definitions. Source: recorded from Glance 25.1. */
export const namespaceSchema: JsonSchema = {
  name: 'namespace',
  properties: {
    namespace: { type: 'string', description: 'The unique namespace text.', maxLength: 80 },
    display_name: {
      type: 'string',
      description: 'The user friendly name for the namespace. Used by UI if available.',
      maxLength: 80,
    },
    description: {
      type: 'string',
      description: 'Provides a user friendly description of the namespace.',
      maxLength: 500,
    },
    visibility: {
      type: 'string',
      description: 'Scope of namespace accessibility.',
      enum: ['public', 'private'],
    },
    protected: { type: 'boolean', description: 'If true, namespace will not be deletable.' },
    owner: { type: 'string', description: 'Owner of the namespace.', maxLength: 255 },
    created_at: {
      type: 'string',
      readOnly: true,
      description: 'Date and time of namespace creation',
      format: 'date-time',
    },
    updated_at: {
      type: 'string',
      readOnly: true,
      description: 'Date and time of the last namespace modification',
      format: 'date-time',
    },
    schema: { readOnly: true, type: 'string' },
    self: { readOnly: true, type: 'string' },
    resource_type_associations: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          prefix: { type: 'string' },
          properties_target: { type: 'string' },
        },
      },
    },
    properties: { $ref: '#/definitions/property' },
    objects: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          description: { type: 'string' },
          required: { $ref: '#/definitions/stringArray' },
          properties: { $ref: '#/definitions/property' },
        },
      },
    },
    tags: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
  },
  additionalProperties: false,
  definitions: metadefDefinitions,
  required: ['namespace'],
};

/** Glance's schema of a resource type that a namespace is for. Source: recorded from Glance 25.1. */
export const resourceTypeSchema: JsonSchema = {
  name: 'resource_type_association',
  properties: {
    name: {
      type: 'string',
      description:
        'Resource type names should be aligned with Heat resource types whenever possible: https://docs.openstack.org/heat/latest/template_guide/openstack.html',
      maxLength: 80,
    },
    prefix: {
      type: 'string',
      description:
        'Specifies the prefix to use for the given resource type. Any properties in the namespace should be prefixed with this prefix when being applied to the specified resource type. Must include prefix separator (e.g. a colon :).',
      maxLength: 80,
    },
    properties_target: {
      type: 'string',
      description:
        'Some resource types allow more than one key / value pair per instance.  For example, Cinder allows user and image metadata on volumes. Only the image properties metadata is evaluated by Nova (scheduling or drivers). This property allows a namespace target to remove the ambiguity.',
      maxLength: 80,
    },
    created_at: {
      type: 'string',
      readOnly: true,
      description: 'Date and time of resource type association',
      format: 'date-time',
    },
    updated_at: {
      type: 'string',
      readOnly: true,
      description: 'Date and time of the last resource type association modification',
      format: 'date-time',
    },
  },
  additionalProperties: false,
  required: ['name'],
};

function times(of: string, last: string): Readonly<Record<string, JsonSchema>> {
  const time = (description: string): JsonSchema => ({
    type: 'string',
    readOnly: true,
    description: `Date and time of ${description}`,
    format: 'date-time',
  });
  return { created_at: time(of), updated_at: time(last) };
}

/** Glance's schema of an object, which groups properties. Source: asked of Glance 25.1. */
export const objectSchema: JsonSchema = {
  name: 'object',
  properties: {
    name: { type: 'string', maxLength: 80 },
    description: { type: 'string' },
    required: { $ref: '#/definitions/stringArray' },
    properties: { $ref: '#/definitions/property' },
    schema: { readOnly: true, type: 'string' },
    self: { readOnly: true, type: 'string' },
    ...times('object creation', 'the last object modification'),
  },
  additionalProperties: false,
  definitions: metadefDefinitions,
  required: ['name'],
};

/** Glance's schema of a property. Source: asked of Glance 25.1. */
export const propertySchema: JsonSchema = {
  name: 'property',
  properties: propertyAttributes,
  additionalProperties: false,
  definitions: {
    ...numbers,
    stringArray: { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true },
  },
  required: ['type', 'title', 'name'],
};

/** Glance's schema of a tag. Source: asked of Glance 25.1. */
export const tagSchema: JsonSchema = {
  name: 'tag',
  properties: {
    name: { type: 'string', maxLength: 80 },
    ...times('tag creation', 'the last tag modification'),
  },
  additionalProperties: false,
  required: ['name'],
};

/**
 * Glance's schema of a list of metadata definitions; what an item refers to stands beside the list, and the properties of a
 * namespace are no list, but an object of them by their names. Source: asked of Glance 25.1.
 */
export function metadefsSchema(name: string, { definitions, ...item }: JsonSchema): JsonSchema {
  const named = name === 'properties';
  return {
    name,
    properties: {
      [name]: named
        ? { type: 'object', additionalProperties: { ...item, required: ['type', 'title'] } }
        : { type: 'array', items: item },
      first: { type: 'string' },
      next: { type: 'string' },
      schema: { type: 'string' },
    },
    links: [
      { rel: 'first', href: '{first}' },
      { rel: 'next', href: '{next}' },
      { rel: 'describedby', href: '{schema}' },
    ],
    ...(definitions && { definitions }),
  };
}
