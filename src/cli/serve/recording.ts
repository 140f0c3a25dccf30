import type { Recorder, RecorderOptions, Written } from '../../contract/recorder.ts';
import type { Fake } from '../../world/fake.ts';
import type { CommandArguments } from '../arguments.ts';
import { Failure, UsageError } from '../errors.ts';
import { jsonText } from '../text.ts';
import { byteCount, wholeNumber } from '../values.ts';
import { recordingLines } from './recording-lines.ts';
import { parentInput } from './stop.ts';

/** A recording that `serve` makes. */
export interface ServedRecording {
  /** The fake as it is to be served. */
  through(fake: Fake): Fake;
  /** Settles when the program is gone that started this one, as far as standard input shows it; otherwise never. */
  readonly parentGone: Promise<void>;
  /**
   * Writes the pact, and tells what came of the exchanges; undefined with `--quiet`.
   * @throws Failure where it could not be written.
   */
  written(): Promise<string | undefined>;
}

/**
 * The recording that is asked for; undefined where none is. What is needed to write a pact is looked for at once: at
 * the end it would be too late.
 * @throws UsageError where one of the two options is missing, one cannot be used, or what stands where the pact is to be
 * written is none.
 */
export async function recordingOf(args: CommandArguments): Promise<ServedRecording | undefined> {
  const [directory, consumer] = [args.text('record'), args.text('consumer')];
  if (directory === undefined && consumer === undefined) return undefined;
  if (directory === undefined || consumer === undefined)
    throw new UsageError(
      'a recording takes both --record DIR, where the pact is written, and --consumer NAME, whose it is.',
    );
  const recorder = await recorderOf(directory, boundsOf(args, consumer));
  const { ended } = await parentInput();
  return {
    through: (fake) => recorder.through(fake),
    parentGone: ended,
    async written() {
      const written = await writtenBy(recorder, directory);
      if (args.has('json'))
        return jsonText({ recorded: { ...written, interactions: written.interactions.length } });
      return args.has('quiet') ? undefined : recordingLines(written).join('\n');
    },
  };
}

function boundsOf(args: CommandArguments, consumer: string): RecorderOptions {
  const bytes = byteCount(args, 'record-bytes');
  const exchanges = wholeNumber(args, 'record-exchanges', [1, 1_000_000]);
  return {
    consumer,
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
