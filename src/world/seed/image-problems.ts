import { folded, imageKey } from '../../domain/collation.ts';
import { attributeFields } from '../../domain/images/patch.ts';
import type { Seed, SeedImage, SeedMember } from '../seed.ts';
import { type FindTenant, imageIdsOf, memberIdOf } from './ids.ts';
import { repeats, type SeedProblem } from './problem.ts';
import { seedFormats } from './schema-parts.ts';
import { unknownTenant } from './user-problems.ts';

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

/** What is wrong with the members of one image. Removed ones count: they are the same record. */
function memberProblems(
  image: SeedImage,
  path: readonly (string | number)[],
  find: FindTenant,
): readonly SeedProblem[] {
  const members = image.members ?? [];
  const twice = repeats(members, (member) => folded(memberIdOf(member, find))).map(({ index, first }) => ({
    path: [...path, 'members', index, 'member'],
    problem: `\`${members[index]?.member}\` is members[${first}] already`,
    mend: 'List a member once; names and ids of a tenant, upper and lower case and accents count as the same',
  }));
  const times = members.flatMap((member, index) =>
    hasRealTimes(member) ? [] : timeProblems(member, [...path, 'members', index]),
  );
  return [...twice, ...times];
}

/** The two kinds of content, and the states in which an image has them. */
const contents = [
  { text: 'data', base64: 'data_base64', states: ['active', 'deactivated'] },
  { text: 'staged', base64: 'staged_base64', states: ['uploading', 'importing'] },
] as const;

/** What is wrong with the data of one image. */
function contentProblems(image: SeedImage, path: Path): readonly SeedProblem[] {
  return contents.flatMap(({ text, base64, states }) => {
    const given = [text, base64].filter((key) => image[key] !== undefined);
    const problems: SeedProblem[] = given
      .filter(() => image.status !== undefined && !states.some((state) => state === image.status))
      .map((key) => ({
        path: [...path, key],
        problem: `an image that is \`${image.status}\` has no \`${key}\``,
        mend: `Leave \`${key}\` out, or make the status \`${states[0]}\``,
      }));
    if (given.length > 1) problems.push(bothGiven([...path, base64], text));
    const encoded = image[base64];
    if (encoded !== undefined && encoded.length % 4 !== 0) problems.push(cutShort([...path, base64]));
    return problems;
  });
}

function bothGiven(path: Path, other: string): SeedProblem {
  const problem = `\`${String(path.at(-1))}\` and \`${other}\` are both there`;
  return { path, problem, mend: `Keep one of the two` };
}

/** Base64 of which the end is missing. */
export function cutShort(path: Path): SeedProblem {
  const problem = 'the number of characters is no multiple of 4: base64 was cut short';
  return { path, problem, mend: 'Encode the bytes again, with the `=` at the end' };
}

type Timed = Pick<SeedMember, 'created_at' | 'updated_at'>;

function hasRealTimes({ created_at, updated_at }: Timed): boolean {
  return (created_at === undefined || isReal(created_at)) && (updated_at === undefined || isReal(updated_at));
}

/** Times of the right form that no calendar knows, such as the 30th of February. */
function timeProblems(timed: Timed, path: Path): readonly SeedProblem[] {
  return (['created_at', 'updated_at'] as const).flatMap((key) => {
    const time = timed[key];
    if (time === undefined || isReal(time)) return [];
    return {
      path: [...path, key],
      problem: `\`${time}\` is in no calendar`,
      mend: seedFormats.time.mend,
    };
  });
}

/** Whether a calendar has a time. JavaScript takes the 30th of February for the 2nd of March. */
export function isReal(time: string): boolean {
  const at = new Date(time);
  return !Number.isNaN(at.getTime()) && at.toISOString() === time.replace('Z', '.000Z');
}
