import * as v from 'valibot';
import { initialStatus, memberStatusNames } from '../domain/member-statuses.ts';
import type { ImageStatus, Task, Visibility } from '../domain/model.ts';
import { visibilities } from '../domain/visibilities.ts';
import { baseProperties } from '../http/images/image-properties.ts';
import type {
  Seed,
  SeedDomain,
  SeedDownload,
  SeedImage,
  SeedMember,
  SeedTask,
  SeedTenant,
  SeedUser,
} from './seed.ts';
import {
  type Agreeing,
  count,
  yesOrNo,
  formatted,
  type SeedKeys,
  seedFormats,
  strictObject,
  text,
  word,
} from './seed/schema-parts.ts';
import { domainSchema, roles, tenantSchema, userSchema } from './seed/resident-schemas.ts';

const time = (of: string): v.GenericSchema<string> =>
  formatted(seedFormats.time, `When ${of}, as YYYY-MM-DDTHH:MM:SSZ.`);

const states = {
  queued: true,
  saving: true,
  uploading: true,
  importing: true,
  active: true,
  deactivated: true,
} as const satisfies Record<ImageStatus, true>;

/** The formats that Glance's own schema lists; null is added by the fields. */
function formats(property: 'disk_format' | 'container_format'): string[] {
  return (baseProperties[property]?.enum ?? []).filter((each) => typeof each === 'string');
}

const member = strictObject({
  member: formatted(
    seedFormats.member,
    "A tenant's name or id, or any text: Glance asks nobody whether it exists.",
  ),
  verbatim: v.optional(yesOrNo('`member` is stored as written, even where a tenant has this name.')),
  status: v.optional(word(memberStatusNames, `Defaults to ${initialStatus}.`)),
  created_at: v.optional(time('it was added first')),
  updated_at: v.optional(time('its status changed last')),
  removed: v.optional(
    yesOrNo(
      'It was a member once and was removed: added again, it keeps its place in the list and its `created_at`.',
    ),
  ),
});

/** A schema whose fields another schema may take over. */
type Fields = v.GenericSchema & { readonly entries: v.ObjectEntries };

/** A membership of a seed. */
export const memberSchema: Fields = member satisfies Agreeing<SeedMember, typeof member>;

const image = strictObject({
  id: v.optional(formatted(seedFormats.imageId, 'A UUID. Defaults to a fixed one made from owner and name.')),
  name: v.optional(v.nullable(text('Need not be one of a kind.'))),
  owner: v.nullable(text("The producer: a tenant's name or id. Null: nobody, and everybody sees the image.")),
  owner_verbatim: v.optional(yesOrNo('`owner` is stored as written, even where no tenant has this id.')),
  visibility: v.optional(
    word(
      Object.keys(visibilities) as Visibility[],
      'Defaults to shared, as in Glance. In rackspace both are private, and community is none.',
    ),
  ),
  status: v.optional(
    word(
      Object.keys(states) as ImageStatus[],
      'Defaults to active where there is `data`, uploading where there is `staged`, else queued.',
    ),
  ),
  protected: v.optional(yesOrNo('A protected image cannot be deleted.')),
  os_hidden: v.optional(yesOrNo('A hidden image is left out of image lists.')),
  disk_format: v.optional(
    v.nullable(word(formats('disk_format'), 'Defaults to raw for an image with data, else null.')),
  ),
  container_format: v.optional(
    v.nullable(word(formats('container_format'), 'Defaults to bare for an image with data, else null.')),
  ),
  min_disk: v.optional(count('Gigabytes of disk that the image needs.')),
  min_ram: v.optional(count('Megabytes of memory that the image needs.')),
  tags: v.optional(v.array(text('A tag.'))),
  properties: v.optional(
    v.pipe(v.record(v.string(), v.nullable(v.string())), v.description('Free properties: text by name.')),
  ),
  created_at: v.optional(time('the image was created')),
  updated_at: v.optional(time('the image was changed last')),
  data: v.optional(text("The image's data as text …")),
  data_base64: v.optional(
    formatted(seedFormats.base64, '… or as base64. An active image with neither has 0 bytes.'),
  ),
  staged: v.optional(text('What was staged for a later import, as text …')),
  staged_base64: v.optional(formatted(seedFormats.base64, '… or as base64.')),
  members: v.optional(
    v.pipe(v.array(member), v.description('Those who the image is shared with, in the order of the list.')),
  ),
});

