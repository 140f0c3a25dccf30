import type { Wire } from '../../domain/profile.ts';
import type { JsonSchema } from '../json-schema.ts';
import { imageSchema } from './schema-properties.ts';
import { rackspaceImageSchema } from './schema-rackspace.ts';

/** The schemas `image`, by whose they are: what requests are held against, and what `GET /v2/schemas/image` shows. */
export const imageSchemas: { readonly [S in Wire['schemas']]: JsonSchema } = {
  glance: imageSchema,
  rackspace: rackspaceImageSchema,
};
