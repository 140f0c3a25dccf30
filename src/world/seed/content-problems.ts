import type { SeedProblem } from './problem.ts';
import type { SeedImage } from '../seed.ts';

type Path = readonly (string | number)[];

/** The two kinds of content, and the states in which an image has them. */
const contents = [
  { text: 'data', base64: 'data_base64', states: ['active', 'deactivated'] },
  { text: 'staged', base64: 'staged_base64', states: ['uploading', 'importing'] },
] as const;

/** What is wrong with the data of one image. */
export function contentProblems(image: SeedImage, path: Path): readonly SeedProblem[] {
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

function cutShort(path: Path): SeedProblem {
  const problem = 'the number of characters is no multiple of 4: base64 was cut short';
  return { path, problem, mend: 'Encode the bytes again, with the `=` at the end' };
}
