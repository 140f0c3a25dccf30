import type { AskFor } from '../ask.ts';
import { type Case, imageOf } from '../case.ts';
import type { Image } from '../model.ts';
import { personaOf } from '../persona.ts';
import type { Profile } from '../profile.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { remembered } from '../remembered.ts';
import { isAttribute, withAttribute } from './attributes.ts';
import type { ImageChange } from './image-change.ts';
import { changePermitted } from './patch-permission.ts';
import { mostProperties, savingProblem, settingProblem, type Values } from './values.ts';

type Patching = Case<AskFor<'updateImage'>>;

/** Whether a result is a refusal rather than an image. */
export function isRefusal(result: Image | Refusal): result is Refusal {
  return 'words' in result;
}

/**
 * The image after all the changes of a patch, or the first refusal. An empty patch is granted to whoever
 * sees the image, and changes nothing (RULES.md §7 item 19).
 */
export const patched: (asked: Patching) => Image | Refusal = remembered(makeChanges);

function makeChanges(asked: Patching): Image | Refusal {
  const before = imageOf(asked);
  if (asked.ask.changes.length === 0) return before;
  const draft: Draft = { image: before, properties: new Map(Object.entries(before.properties)) };
  for (const change of asked.ask.changes) {
    const problem =
      changePermitted(asked, change) ?? reserved(asked, change) ?? makeChange(draft, change, asked.profile);
    if (problem !== undefined) return problem;
  }
  const kept = [...draft.properties].slice(0, mostProperties + 1);
  const tags = [...new Set(draft.image.tags)];
  const after = { ...draft.image, tags, properties: Object.fromEntries(kept), updatedAt: asked.at };
  return storable(asked, before, { ...after, propertyCount: draft.properties.size }) ?? after;
}

/** An image while its changes are made; its properties are a map, so that each change costs the same. */
interface Draft {
  image: Image;
  readonly properties: Map<string, string | null>;
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
  { wire }: Profile,
): Refusal | undefined {
  const attribute = isAttribute(property, wire);
  const present = attribute || draft.properties.has(property);
  if (op === 'remove' && attribute) return refuse('propertyFixed', { property });
  if (op !== 'add' && !present) return refuse('propertyMissing', { property });
  if (op === 'add' && strictAdd && present) return refuse('propertyPresent', { property });
  if (attribute) {
    const next = withAttribute(draft.image, property, value, wire);
    if (isRefusal(next)) return next;
    draft.image = next;
    return settingProblem(next);
  }
  if (op === 'remove') draft.properties.delete(property);
  else draft.properties.set(property, value as string | null);
  return undefined;
}

/**
 * What only shows when the whole image is saved. Who gives an image away must go on seeing it: as a member, or
 * because everybody does. Source: asked of Glance 25.1 (PATCH add /owner by the owner).
 */
function storable(asked: Patching, before: Image, after: Image & Values): Refusal | undefined {
  const problem = savingProblem(after);
  if (problem !== undefined) return problem;
  return personaOf(asked.caller, after, asked.profile) === 'stranger'
    ? refuse('imageNotVisible', { image: before.id })
    : undefined;
}
