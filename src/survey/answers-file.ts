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

/** What answers depend on: the cloud, who plays whom in it, and what was asked. Nothing in it is secret. */
export interface AskedWith {
  /** The URL of its image API. */
  readonly cloud: string;
  /** Who plays each player: `alice in project acme`. */
  readonly players: Readonly<Record<string, string>>;
  /** The settings that nothing was asked about. */
  readonly without: readonly string[];
  /** Members, properties and tags that an image was given at most. */
  readonly most: number;
}

/** The file belongs to another cloud or to other options, or is none of answers. The message says which, and what to do. */
export class AnswersError extends Error {
  override readonly name = 'AnswersError';
}

/** A line of the file. */
interface Line extends Partial<AskedWith> {
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
 * @throws AnswersError where it is of another cloud, or was asked with other players or options, or is no such file; an error of the
 * system where it cannot be written.
 */
export function answersFile(file: string, { cloud, players, without, most }: AskedWith): AnswersFile {
  const lines = existsSync(file) ? linesIn(file) : [];
  const [head] = lines;
  const now: AskedWith = { cloud, players, without: without.toSorted(), most };
  if (head !== undefined) throwIfOther(file, head, now);
  else writeFileSync(file, `${JSON.stringify(now)}\n`, { mode: 0o600 });
  const add = (line: Line): void => appendFileSync(file, `${JSON.stringify(line)}\n`);
  return {
    known: knownIn(lines),
    keepSettings: (settings) => add({ settings }),
    keep: (question, outcome) => add({ question: keyOf(question), outcome: textual(outcome) }),
    remove: () => rmSync(file),
  };
}

/** The answers that a file has, of whichever cloud. @throws AnswersError where it is no file of answers */
export function knownAnswers(file: string): KnownAnswers {
  return knownIn(linesIn(file));
}

function knownIn(lines: readonly Line[]): KnownAnswers {
  const outcomes = new Map(
    lines.flatMap(({ question, outcome }) =>
      question === undefined || outcome === undefined || outcome.kind === 'unanswered'
        ? []
        : [[question, outcome] as const],
    ),
  );
  return {
    settings: lines.find(({ settings }) => settings !== undefined)?.settings,
    outcomeOf: (question) => outcomes.get(keyOf(question)),
  };
}

/** @throws AnswersError that says what is otherwise now. */
function throwIfOther(file: string, then: Line, now: AskedWith): void {
  if (then.cloud !== now.cloud)
    throw new AnswersError(
      `${file} has the answers of ${then.cloud ?? 'no cloud'}, not of ${now.cloud}. Remove it, or name another file.`,
    );
  const others = differencesOf(then, now);
  if (others.length === 0) return;
  throw new AnswersError(
    `${file} has answers that were asked for with other options: ${others.join('; ')}. Go on with the same ones as before, or remove the file to ask anew.`,
  );
}

/** What is otherwise than it was, in words. The order in which options are written makes no difference. */
function differencesOf({ players = {}, without = [], most }: Line, now: AskedWith): readonly string[] {
  const names = [...new Set([...Object.keys(players), ...Object.keys(now.players)])];
  const settings = (named: readonly string[]): string => named.join(',') || 'left out';
  return [
    ...names
      .filter((name) => players[name] !== now.players[name])
      .map((name) => `the ${name} was ${players[name] ?? 'nobody'} and is ${now.players[name] ?? 'nobody'}`),
    ...(without.join() === now.without.join()
      ? []
      : [`--without was ${settings(without)} and is ${settings(now.without)}`]),
    ...(most === now.most ? [] : [`--most was ${most ?? 'not noted'} and is ${now.most}`]),
  ];
}

function linesIn(file: string): readonly Line[] {
  const found = bytesOfFile(file, 'Remove it, or name another file');
  if (found.kind !== 'bytes') throw new AnswersError(`${found.problem}. ${found.mend}.`);
  const all = textOf(found.bytes)
    .split('\n')
    .filter((line) => line !== '');
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
