import type { AskFor, ImageChange, GivenImage } from '../ask.ts';
import { type Case, imageOf, outcomeIn, personaOf } from '../case.ts';
import { callerPermitted, callerReads, denied, hasRole } from '../checks.ts';
import type { Image, Visibility } from '../model.ts';
import { hasFourByte, imageKey } from '../collation.ts';
import { type PartAction, partPolicies, visibilityActions } from '../operations.ts';
import type { Profile, Wire } from '../profile.ts';
import { isRefused, type Refusal, refuse } from '../refusals.ts';
import { remembered } from '../remembered.ts';
import { locationsFixed } from './locations.ts';
import { savingProblem, settingProblem, type Values } from './values.ts';

type Patching = Case<AskFor<'updateImage'>>;

/** Characters that an id may have. */
const longestId = 36;

/**
 * The image after all the changes of a patch, or the first refusal. An empty patch is granted to whoever
 * sees the image, and changes nothing (RULES.md §7 item 19).
 */
export const patched: (asked: Patching) => Image | Refusal = remembered(makeChanges);

function makeChanges(asked: Patching): Image | Refusal {
  const before = imageOf(asked);
  if (asked.ask.changes.length === 0) return before;
  const draft: Draft = {
    image: before,
    properties: new Map(Object.entries(before.properties)),
    broken: false,
  };
  for (const change of asked.ask.changes) {
    if (draft.broken) return refuse('resourceNotFound');
    const problem =
      changePermitted(asked, change) ?? reserved(asked, change) ?? makeChange(draft, change, asked.profile);
    if (problem !== undefined) return problem;
  }
  if (draft.broken || draft.text !== undefined) return refuse('serverErred');
  const kept = [...draft.properties].slice(0, asked.profile.quotas.properties + 1);
  const tags = [...new Set(draft.image.tags)];
  const after = { ...draft.image, tags, properties: Object.fromEntries(kept), updatedAt: asked.at };
  return (
    storable(asked, before, { ...after, propertyCount: draft.properties.size }) ??
    (after.id === before.id ? after : movedTo(asked, after))
  );
}

/** An image while its changes are made; its properties are a map, so that each change costs the same. */
interface Draft {
  image: Image;
  readonly properties: Map<string, string | null>;
  /** Whether an attribute was set without which Glance's image is none: it fails on whatever comes next. */
  broken: boolean;
  /** A text that was set in place of all properties. */
  text?: string;
}

/** Whether only the cloud sets a property of this name. Source: the profile's `reservedPrefixes`. */
export function isReservedIn({ wire }: Profile, property: string): boolean {
  return wire.reservedPrefixes.some((prefix) => property.startsWith(prefix));
}

function reserved({ profile }: Patching, { property }: ImageChange): Refusal | undefined {
  return isReservedIn(profile, property) ? refuse('propertyReserved', { property }) : undefined;
}

/** Makes one change to an image, or refuses it. Source: recorded, 08-image_crud patch/*. */
function makeChange(
  draft: Draft,
  { op, property, value, strictAdd }: ImageChange,
  { wire, quotas }: Profile,
): Refusal | undefined {
  // What is granted of them leaves them as they are.
  if (property === 'locations') return undefined;
  const attribute = isAttribute(property, wire);
  const ofClass = classAttributes.has(property);
  const present = attribute || ofClass || (draft.text?.includes(property) ?? draft.properties.has(property));
  if (op === 'remove' && (attribute || ofClass)) return refuse('propertyFixed', { property });
  if (op !== 'add' && !present) return refuse('propertyMissing', { property });
  if (op === 'add' && strictAdd && present) return refuse('propertyPresent', { property });
  if (draft.text !== undefined && !ofClass && !attribute) return refuse('serverErred');
  if (ofClass) return setClassAttribute(draft, property, value as string);
  if (attribute) {
    const next = withAttribute(draft.image, property, value, wire);
    if (isRefused(next)) return next;
    draft.image = next;
    return settingProblem(next, quotas);
  }
  if (op === 'remove') draft.properties.delete(property);
  else draft.properties.set(property, value as string | null);
  return undefined;
}

/**
 * What a patch may set besides, since Glance sets whatever its image object has: the attributes of the class
 * `glance.notifier.ImageProxy`. They are neither kept nor shown. Source: asked of Glance 25.1, each of them.
 */
const classAttributes: ReadonlySet<string> = new Set(
  [
    'base context deactivate delete extra_properties get_data get_payload get_super_class helper image_id member',
    'notifier reactivate repo send_notification set_data __abstractmethods__ __class__ __delattr__ __dict__ __dir__',
    '__doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ __hash__ __init__ __init_subclass__',
    '__le__ __lt__ __module__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ __str__',
    '__subclasshook__ __weakref__ _abc_impl _format_image_send _format_import_properties _get_chunk_data_iterator',
  ].flatMap((row) => row.split(' ')),
);

/** Attributes that take no text: Glance fails at once. */
const textless: ReadonlySet<string> = new Set(['__class__', '__dict__', '__weakref__']);

function setClassAttribute(draft: Draft, attribute: string, value: string): Refusal | undefined {
  if (textless.has(attribute)) return refuse('serverErred');
  if (attribute === 'base') draft.broken = true;
  if (attribute === 'extra_properties') draft.text = value;
  if (attribute === 'image_id') draft.image = { ...draft.image, id: value };
  return undefined;
}

