import type { Wire } from '../../domain/profile.ts';
import { imageSchemas } from '../images/image-schemas.ts';
import { printJson } from '../json.ts';
import type { JsonSchema } from '../json-schema.ts';
import { type HttpResponse, textResponse } from '../message.ts';
import type { Operation } from '../routes.ts';
import { collectionSchema } from './collection.ts';
import { memberSchemas } from './member.ts';
import { namespaceSchema } from './metadef-namespace.ts';
import { resourceTypeSchema } from './metadef-resource-type.ts';

/** An operation that shows a schema; it asks nothing of the world. */
export type SchemaOperation =
  | 'showMemberSchema'
  | 'showMembersSchema'
  | 'showImageSchema'
  | 'showImagesSchema'
  | 'showMetadefNamespaceSchema'
  | 'showMetadefResourceTypeSchema';

/** The operations that show a schema, and what they show. Source: RULES.md §6; recorded, 09-schemas. */
const schemas: Readonly<Record<SchemaOperation, (set: Wire['schemas']) => JsonSchema>> = {
  showMemberSchema: (set) => memberSchemas[set],
  showMembersSchema: (set) => collectionSchema('members', memberSchemas[set]),
  showImageSchema: (set) => imageSchemas[set],
  showImagesSchema: (set) => collectionSchema('images', imageSchemas[set]),
  showMetadefNamespaceSchema: () => namespaceSchema,
  showMetadefResourceTypeSchema: () => resourceTypeSchema,
};

/** Whether an operation shows a schema. */
export function isSchemaOperation(operation: Operation): operation is SchemaOperation {
  return Object.hasOwn(schemas, operation);
}

/** The schema that an operation shows. @param set whose schemas are served. */
export function schemaReply(operation: SchemaOperation, set: Wire['schemas']): HttpResponse {
  return textResponse(200, [['Content-Type', 'application/json']], printJson(schemas[operation](set)));
}
