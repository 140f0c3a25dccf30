import type { Undo } from '../domain/undo.ts';
import { asides } from './clouds.ts';
import type { Act, Commit, StateError } from './engine.ts';
import type { Lengths, WorldNotes } from './notes.ts';
import { digestsIn, writtenStep } from './steps.ts';
import { summed } from './texts.ts';
import { identityOf, writtenWorld } from './world-text.ts';

/** What is kept at once, and who waits for it. */
export class Batch {
  readonly #acts: Act[] = [];
  readonly #undos: Undo[] = [];
  readonly #asides = asides();
  readonly #done: PromiseWithResolvers<StateError | undefined> = Promise.withResolvers();

  get isEmpty(): boolean {
    return this.#undos.length === 0;
  }

  /** Settled with what keeps it from being kept; with undefined, once it is. */
  get done(): Promise<StateError | undefined> {
    return this.#done.promise;
  }

  /** A world was made, which begins as it is now. @param isNew whether nothing was done to what it begins with. */
  made(notes: WorldNotes, at: number, isNew: boolean, undo: Undo): void {
    const { name, id, inner, beginnings } = notes;
    const options = summed(JSON.stringify(identityOf(inner.options)), [name, id, at]);
    const text = writtenWorld(inner, beginnings, asidesInto(this.#asides), isNew);
    this.#acts.push({ kind: 'made', name, id, at, options }, snapshotOf(notes, text));
    this.#undos.push(undo);
  }

  dropped({ name, id }: WorldNotes, undo: Undo): void {
    this.#acts.push({ kind: 'dropped', name, id });
    this.#undos.push(undo);
  }

  /**
   * Takes in what was noted of a world.
   * @param by what tells the step from the same one of another process.
   * @returns characters of the step, and the bytes of data that it has freed: they stay until the world is kept as a whole.
   */
  step(notes: WorldNotes, at: number, by?: string): number {
    const step = notes.step();
    if (step === undefined) return 0;
    const own = asidesInto(this.#asides);
    const change = summed(writtenStep(step, own.aside, own.taken, by), [notes.id, notes.seq, at]);
    this.#acts.push({ kind: 'step', world: notes.id, seq: notes.seq, at, change });
    this.#undos.push(step.undo);
    return change.length + step.freed;
  }

  /** @param isStored whether bytes of a digest are kept already. */
  commit(isStored: (digest: string) => boolean): Commit {
    return { acts: this.#acts, data: withoutStored(dataIn(this.#asides.taken), isStored) };
  }

  /** All of it is kept. */
  kept(): void {
    this.#done.resolve(undefined);
  }

  /** Nothing of it is kept: takes it back. Batches that came later are taken back before. */
  undo(): void {
    for (const undo of this.#undos.toReversed()) undo();
  }

  failed(error: StateError): void {
    this.#done.resolve(error);
  }
}

/** Bytes of one text, which are bytes of a batch as well. */
function asidesInto(all: ReturnType<typeof asides>): ReturnType<typeof asides> {
  const own = asides();
  const aside = (bytes: Uint8Array): string => {
    all.aside(bytes);
    return own.aside(bytes);
  };
  return { aside, taken: own.taken };
}

function snapshotOf({ id, seq }: WorldNotes, text: string): Act {
  return { kind: 'snapshot', world: id, seq, state: summed(text, [id, seq]) };
}

function dataIn(taken: ReadonlyMap<string, Uint8Array>): Commit['data'] {
  return Array.from(taken, ([digest, bytes]) => ({ digest, bytes }));
}

/** Data without that which is stored at this moment. */
export function withoutStored(data: Commit['data'], isStored: (digest: string) => boolean): Commit['data'] {
  return data.filter(({ digest }) => !isStored(digest));
}

/** A world as it is now. */
export interface Whole extends Commit {
  /** Characters of its text. */
  readonly length: number;
}

/** A world as it is now, to be kept as a whole, with all its data: that of a seed is in no row until then. */
export function wholeOf(notes: WorldNotes): Whole {
  const { aside, taken } = asides();
  const text = writtenWorld(notes.inner, notes.beginnings, { aside, taken }, false);
  return { acts: [snapshotOf(notes, text)], data: dataIn(taken), length: text.length };
}

/** Some commits at once, with worlds as they are behind them in place of the steps of these. */
export function shortened(commits: readonly Commit[], wholes: readonly Whole[]): Commit {
  const wholeActs = wholes.flatMap(({ acts }) => acts);
  const isWhole = new Set(wholeActs.map((act) => ('world' in act ? act.world : '')));
  const steps = commits.flatMap(({ acts }) => acts);
  const acts = [...steps.filter((act) => act.kind !== 'step' || !isWhole.has(act.world)), ...wholeActs];
  const spoken = new Set(acts.flatMap((act) => digestsIn(textOf(act))));
  const data = new Map([...commits, ...wholes].flatMap((each) => each.data.map((one) => [one.digest, one])));
  return { acts, data: [...data.values()].filter(({ digest }) => spoken.has(digest)) };
}

/** Bytes of data and characters of acts: how long something is beside another. */
export function lengthOf({ acts, data }: Commit): number {
  const lengths = [...acts.map((act) => textOf(act).length), ...data.map(({ bytes }) => bytes.length)];
  return lengths.reduce((sum, each) => sum + each, 0);
}

function textOf(act: Act): string {
  if (act.kind === 'step') return act.change;
  return act.kind === 'snapshot' ? act.state : '';
}

const mebi = 1024 * 1024;

/** Characters of a world that is written as a whole again and again while there is no room. */
export const smallWorld: number = 4 * mebi;

/**
 * Whether the steps of a world have become so long that it is to be kept as a whole. A start reads the whole and these steps:
 * they are few beside a small world, and some 16,000 changes (4 MiB) beside a larger one. Beside a world of more than 32 MiB
 * they are an eighth of it, so that writing it costs no more than eight times what has changed.
 */
export function areLong({ steps, whole }: Lengths): boolean {
  return steps >= Math.min(Math.max(mebi, 2 * whole), Math.max(4 * mebi, whole / 8));
}
