import { isDeepStrictEqual } from 'node:util';
import { nameOf, originOf } from '../domain/profiles.ts';
import {
  type HttpRequest,
  type HttpResponse,
  type RequestHead,
  wholeResponse,
  type WholeResponse,
} from '../http/message.ts';
import { checkOptions, type OptionKinds } from '../domain/given-options.ts';
import type { Fake } from '../world/fake.ts';
import type { JournalEntry } from '../world/journal.ts';
import { type Begun, finished } from '../http/context.ts';
import type { Interaction } from './interaction.ts';
import { type AddedPact, addPact } from './pact-file.ts';
import { type Bounds, collectionFor, type ExchangeCollection } from './record/collection.ts';
import { cloudBefore, type RecordedRules, withoutLongData } from './record/recorded-exchange.ts';
import { type AnsweredRecording, type Recording, recordingFrom } from './record/recording.ts';
import { type Sensitivity, sensitivityOf } from './record/sensitivity.ts';
import type { Unread } from './record/unread.ts';

/** Whose exchanges are recorded, and how many of them. */
export interface RecorderOptions {
  /** The name of the client in its pact, and at the beginning of the file's name. */
  readonly consumer: string;
  /** Bytes of memory that the exchanges may take until they are written, about (64 MiB); further ones are left out. */
  readonly bytes?: number;
  /**
   * Whether answers are asked for as the shipped contracts ask for them: with their headers, the words of refusals and
   * every field of an image. Else only for what a client needs of them.
   */
  readonly strict?: boolean;
  /** How many exchanges that differ in what they say are kept (2000); further ones are left out. */
  readonly exchanges?: number;
}

const recorderOptions: OptionKinds<RecorderOptions> = {
  consumer: 'text',
  bytes: 'count',
  strict: 'boolean',
  exchanges: 'count',
};

/** Requests that reducing a recording may take: some seconds. */
const reductions = 12_000;

/** A pact that was written, and what came of the exchanges. Without interactions there is no file. */
export interface Written extends Recording, AddedPact {
  readonly unread: readonly Unread[];
}

/** Listens to the exchanges of a client with a fake, and makes a pact of them. */
export interface Recorder {
  /**
   * The same fake, with its exchanges recorded; those of `fake.as(…)` are preparations, and are not. Give it to a door.
   * @throws Error for fakes of two profiles: one pact cannot hold the rules of both.
   */
  through(fake: Fake): Fake;
  /** What was recorded so far, as interactions of a contract. */
  interactions(): Promise<readonly Interaction[]>;
  /**
   * What the pact would find out of servers that were made wrong on purpose: those that would answer this client
   * otherwise, by whether the pact notices. Takes some seconds.
   */
  sensitivity(): Promise<Sensitivity>;
  /** What the client sent and nobody read. */
  unread(): readonly Unread[];
  /**
   * Writes `<consumer>-image-members-api.json` into a directory, which is made where it is missing. A pact that is
   * there is added to: what was recorded again is replaced, and the rest stays. Several processes may write it. Where
   * nothing was recorded that a pact can say, nothing is written.
   * @throws PactMissing where the official library is not installed; NoPactError where something else stands there; the
   * system's error where it cannot be written. What is there stays as it is then.
   */
  write(directory: string): Promise<Written>;
}

/** Bytes of a name that leave room in the name of a file for what stands behind it. */
const longestName = 200;

/** Why a name cannot be that of a client; undefined where it can. */
function nameProblem(consumer: string): string | undefined {
  if (consumer.trim() === '') return 'it is empty';
  if (!consumer.isWellFormed()) return 'it is no Unicode';
  if (/[/\\]/.test(consumer)) return 'it has a "/" or a "\\" in it';
  if (/\p{Cc}/u.test(consumer)) return 'it has a control character in it';
  if (Buffer.byteLength(consumer) > longestName) return `it is longer than ${longestName} bytes`;
  return undefined;
}

function checkName(consumer: string): void {
  const problem = nameProblem(consumer);
  if (problem !== undefined)
    throw new Error(
      `A consumer cannot be called ${JSON.stringify(consumer)}, since its pact is named after it: ${problem}. Choose another name.`,
    );
}

/**
 * A recorder of a client.
 * @throws Error where the name of the client cannot stand in the name of a file.
 */