/** Why an image cannot be saved under another id. Source: asked of Glance 25.1 (PATCH add /image_id). */
function idProblem({ caller, cloud, profile, image }: Patching, id: string): Refusal | undefined {
  if (hasFourByte(id)) return refuse('propertyValueFourByte', { attribute: 'Id' });
  if (!id.isWellFormed()) return refuse('serverErred');
  if (id.length > longestId) return refuse('imageIdTooLong');
  const other = cloud.images.get(imageKey(id));
  if (id === '' || other === image) return undefined;
  if (other === undefined) return refuse('noImageWithId', { image: id });
  const persona = personaOf(caller, other, profile);
  if (persona === 'stranger') return refuse('imageNotVisible', { image: id });
  return persona === 'producer' || persona === 'administrator' ? undefined : refuse('notOwner');
}

/** The image under the id of another one, in whose place it is saved; the members of that one stay. */
function movedTo({ cloud }: Patching, image: Image): Image {
  const { members, data, staged, createdAt } = cloud.images.get(imageKey(image.id)) ?? image;
  return { ...image, members, data, staged, createdAt };
}

/**
 * What only shows when the whole image is saved. Who gives an image away must go on seeing it: as a member, or
 * because everybody does. Source: asked of Glance 25.1 (PATCH add /owner by the owner).
 */
function storable(asked: Patching, before: Image, after: Image & Values): Refusal | undefined {
  const problem = savingProblem({ ...after, id: before.id }, asked.profile.quotas);
  if (problem?.name === 'propertyQuotaExceeded') return problem;
  const refusal = (after.id === before.id ? undefined : idProblem(asked, after.id)) ?? problem;
  if (refusal !== undefined) return refusal;
  return personaOf(asked.caller, after, asked.profile) === 'stranger'
    ? refuse('imageNotVisible', { image: before.id })
    : undefined;
}

/**
 * Whether the caller may make one change of a patch: Glance asks for each anew, and for some before the
 * policy of patching. Source: RULES.md §4 Changing visibility; asked of Glance 25.1.
 */
function changePermitted(asked: Patching, change: ImageChange): Refusal | undefined {
  if (change.property === 'locations') return locationsChanged(asked, change);
  if (change.op === 'replace' && change.property === 'owner' && asked.persona !== 'administrator')
    return refuse('ownerFixed');
  const visibility =
    change.property === 'visibility' && change.op !== 'remove'
      ? visibilityAllowed(asked, change.value)
      : undefined;
  return visibility ?? readsIf(asked) ?? callerPermitted(asked);
}

/** Profiles without `callerReads` in their other checks of images do not ask for it here either. */
function readsIf(asked: Patching): Refusal | undefined {
  return asked.profile.checks.showImage.includes('callerReads') ? callerReads(asked) : undefined;
}

/** Whether locations may be changed, and can be. Source: asked of Glance 25.1. */
function locationsChanged(asked: Patching, change: ImageChange): Refusal | undefined {
  const { op, value } = change;
  if (op === 'replace' && Array.isArray(value) && value.length === 0) return refuse('locationsEmpty');
  const part = partPermitted(asked, op === 'remove' ? 'deleteLocation' : 'setLocation');
  return readsIf(asked) ?? part ?? locationsFixed(asked.profile, imageOf(asked), change);
}

/** Whether the caller may do a part of a patch or a creation: its own line in the permission table. */
function partPermitted(asked: Case, action: PartAction): Refusal | undefined {
  const permission = asked.profile.permissions[action];
  const may = outcomeIn(asked, permission) === 'yes' && hasRole(asked, permission);
  const image = 'image' in asked.ask ? { image: asked.ask.image } : {};
  return may ? undefined : denied(asked, permission, { policy: partPolicies[action], ...image });
}

/** Whether the caller may give the image of the case a visibility. Source: RULES.md §3, §4 Changing visibility. */
export function visibilityAllowed(asked: Case, visibility: unknown): Refusal | undefined {
  const action = visibilityActions[visibility as Visibility];
  return action === undefined ? undefined : partPermitted(asked, action);
}

/** The attributes of an image that a caller may set, as the wire and as we call them. All else is a free property. */
export const attributeFields: Readonly<Record<string, keyof Image & keyof GivenImage>> = {
  name: 'name',
  visibility: 'visibility',
  owner: 'owner',
  protected: 'protected',
  os_hidden: 'hidden',
  disk_format: 'diskFormat',
  container_format: 'containerFormat',
  min_disk: 'minDisk',
  min_ram: 'minRam',
  tags: 'tags',
};

/** Whether a property of the wire is an attribute of every image. */
function isAttribute(property: string, { withheld }: Wire): boolean {
  return Object.hasOwn(attributeFields, property) && !withheld.includes(property);
}

/**
 * The image with an attribute set to a value that fits the schema.
 * Source: asked of Glance 25.1 (formats of an active image are fixed).
 */
function withAttribute(
  image: Image,
  property: string,
  value: unknown,
  { fixedWithData }: Wire,
): Image | Refusal {
  const field = attributeFields[property];
  if (field === undefined) throw new Error(`${property} is no attribute of an image`);
  if (fixedWithData.includes(property) && image.status !== 'queued')
    return refuse('formatFixed', { property });
  return { ...image, [field]: value };
}
