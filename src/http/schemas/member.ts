import { type JsonSchema, uuidPattern } from '../json-schema.ts';

/** Glance's `member` schema. Source: recorded from Glance 25.1 (09-schemas schemas/member-as-alpha). */
export const memberSchema: JsonSchema = {
  name: 'member',
  properties: {
    member_id: { type: 'string', description: 'An identifier for the image member (tenantId)' },
    image_id: { type: 'string', description: 'An identifier for the image', pattern: uuidPattern },
    created_at: { type: 'string', description: 'Date and time of image member creation' },
    updated_at: { type: 'string', description: 'Date and time of last modification of image member' },
    status: {
      type: 'string',
      description: 'The status of this image member',
      enum: ['pending', 'accepted', 'rejected'],
    },
    schema: { readOnly: true, type: 'string' },
  },
};