export function recorderFor(options: RecorderOptions): Recorder {
  checkOptions('recorderFor', options, recorderOptions);
  const { consumer, bytes = 64 * 1024 * 1024, exchanges = 2000, strict = false } = options;
  checkName(consumer);
  const listener = listenerFor({ bytes, exchanges });
  let last: { readonly exchanges: number; readonly made: Promise<AnsweredRecording> } | undefined;
  const answeredRecording = (): Promise<AnsweredRecording> => {
    const { exchanges: heard } = listener.collection;
    if (last?.exchanges !== heard) last = { exchanges: heard, made: made() };
    return last.made;
  };
  const made = (): Promise<AnsweredRecording> =>
    recordingFrom(listener.collection, listener.rules(), consumer, reductions, strict);
  return {
    through: (fake) => listener.through(fake),
    interactions: async () => (await answeredRecording()).recording.interactions,
    sensitivity: async () => sensitivityOf((await answeredRecording()).answered, listener.rules().profile),
    unread: () => listener.collection.unread(),
    async write(directory) {
      const { recording, answered } = await answeredRecording();
      const added = await addPact(consumer, answered, directory);
      return { ...recording, ...added, unread: listener.collection.unread() };
    },
  };
}

/** Listens to the exchanges of fakes, and collects them. */
export interface Listener {
  readonly collection: ExchangeCollection;
  /** Whose rules the fakes follow; `glance` as long as there is none. */
  rules(): RecordedRules;
  /**
   * The same fake, with its exchanges recorded.
   * @throws Error for fakes of two profiles or releases: one pact cannot hold the rules of both.
   */
  through(fake: Fake): Fake;
}

/** A listener with an empty collection. */
export function listenerFor(bounds: Bounds): Listener {
  const collection = collectionFor(bounds);
  let rules: RecordedRules | undefined;
  return {
    collection,
    rules: () => rules ?? { profile: 'glance', release: undefined },
    through(fake) {
      const { profile, release } = fake;
      const own = originOf(fake.rules);
      rules ??= { profile: own, release: release ?? undefined };
      if (!isDeepStrictEqual(rules.profile, own))
        throw new Error(
          `The recorder hears a fake of the profile ${nameOf(rules.profile)} already. Make another for ${profile}.`,
        );
      if (rules.release !== (release ?? undefined))
        throw new Error(
          `The recorder hears a fake of the release ${rules.release} already. Make another for ${release}.`,
        );
      return observed(fake, (head) => begunOf(fake, head, collection));
    },
  };
}

const noBody = new Uint8Array();

const byFault = 'a fault was in its way, which is of the tester and not of the service';

const tooDeep = 'its JSON is nested deeper than readers of pacts can follow';

/** Levels of JSON in a body that a pact holds; clients need a handful. */
const mostLevels = 200;

/** Whether a body of JSON is nested too deep, whatever stands in its texts. */
function isTooDeep({ headers, body }: HttpRequest): boolean {
  if (headers['content-type']?.includes('json') !== true) return false;
  let depth = 0;
  for (const byte of body) {
    if (byte === 0x5b || byte === 0x7b) depth += 1;
    else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    if (depth > mostLevels) return true;
  }
  return false;
}

/** Begins a request, and collects its exchange once it is answered. */
function begunOf(fake: Fake, head: RequestHead, collection: ExchangeCollection): Begun<HttpResponse> {
  const begun = watched(fake, { ...head, body: noBody }, collection, () => {
    const step = fake.begin(head);
    return { step, response: step.kind === 'answered' ? step.answer : undefined };
  });
  if (begun.kind === 'answered') return begun;
  const finish = (body: Uint8Array): HttpResponse =>
    watched(fake, { ...head, body }, collection, () => {
      const response = begun.finish(body);
      return { step: response, response };
    });
  return { ...begun, finish };
}

/** Does a step of a request; if the request is answered by that, collects the exchange. */
function watched<Step>(
  fake: Fake,
  request: HttpRequest,
  collection: ExchangeCollection,
  run: () => { readonly step: Step; readonly response: HttpResponse | undefined },
): Step {
  const { rules, isSecret, journal } = fake;
  const before = cloudBefore(fake.cloud, request);
  const entries: JournalEntry[] = [];
  const end = journal.subscribe((entry) => void entries.push(entry));
  const { step, response } = run();
  end();
  const [entry] = entries;
  if (entry === undefined || response === undefined) return step;
  if (entry.fault !== null) collection.skip(request, isSecret, byFault);
  else if (isTooDeep(request)) collection.skip(request, isSecret, tooDeep);
  else {
    const own = { request: withoutLongData(request), response, trace: entry.trace };
    collection.add(fake, { before, profile: rules, isSecret, ...own });
  }
  return step;
}

/** The same fake, with another `begin` and `exchange`. */
function observed(fake: Fake, begin: Fake['begin']): Fake {
  const exchange = (request: HttpRequest): WholeResponse =>
    wholeResponse(finished(begin(request), request.body));
  return Object.create(fake, {
    begin: { value: begin, enumerable: true },
    exchange: { value: exchange, enumerable: true },
  }) as Fake;
}
