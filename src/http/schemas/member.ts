import { memberStatusNames } from '../../domain/member-statuses.ts';
import type { Wire } from '../../domain/profile.ts';
import { type JsonSchema, uuidPattern } from '../json-schema.ts';

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
export const memberSchemas: { readonly [S in Wire['schemas']]: JsonSchema } = { glance, rackspace };
