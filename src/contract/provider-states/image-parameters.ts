import * as v from 'valibot';
import { initialStatus, memberStatusNames } from '../../domain/member-statuses.ts';
import { visibilities } from '../../domain/visibilities.ts';
import type { MemberStatus, Visibility } from '../../domain/model.ts';
import { type CastTenant, castTenants, tenantValue } from '../cast.ts';

const described = v.description;
const tenant = castTenants.join(', ');

/** A membership in a provider state. */
interface MemberState {
  /** A tenant of the cast, or any text. */
  readonly tenant: string;
  readonly status: MemberStatus;
  /** Was a member and is none any more. */
  readonly removed: boolean;
}

/** An image as a provider state has it, all defaults filled in; what each means stands in the schema. */
export interface ImageState {
  readonly as: string;
  readonly name?: string | null | undefined;
  readonly owner: CastTenant;
  readonly visibility: Visibility;
  readonly earlier?: Visibility | undefined;
  readonly status: 'queued' | 'active' | 'deactivated';
  readonly data: string;
  readonly formats: boolean;
  readonly protected: boolean;
  readonly hidden: boolean;
  readonly tags: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly members: readonly MemberState[];
  readonly fill: number;
  readonly deleted: boolean;
  readonly timed: boolean;
}

/** What one writes of it: everything has a default. */
export type ImageGiven = Partial<Omit<ImageState, 'members'>> & {
  readonly members?: readonly (Pick<MemberState, 'tenant'> & Partial<MemberState>)[];
};

/** Values that states give besides images: an image cannot take their names. */
const taken = ['token', 'tenant', 'free_name', ...castTenants.map(tenantValue)].join('|');

const member = v.strictObject({
  tenant: v.pipe(v.string(), described(`a tenant of a player (${tenant}), or any text`)),
  status: v.optional(v.picklist(memberStatusNames), initialStatus),
  removed: v.optional(v.boolean(), false),
});

/** What the state `an image` may say of the image; everything has a default. */
export const imageParameters: v.GenericSchema<unknown, ImageState> = v.strictObject({
  as: v.pipe(
    v.optional(v.pipe(v.string(), v.regex(new RegExp(`^(?!(?:${taken})$)[a-z_]+$`))), 'image'),
    described('the name of the value that is its id; with `_name` behind it, of that which is its name'),
  ),
  name: v.pipe(
    v.optional(v.nullable(v.string())),
    described('its name; one that no other image has, if left out'),
  ),
  owner: v.pipe(
    v.optional(v.picklist(castTenants), 'producer'),
    described(`the tenant that owns it: ${tenant}`),
  ),
  visibility: v.pipe(
    v.optional(v.picklist(Object.keys(visibilities) as Visibility[]), 'shared'),
    described(
      'who sees it; `public` takes an administrator, and `shared` is that of any new image where there is no such visibility',
    ),
  ),
  earlier: v.pipe(
    v.optional(v.picklist(Object.keys(visibilities) as Visibility[])),
    described('a visibility that it had in between, with its members on record'),
  ),
  status: v.pipe(
    v.optional(v.picklist(['queued', 'active', 'deactivated']), 'active'),
    described('`queued` has no data yet, `deactivated` gives it to nobody but administrators'),
  ),
  data: v.pipe(v.optional(v.string(), 'The data of an image.\n'), described('its bytes, as text')),
  formats: v.pipe(
    v.optional(v.boolean(), true),
    described('whether it has a disk format (raw) and a container format (bare)'),
  ),
  protected: v.pipe(v.optional(v.boolean(), false), described('whether it refuses to be deleted')),
  hidden: v.pipe(v.optional(v.boolean(), false), described('whether lists leave it out')),
  tags: v.pipe(v.optional(v.array(v.string()), []), described('its tags')),
  properties: v.pipe(v.optional(v.record(v.string(), v.string()), {}), described('its free properties')),
  members: v.pipe(
    v.optional(v.array(member), []),
    described(
      'its members in the order in which they were added: `tenant`; `status`, pending if left out; `removed`, whether it is one no more',
    ),
  ),
  fill: v.pipe(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)), 0),
    described('how many further members it has, whoever they are'),
  ),
  deleted: v.pipe(v.optional(v.boolean(), false), described('whether it was deleted since')),
  timed: v.pipe(
    v.optional(v.boolean(), false),
    described(
      'whether its times and those of its members are values, too; a second passes between the steps that set them, and before the request',
    ),
  ),
});
