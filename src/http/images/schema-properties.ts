import type { JsonSchema } from '../json-schema.ts';
import { baseProperties } from './schema-base-properties.ts';
import { locationsSchema } from './schema-locations.ts';
import { usualProperties } from './schema-usual-properties.ts';

/** All properties that Glance's `image` schema names, in its order. Any other property must be a string. */
export const imageProperties: Readonly<Record<string, JsonSchema>> = {
  ...baseProperties,
  locations: locationsSchema,
  ...usualProperties,
};

/** Glance's `image` schema: what requests are held against, and the body of `GET /v2/schemas/image`. */
export const imageSchema: JsonSchema = {
  name: 'image',
  properties: imageProperties,
  additionalProperties: { type: 'string' },
  links: [
    { rel: 'self', href: '{self}' },
    { rel: 'enclosure', href: '{file}' },
    { rel: 'describedby', href: '{schema}' },
  ],
};
