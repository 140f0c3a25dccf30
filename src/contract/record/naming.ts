import { tenantValue } from '../cast.ts';
import type { Casting } from './casting.ts';
import { borneBy } from './known.ts';
import type { Known } from './likeness.ts';
import type { Subject } from './subject.ts';

/** The values that stand for images, in the order of their importance. */
export const imageValues = ['image', 'second_image', 'third_image', 'fourth_image', 'fifth_image'] as const;

/** What an exchange names that is no image and no tenant of its world. */
export interface Unfound {
  /** The id of an image that there never was. */
  readonly absent: string | undefined;
  /** A name that no image has yet. */
  readonly freeName: string | undefined;
  /** What stands where an id should, and is none. */
  readonly noId: string | undefined;
}

/** What members are called that have no part. */
export function textsOf(subjects: readonly Subject[]): (member: string) => string {
  const all = subjects.flatMap(({ image }) => image?.members.map(({ id }) => id) ?? []);
  return (member) => `member-${[...new Set(all)].indexOf(member) + 1}`;
}

/** What is known of a recorded world: which of its texts stands for which value of the contract. */
export function knownOf(
  subjects: readonly Subject[],
  { parts }: Casting,
  { absent, freeName, noId }: Unfound,
): Known {
  const textOf = textsOf(subjects);
  const template = (place: number, end = ''): string => `\${${imageValues[place]}${end}}`;
  const members = subjects.flatMap(({ image }) => image?.members ?? []);
  const ids = new Map<string, string>([
    ...members.map(({ id }) => [id, textOf(id)] as const),
    ...Array.from(parts, ([id, part]) => [id, `\${${tenantValue(part)}}`] as const),
    ...subjects.map(({ id }, place) => [id, template(place)] as const),
    ...(absent === undefined || subjects.length > 0 ? [] : [[absent, '${image}'] as const]),
    ...(noId === undefined ? [] : [[noId, 'no-id'] as const]),
  ]);
  const names = new Map<string, string>([
    ...(freeName === undefined ? [] : [[freeName, '${free_name}'] as const]),
    ...subjects
      .flatMap(({ image }, place) => (image?.name ? [[image.name, template(place, '_name')] as const] : []))
      .toReversed(),
  ]);
  const images = subjects.flatMap(({ image }, place) =>
    image === null ? [] : [[template(place), borneBy(image)] as const],
  );
  return { ids, names, images: new Map(images) };
}
