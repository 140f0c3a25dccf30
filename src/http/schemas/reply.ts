import { imageSchema } from '../images/schema-properties.ts';
import { printJson } from '../json.ts';
import type { JsonSchema } from '../json-schema.ts';
import { type HttpResponse, textResponse } from '../message.ts';
import type { Operation } from '../routes.ts';
import { collectionSchema } from './collection.ts';
import { memberSchema } from './member.ts';
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
const schemas: Readonly<Record<SchemaOperation, JsonSchema>> = {
  showMemberSchema: memberSchema,
  showMembersSchema: collectionSchema('members', memberSchema),
  showImageSchema: imageSchema,
  showImagesSchema: collectionSchema('images', imageSchema),
  showMetadefNamespaceSchema: namespaceSchema,
  showMetadefResourceTypeSchema: resourceTypeSchema,
};

/** Whether an operation shows a schema. */
export function isSchemaOperation(operation: Operation): operation is SchemaOperation {
  return Object.hasOwn(schemas, operation);
}

/** The schema that an operation shows. */
export function schemaReply(operation: SchemaOperation): HttpResponse {
  return textResponse(200, [['Content-Type', 'application/json']], printJson(schemas[operation]));
}
