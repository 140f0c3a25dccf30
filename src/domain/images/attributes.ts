import type { Image } from '../model.ts';
import type { Wire } from '../profile.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { NewImage } from './new-image.ts';

/** The attributes of an image that a caller may set, as the wire and as we call them. All else is a free property. */
export const attributeFields: Readonly<Record<string, keyof Image & keyof NewImage>> = {
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
export function isAttribute(property: string, { withheld }: Wire): boolean {
  return Object.hasOwn(attributeFields, property) && !withheld.includes(property);
}

/**
 * The image with an attribute set to a value that fits the schema.
 * Source: asked of Glance 25.1 (formats of an active image are fixed).
 */
export function withAttribute(
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
