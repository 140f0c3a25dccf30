import { imageKey } from '../domain/collation.ts';
import { closestWord } from '../domain/closest-word.ts';
import { either, type SeedProblem } from '../world/seed/problem.ts';

/** An image that a member may refer to. */
export interface Referable {
  readonly id: string;
  readonly name?: string | null;
}

/** The id of the image that a text names, or what is wrong with the text. */
export type FindImage = (text: string) => string | Omit<SeedProblem, 'path'>;

/** Makes a finder for some images; an id goes before a name. */
export function imageFinder(images: readonly Referable[]): FindImage {
  const byId = new Map(images.map(({ id }) => [imageKey(id), id]));
  const byName = Map.groupBy(images, ({ name }) => name ?? '');
  return (text) => {
    const [first, ...others] = byName.get(text) ?? [];
    const id = byId.get(imageKey(text)) ?? (others.length === 0 ? first?.id : undefined);
    if (id !== undefined) return id;
    return others.length > 0 ? ambiguous(text, others.length + 1) : unknown(text, images);
  };
}

function ambiguous(text: string, count: number): Omit<SeedProblem, 'path'> {
  return {
    problem: `${count} images have the name \`${text}\``,
    mend: 'Give the id of the one that is meant, or its record',
  };
}

function unknown(text: string, images: readonly Referable[]): Omit<SeedProblem, 'path'> {
  const names = [...new Set(images.flatMap(({ name }) => name ?? []))];
  const meant = closestWord(text, names);
  return {
    problem: `no image has the name or id \`${text}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
    mend:
      images.length === 0
        ? 'Create the image first'
        : `Use ${either(names)}, an id, or a record of the images`,
  };
}
