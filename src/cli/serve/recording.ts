import type { Recorder, RecorderOptions, Written } from '../../contract/recorder.ts';
import type { Sensitivity } from '../../contract/record/sensitivity.ts';
import type { Fake } from '../../world/fake.ts';
import type { CommandArguments } from '../arguments.ts';
import { Failure, unwritten, UsageError } from '../errors.ts';
import { counted, jsonText, printable } from '../../http/printable.ts';
import { listed } from '../text.ts';
import { byteCount, wholeNumber } from '../values.ts';

/** A recording that `serve` makes. */
export interface ServedRecording {
  /** The fake as it is to be served. */
  through(fake: Fake): Fake;
  /**
   * Writes the pact, and reports what came of the exchanges.
   * @param isJudged whether the pact is tried on wrong servers, which takes some seconds.
   * @throws Failure where it could not be written.
   */
  written(isJudged: boolean): Promise<RecordingReport>;
}

/** What came of a recording. */
interface RecordingReport {
  /** What is printed; undefined with `--quiet`. */
  readonly text: string | undefined;
  /** Why there is nothing in it; undefined where there is something. */
  readonly nothing: string | undefined;
}

/**
 * The recording that is asked for. What is needed to write a pact is looked for at once: at
 * the end it would be too late.
 * @throws UsageError where one of the two options is missing, one cannot be used, or what stands where the pact is to be
 * written is none; Failure where none can be written there.
 */
export async function recordingOf(args: CommandArguments): Promise<ServedRecording> {
  const [directory, consumer] = [args.text('record'), args.text('consumer')];
  if (directory === undefined || consumer === undefined)
    throw new UsageError(
      'a recording takes both --record DIR, where the pact is written, and --consumer NAME, whose it is.',
    );
  const recorder = await recorderOf(directory, boundsOf(args, consumer));
  return {
    through: (fake) => recorder.through(fake),
    async written(isJudged) {
      const written = await writtenBy(recorder, directory);
      const isReported =
        isJudged && written.interactions.length > 0 && (args.has('json') || !args.has('quiet'));
      const sensitivity = isReported ? await recorder.sensitivity() : undefined;
      const recorded = { ...written, interactions: written.interactions.length, sensitivity };
      const lines = args.has('quiet')
        ? undefined
        : [...recordingLines(written), ...sensitivityLines(sensitivity, written.interactions.length)].join(
            '\n',
          );
      return { text: args.has('json') ? jsonText({ recorded }) : lines, nothing: nothingIn(written) };
    },
  };
}

/** Why nothing was recorded, and what to do; undefined where something was. */
function nothingIn({ interactions, exchanges }: Written): string | undefined {
  if (interactions.length > 0) return undefined;
  return exchanges === 0
    ? 'nothing was recorded, and no pact written: no request came to the cloud. Does the client use the URL of this cloud?'
    : `nothing was recorded, and no pact written: none of ${counted(exchanges, 'exchange')} is one that a pact can hold. The list of what was skipped names the reasons.`;
}

function boundsOf(args: CommandArguments, consumer: string): RecorderOptions {
  const bytes = byteCount(args, 'record-bytes');
  const exchanges = wholeNumber(args, 'record-exchanges', [1, 1_000_000]);
  return {
    consumer,
    strict: args.has('strict'),
    ...(bytes === undefined ? {} : { bytes }),
    ...(exchanges === undefined ? {} : { exchanges }),
  };
}

async function recorderOf(directory: string, options: RecorderOptions): Promise<Recorder> {
  const { newPact } = await import('../../contract/pact-packages.ts');
  const { checkPlace, provider } = await import('../../contract/pact-file.ts');
  const { recorderFor } = await import('../../contract/recorder.ts');
  try {
    const recorder = recorderFor(options);
    newPact(options.consumer, provider);
    checkPlace(options.consumer, directory);
    return recorder;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw unwritten(`--record ${directory}`, error);
    throw new UsageError(`nothing can be recorded: ${(error as Error).message}`, { cause: error });
  }
}

async function writtenBy(recorder: Recorder, directory: string): Promise<Written> {
  try {
    return await recorder.write(directory);
  } catch (error) {
    throw new Failure(
      `the pact could not be written to ${directory}, and what was recorded is lost: ${(error as Error).message}. A pact that was there before is unchanged.`,
      { cause: error },
    );
  }
}

/** What a recording came to, for people: the file, the counts, what is in no pact and why, what nobody read. */
export function recordingLines(written: Written): readonly string[] {
  const { file, interactions, exchanges, folded, leftOut, unread, kept, unreduced, derived } = written;
  const left = leftOut.reduce((sum, { times }) => sum + times, 0);
  const before = kept === 0 ? '' : ` Kept from earlier recordings: ${kept}.`;
  return [
    `Recorded ${interactions.length === 0 ? 'nothing' : printable(file)}: ${counted(interactions.length, 'interaction')} out of ${counted(exchanges, 'exchange')}. Repeated: ${folded}. Skipped: ${left}.${before}`,
    ...(derived === 0 ? [] : [`Of these, ${derived} ask whether a certain image is in a list.`]),
    ...(unreduced === 0
      ? []
      : [
          `Not reduced: ${unreduced}. There were too many to try all that could be taken out of their provider states.`,
        ]),
    ...section(
      'Skipped:',
      leftOut.map(({ why, example, times }) => [times, why.includes(example) ? why : `${why}: ${example}`]),
    ),
    ...section(
      'Sent, and read by nobody:',
      unread.map(({ operation, part, name, times }) => [times, `${part} ${name} of ${operation}`]),
    ),
  ];
}

/** Of more than these that a pact does not notice, the report for people names the first. */
const mostNamed = 10;

/** What a pact finds out of wrong servers, for people. */
function sensitivityLines(sensitivity: Sensitivity | undefined, written: number): readonly string[] {
  if (sensitivity === undefined) return [];
  const { noticed, unnoticed, untried, interactions } = sensitivity;
  const all = noticed.length + unnoticed.length;
  const more = unnoticed.length - mostNamed;
  return [
    `The pact notices ${noticed.length} of ${counted(all, 'wrong server')} that would answer this client differently.${untried === 0 ? '' : ` Not tried: ${untried}.`}`,
    ...(interactions < written
      ? [`They were asked the first ${interactions} of ${written} interactions.`]
      : []),
    ...(unnoticed.length === 0 ? [] : ['Not noticed is a server that:']),
    ...unnoticed.slice(0, mostNamed).map((does) => `  ${does}`),
    ...(more > 0 ? [`  and ${more} more; --json lists all`] : []),
  ];
}

/** Lines under a title, the most frequent first; none where there is nothing to tell. */
function section(
  title: string,
  rows: readonly (readonly [times: number, what: string])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const sorted = rows.toSorted(([one], [other]) => other - one);
  return [
    title,
    ...listed(
      sorted.map(([times, what]): [string, string] => [`${times} ×`, what]),
      2,
    ),
  ];
}
