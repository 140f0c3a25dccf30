import * as v from 'valibot';
import type { Agreeing } from './seed/schema-agreement.ts';
import { seedFormats } from './seed/formats.ts';
import { imageSchema } from './seed/image-schema.ts';
import { formatted, text } from './seed/schema-parts.ts';
import { tenantSchema, userSchema } from './seed/user-schema.ts';
import type { Seed, SeedImage, SeedTenant, SeedUser } from './seed.ts';

const seed = v.strictObject({
  $schema: v.optional(text('Where the JSON Schema of this file is; for editors.')),
  tenants: v.pipe(
    v.array(tenantSchema as v.GenericSchema<SeedTenant>),
    v.description('Those who own images and share them with each other; Keystone calls them projects.'),
  ),
  users: v.optional(
    v.pipe(
      v.array(userSchema as v.GenericSchema<SeedUser>),
      v.description('Those who log in or bring a fixed token.'),
    ),
  ),
  images: v.optional(
    v.pipe(
      v.array(imageSchema as v.GenericSchema<SeedImage>),
      v.description('The images, with their members.'),
    ),
  ),
  deleted_images: v.optional(
    v.pipe(
      v.array(formatted(seedFormats.imageId, 'The id of an image that was deleted.')),
      v.description('Ids that Glance never gives out again.'),
    ),
  ),
});

/**
 * The one schema of a seed: `seedProblems` checks with it, `fixtures/world.schema.json` is made from it, and it
 * does not compile unless it agrees with the types of `seed.ts`.
 */
export const seedSchema: v.GenericSchema = seed satisfies Agreeing<Seed, typeof seed>;
