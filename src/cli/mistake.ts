import { closestWord } from '../domain/closest-word.ts';
import { CommandError } from './command-error.ts';

/** A mistake in how the command was called. The exit code is 2. */
export class Mistake extends CommandError {
  override readonly name = 'Mistake';
}

/** A word that there is not, with the one that was probably meant and all that there are. */
export function unknownWord(kind: string, written: string, words: readonly string[]): Mistake {
  return new Mistake(
    `There is no ${kind} ${written}.${meant(written, words)} There are: ${words.join(', ') || 'none'}.`,
  );
}

/** The question after the word that was probably meant; empty where none is close. */
export function meant(written: string, words: readonly string[]): string {
  const word = closestWord(written, words);
  return word === undefined ? '' : ` Did you mean ${word}?`;
}
