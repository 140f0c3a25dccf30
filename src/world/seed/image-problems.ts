import { imageKey } from '../../domain/collation.ts';
import { attributeFields } from '../../domain/images/attributes.ts';
import { contentProblems } from './content-problems.ts';
import { imageIdsOf } from './ids.ts';
import { memberProblems } from './member-problems.ts';
import type { SeedProblem } from './problem.ts';
import { repeats } from './repeats.ts';
import type { FindTenant } from './tenants.ts';
import { timeProblems } from './time-problems.ts';
import { unknownTenant } from './user-problems.ts';
import type { Seed, SeedImage } from '../seed.ts';

type Path = readonly (string | number)[];

/** What is wrong with the images of a seed whose shape is right. */
export function imageProblems(seed: Seed, find: FindTenant): readonly SeedProblem[] {
  const images = seed.images ?? [];
  return [
    ...idProblems(seed, images, find),
    ...images.flatMap((image, index) => {
      const path = ['images', index];
      return [
        ...ownerProblems(image, path, seed, find),
        ...contentProblems(image, path),
        ...propertyProblems(image, path),
        ...timeProblems(image, path),
        ...memberProblems(image, path, find),
      ];
    }),
  ];
}

function idProblems(seed: Seed, images: readonly SeedImage[], find: FindTenant): readonly SeedProblem[] {
  const ids = imageIdsOf(images, find);
  const deleted = new Set((seed.deleted_images ?? []).map(imageKey));
  const twice = repeats(ids, imageKey).map(({ index, first }) => ({
    path: ['images', index, 'id'],
    problem: `\`${ids[index]}\` is the id of images[${first}] too`,
    mend: 'Give each image an id of its own',
  }));
  const gone = ids.flatMap((id, index) =>
    deleted.has(imageKey(id))
      ? {
          path: ['images', index, 'id'],
          problem: `\`${id}\` stands under \`deleted_images\` too`,
          mend: 'Take it out there, or leave the image out',
        }
      : [],
  );
  return [...twice, ...gone];
}

function ownerProblems(image: SeedImage, path: Path, seed: Seed, find: FindTenant): readonly SeedProblem[] {
  if (image.owner === null || image.owner_verbatim || find(image.owner) !== undefined) return [];
  return [unknownTenant([...path, 'owner'], image.owner, seed)];
}

/** Fields of an image that no request can set, but a seed can. */
const ownFields: readonly string[] = ['id', 'status', 'created_at', 'updated_at'];

function propertyProblems(image: SeedImage, path: Path): readonly SeedProblem[] {
  return Object.keys(image.properties ?? {})
    .filter((key) => Object.hasOwn(attributeFields, key) || ownFields.includes(key))
    .map((key) => ({
      path: [...path, 'properties', key],
      problem: `\`${key}\` is a field of every image, no property`,
      mend: 'Write it beside `properties`',
    }));
}
