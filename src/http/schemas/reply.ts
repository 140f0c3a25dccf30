import { memberStatusNames } from '../../domain/member-statuses.ts';
import type { Profile, Wire } from '../../domain/profile.ts';
import { imageSchemaOf } from '../images/image-schemas.ts';
import { type JsonSchema, uuidPattern } from '../json-schema.ts';
import { printJson } from '../json.ts';
import { type HttpResponse, textResponse } from '../message.ts';
import type { RoutedOperation } from '../routes.ts';
import {
  metadefsSchema,
  namespaceSchema,
  objectSchema,
  propertySchema,
  resourceTypeSchema,
  tagSchema,
} from './metadef.ts';

/** Glance's `member` schema. Source: recorded from Glance 25.1 (09-schemas schemas/member-as-alpha). */
const glance: JsonSchema = {
  name: 'member',
  properties: {
    member_id: { type: 'string', description: 'An identifier for the image member (tenantId)' },
    image_id: { type: 'string', description: 'An identifier for the image', pattern: uuidPattern },
    created_at: { type: 'string', description: 'Date and time of image member creation' },
    updated_at: { type: 'string', description: 'Date and time of last modification of image member' },
    status: {
      type: 'string',
      description: 'The status of this image member',
      enum: memberStatusNames,
    },
    schema: { readOnly: true, type: 'string' },
  },
};

/** What Rackspace documents: the same without `readOnly`. Source: CLOUD-IMAGES.md §4. */
const rackspace: JsonSchema = {
  ...glance,
  properties: { ...glance.properties, schema: { type: 'string' } },
};

/** The schemas `member`, by whose they are. */
const memberSchemas: { readonly [S in Wire['schemas']]: JsonSchema } = { glance, rackspace };

type Link = { readonly rel: string; readonly href: string };

/** What a list of images has besides the images: its pages. Lists of members have none. */
const pages: readonly string[] = ['first', 'next'];

/** The schema of a list. Source: recorded, 09-schemas schemas/members-as-alpha, schemas/images-as-alpha. */
function collectionSchema(name: 'members' | 'images', item: JsonSchema): JsonSchema {
  const paged = name === 'images' ? pages : [];
  const links: readonly Link[] = [...paged, 'describedby'].map((rel) => ({
    rel,
    href: rel === 'describedby' ? '{schema}' : `{${rel}}`,
  }));
  const texts = [...paged, 'schema'].map((property) => [property, { type: 'string' }]);
  return {
    name,
    properties: {
      [name]: { type: 'array', items: item },
      ...(Object.fromEntries(texts) as Record<string, JsonSchema>),
    },
    links,
  };
}

/** An operation that shows a schema; it asks nothing of the world. */
export type SchemaOperation =
  | 'showMemberSchema'
  | 'showMembersSchema'
  | 'showImageSchema'
  | 'showImagesSchema'
  | 'showMetadefNamespaceSchema'
  | 'showMetadefNamespacesSchema'
  | 'showMetadefObjectSchema'
  | 'showMetadefObjectsSchema'
  | 'showMetadefPropertySchema'
  | 'showMetadefPropertiesSchema'
  | 'showMetadefResourceTypeSchema'
  | 'showMetadefResourceTypesSchema'
  | 'showMetadefTagSchema'
  | 'showMetadefTagsSchema';

/** What of a profile its schemas depend on. */
type Shown = Pick<Profile, 'wire' | 'visibilities'>;

/** The operations that show a schema, and what they show. Source: RULES.md §6; recorded, 09-schemas. */
const schemas: Readonly<Record<SchemaOperation, (rules: Shown) => JsonSchema>> = {
  showMemberSchema: ({ wire }) => memberSchemas[wire.schemas],
  showMembersSchema: ({ wire }) => collectionSchema('members', memberSchemas[wire.schemas]),
  showImageSchema: imageSchemaOf,
  showImagesSchema: (rules) => collectionSchema('images', imageSchemaOf(rules)),
  showMetadefNamespaceSchema: () => namespaceSchema,
  showMetadefNamespacesSchema: () => metadefsSchema('namespaces', namespaceSchema),
  showMetadefObjectSchema: () => objectSchema,
  showMetadefObjectsSchema: () => metadefsSchema('objects', objectSchema),
  showMetadefPropertySchema: () => propertySchema,
  showMetadefPropertiesSchema: () => metadefsSchema('properties', propertySchema),
  showMetadefResourceTypeSchema: () => resourceTypeSchema,
  showMetadefResourceTypesSchema: () => metadefsSchema('resource_type_associations', resourceTypeSchema),
  showMetadefTagSchema: () => tagSchema,
  showMetadefTagsSchema: () => metadefsSchema('tags', tagSchema),
};

/** Whether an operation shows a schema. */
export function isSchemaOperation(operation: RoutedOperation): operation is SchemaOperation {
  return Object.hasOwn(schemas, operation);
}

/** The schema that an operation shows. @param rules whose schemas are served. */
export function schemaReply(operation: SchemaOperation, rules: Shown): HttpResponse {
  return textResponse(200, [['Content-Type', 'application/json']], printJson(schemas[operation](rules)));
}
