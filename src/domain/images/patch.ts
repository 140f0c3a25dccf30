import type { AskFor } from '../ask.ts';
import { type Case, imageOf } from '../case.ts';
import type { Image } from '../model.ts';
import { personaOf } from '../persona.ts';
import type { Profile } from '../profile.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { isAttribute, withAttribute } from './attributes.ts';
import type { ImageChange } from './image-change.ts';
import { changePermitted } from './patch-permission.ts';
import { savingProblem, settingProblem } from './values.ts';

type Patching = Case<AskFor<'updateImage'>>;

/** Whether a result is a refusal rather than an image. */
export function isRefusal(result: Image | Refusal): result is Refusal {
  return 'words' in result;
}

/**
 * The image after all the changes of a patch, or the first refusal. An empty patch is granted to whoever
 * sees the image, and changes nothing (RULES.md §7 item 19).
 */
export function patched(asked: Patching): Image | Refusal {
  const before = imageOf(asked);
  if (asked.ask.changes.length === 0) return before;
  let image = before;
  for (const change of asked.ask.changes) {
    const next =
      changePermitted(asked, change) ?? reserved(asked, change) ?? changed(image, change, asked.profile);
    const problem = isRefusal(next) ? next : settingProblem(next);
    if (problem !== undefined) return problem;
    image = next as Image;
  }
  return storable(asked, before, image) ?? { ...image, updatedAt: asked.at };
}

/** Whether only the cloud sets a property of this name. Source: the profile's `reservedPrefixes`. */
export function isReservedIn({ wire }: Profile, property: string): boolean {
  return wire.reservedPrefixes.some((prefix) => property.startsWith(prefix));
}

function reserved({ profile }: Patching, { property }: ImageChange): Refusal | undefined {
  return isReservedIn(profile, property) ? refuse('propertyReserved', { property }) : undefined;
}

/** One change to an image. Source: recorded, 08-image_crud patch/*. */
function changed(
  image: Image,
  { op, property, value, strictAdd }: ImageChange,
  { wire }: Profile,
): Image | Refusal {
  const attribute = isAttribute(property, wire);
  const present = attribute || Object.hasOwn(image.properties, property);
  if (op === 'remove' && attribute) return refuse('propertyFixed', { property });
  if (op !== 'add' && !present) return refuse('propertyMissing', { property });
  if (op === 'add' && strictAdd && present) return refuse('propertyPresent', { property });
  if (attribute) return withAttribute(image, property, value, wire);
  const { [property]: _, ...others } = image.properties;
  if (op === 'remove') return { ...image, properties: others };
  return { ...image, properties: { ...image.properties, [property]: value as string | null } };
}

/**
 * What only shows when the whole image is saved. Who gives an image away must go on seeing it: as a member, or
 * because everybody does. Source: asked of Glance 25.1 (PATCH add /owner by the owner).
 */
function storable(asked: Patching, before: Image, after: Image): Refusal | undefined {
  const problem = savingProblem(after);
  if (problem !== undefined) return problem;
  return personaOf(asked.caller, after, asked.profile) === 'stranger'
    ? refuse('imageNotVisible', { image: before.id })
    : undefined;
}
