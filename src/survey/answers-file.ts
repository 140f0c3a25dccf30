/** The answers of a cloud in a file, so that a survey that was interrupted goes on where it ended. */
import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { textOf } from '../http/message.ts';
import { bytesOfFile } from '../yaml-file/bytes.ts';
import type { Interaction } from '../contract/interaction.ts';
import { keyOf } from './questions.ts';
import type { FoundSettings } from './settings.ts';
import type { Outcome } from './survey.ts';

/** The answers that a file has. */
export interface KnownAnswers {
  readonly settings: FoundSettings | undefined;
  outcomeOf(question: Interaction): Outcome | undefined;
}

/** A file of answers. A line that was not written to its end does not count. */
export interface AnswersFile {
  readonly known: KnownAnswers;
  keepSettings(settings: FoundSettings): void;
  keep(question: Interaction, outcome: Outcome): void;
  /** Removes it: everything is known. */
  remove(): void;
}

/** The file belongs to another cloud, or is none of answers. The message says which, and what to do. */
export class AnswersError extends Error {
  override readonly name = 'AnswersError';
}

/** A line of the file. */
interface Line {
  readonly cloud?: string;
  readonly settings?: FoundSettings;
  readonly question?: string;
  readonly outcome?: Outcome;
}

/** Whether there is a file of answers. */
export function hasAnswers(file: string): boolean {
  return existsSync(file);
}

/**
 * Opens the file of answers of a cloud, or begins one. What is unanswered in it is asked again.
 * @throws AnswersError where it is of another cloud, or no such file; an error of the system where it cannot be written.
 */
export function answersFile(file: string, cloud: string): AnswersFile {
  const lines = existsSync(file) ? linesIn(file) : [];
  const [head] = lines;
  if (head !== undefined && head.cloud !== cloud)
    throw new AnswersError(
      `${file} has the answers of ${head.cloud ?? 'no cloud'}, not of ${cloud}. Remove it, or name another file.`,
    );
  if (head === undefined) writeFileSync(file, `${JSON.stringify({ cloud })}\n`, { mode: 0o600 });
  const outcomes = new Map(
    lines.flatMap(({ question, outcome }) =>
      question === undefined || outcome === undefined || outcome.kind === 'unanswered'
        ? []
        : [[question, outcome] as const],
    ),
  );
  const add = (line: Line): void => appendFileSync(file, `${JSON.stringify(line)}\n`);
  return {
    known: {
      settings: lines.find(({ settings }) => settings !== undefined)?.settings,
      outcomeOf: (question) => outcomes.get(keyOf(question)),
    },
    keepSettings: (settings) => add({ settings }),
    keep: (question, outcome) => add({ question: keyOf(question), outcome: textual(outcome) }),
    remove: () => rmSync(file),
  };
}

function linesIn(file: string): readonly Line[] {
  const found = bytesOfFile(file, 'Remove it, or name another file');
  if (found.kind !== 'bytes') throw new AnswersError(`${found.problem}. ${found.mend}.`);
  const all = textOf(found.bytes)
    .split('\n')
    .filter((line) => line !== '');
  if (all.length === 0) throw new AnswersError(`${file} is empty. Remove it, or name another file.`);
  return all.flatMap((line, place) => {
    try {
      return [Object(JSON.parse(line)) as Line];
    } catch (error) {
      // The end of a line is missing where a run was killed as it wrote it.
      if (place === all.length - 1 && place > 0) return [];
      throw new AnswersError(
        `${file} is no file of answers: line ${place + 1} is not JSON. Remove it, or name another file.`,
        { cause: error },
      );
    }
  });
}

/** The same with the body as a text: bytes are no JSON. */
function textual(outcome: Outcome): Outcome {
  if (outcome.kind !== 'answered') return outcome;
  const { status, headers, body } = outcome.response;
  return { ...outcome, response: { status, headers, body: textOf(body) } };
}
