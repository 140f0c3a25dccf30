import * as v from 'valibot';
import { initialStatus, memberStatusNames } from '../../domain/member-statuses.ts';
import type { ImageStatus, Visibility } from '../../domain/model.ts';
import { visibilities } from '../../domain/visibilities.ts';
import { baseProperties } from '../../http/images/image-properties.ts';
import type { Agreeing } from './schema-agreement.ts';
import { seedFormats } from './formats.ts';
import { count, flag, formatted, text, word } from './schema-parts.ts';
import type { SeedImage, SeedMember } from '../seed.ts';

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

const member = v.strictObject({
  member: formatted(
    seedFormats.member,
    "A tenant's name or id, or any text: Glance asks nobody whether it exists.",
  ),
  verbatim: v.optional(flag('`member` is stored as written, even where a tenant has this name.')),
  status: v.optional(word(memberStatusNames, `Defaults to ${initialStatus}.`)),
  created_at: v.optional(time('it was added first')),
  updated_at: v.optional(time('its status changed last')),
  removed: v.optional(
    flag(
      'It was a member once and was removed: added again, it keeps its place in the list and its `created_at`.',
    ),
  ),
});

/** A schema whose fields another schema may take over. */
type Fields = v.GenericSchema & { readonly entries: v.ObjectEntries };

/** A membership of a seed. */
export const memberSchema: Fields = member satisfies Agreeing<SeedMember, typeof member>;

const image = v.strictObject({
  id: v.optional(formatted(seedFormats.imageId, 'A UUID. Defaults to a fixed one made from owner and name.')),
  name: v.optional(v.nullable(text('Need not be one of a kind.'))),
  owner: v.nullable(text("The producer: a tenant's name or id. Null: nobody, and everybody sees the image.")),
  owner_verbatim: v.optional(flag('`owner` is stored as written, even where no tenant has this id.')),
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
  protected: v.optional(flag('A protected image cannot be deleted.')),
  os_hidden: v.optional(flag('A hidden image is left out of image lists.')),
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
export const imageSchema: Fields = image satisfies Agreeing<SeedImage, typeof image>;