/** An image of a seed. */
export const seedImageSchema: Fields = image satisfies Agreeing<SeedImage, typeof image>;

const download = strictObject({
  data: v.optional(text('The bytes as text …')),
  data_base64: v.optional(formatted(seedFormats.base64, '… or as base64 …')),
  size: v.optional(count('… or so many bytes of zero.')),
});

/** What is behind a URI of a seed. */
download satisfies Agreeing<SeedDownload, typeof download>;

const outcomes = { processing: true, success: true, failure: true } as const satisfies Record<
  Task['status'],
  true
>;

const task = strictObject({
  id: formatted(seedFormats.imageId, 'A UUID.'),
  type: v.optional(word(['location_import'] as const, 'Left out: an import of data.')),
  image: text('The id of the image.'),
  owner: v.nullable(text('The id of the tenant that started it.')),
  user: text('The id of the user that started it.'),
  request_id: text('The id of the request that started it.'),
  status: word(Object.keys(outcomes) as Task['status'][], 'How far it is.'),
  message: v.optional(text('How much was copied, or what went wrong.')),
  request: text('The body of the import request, or what Glance keeps of a location: a JSON text.'),
  stores: v.array(text('The id of a store.')),
  created_at: time('it was started'),
  updated_at: time('it was changed last'),
  ends_at: v.optional(time('it ends; left out: never, or it has ended')),
  expires_at: v.optional(time('nobody sees it any more')),
});

/** An import of a seed. */
task satisfies Agreeing<SeedTask, typeof task>;

const seed = strictObject({
  $schema: v.optional(text('Where the JSON Schema of this file is; for editors.')),
  domains: v.optional(
    v.pipe(
      v.array(domainSchema as v.GenericSchema<SeedDomain>),
      v.description(
        'Domains besides the default one, or the default one otherwise than a Keystone begins with.',
      ),
    ),
  ),
  tenants: v.pipe(
    v.array(tenantSchema as v.GenericSchema<SeedTenant>),
    v.description('Those who own images and share them with each other; Keystone calls them projects.'),
  ),
  roles: v.optional(v.pipe(roles, v.description('Roles that nobody has, besides reader, member and admin.'))),
  users: v.optional(
    v.pipe(
      v.array(userSchema as v.GenericSchema<SeedUser>),
      v.description('Those who log in or bring a fixed token.'),
    ),
  ),
  images: v.optional(
    v.pipe(
      v.array(seedImageSchema as v.GenericSchema<SeedImage>),
      v.description('The images, with their members.'),
    ),
  ),
  deleted_images: v.optional(
    v.pipe(
      v.array(formatted(seedFormats.imageId, 'The id of an image that was deleted.')),
      v.description('Ids that Glance never gives out again.'),
    ),
  ),
  downloads: v.optional(
    v.pipe(
      v.record(v.string(), v.union([text('The bytes as text.'), download])),
      v.description(
        'What an import by `web-download` finds, by URI. Any other URI is unreachable; the fake fetches nothing.',
      ),
    ),
  ),
  tasks: v.optional(
    v.pipe(
      v.array(task as v.GenericSchema<SeedTask>),
      v.description('Imports that were started; a snapshot writes them.'),
    ),
  ),
});

/**
 * The one schema of a seed: `seedProblems` checks with it, `fixtures/world.schema.json` is made from it, and it
 * does not compile unless it agrees with the types of `seed.ts`.
 */
export const seedSchema: v.GenericSchema = seed satisfies Agreeing<SeedKeys<Seed>, typeof seed>;
