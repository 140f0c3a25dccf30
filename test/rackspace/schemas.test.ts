/** The four schemas. Source: Cloud Images API v2 guide, Get image member(s) schema, Get image(s) schema. */
import { expect } from 'vitest';
import { everyDoor } from '../doors.ts';
import { documentedImageSchema } from './documented-image-schema.ts';
import { cloudImages } from './sentences.ts';

const member = {
  name: 'member',
  properties: {
    created_at: { description: 'Date and time of image member creation', type: 'string' },
    image_id: {
      description: 'An identifier for the image',
      type: 'string',
      pattern: '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$',
    },
    member_id: { description: 'An identifier for the image member (tenantId)', type: 'string' },
    status: {
      description: 'The status of this image member',
      type: 'string',
      enum: ['pending', 'accepted', 'rejected'],
    },
    updated_at: { description: 'Date and time of last modification of image member', type: 'string' },
    schema: { type: 'string' },
  },
};

const schemas = {
  member,
  members: {
    name: 'members',
    properties: { members: { items: member, type: 'array' }, schema: { type: 'string' } },
    links: [{ href: '{schema}', rel: 'describedby' }],
  },
  image: documentedImageSchema,
  images: {
    name: 'images',
    properties: {
      first: { type: 'string' },
      images: { items: documentedImageSchema, type: 'array' },
      next: { type: 'string' },
      schema: { type: 'string' },
    },
    links: [
      { href: '{first}', rel: 'first' },
      { href: '{next}', rel: 'next' },
      { href: '{schema}', rel: 'describedby' },
    ],
  },
};

for (const [name, schema] of Object.entries(schemas)) {
  everyDoor(`the schema ${name} is the documented one`, cloudImages(), async (t) => {
    for (const as of ['producer', 'stranger']) {
      const { status, body, headers } = await t.send({ as, path: `/v2/schemas/${name}` });
      expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
      expect(body).toEqual(schema);
    }
    expect((await t.send({ path: `/v2/schemas/${name}` })).status).toBe(401);
  });
}
