/** A world that is kept. */
export interface StoredWorld {
  readonly name: string;
  /** Another one for each world that was ever made: one that takes the place of another has another id. */
  readonly id: string;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  /** What it is, as JSON: profile, release, switches. */
  readonly options: string;
}

/** A world with its size. */
export interface SizedWorld extends StoredWorld {
  /** Steps since it was kept as a whole. */
  readonly steps: number;
  /** When it was last changed, in milliseconds since 1970; one that was only read: when it was made. */
  readonly changed: number;
  /** Characters of these, and of the whole. */
  readonly bytes: number;
}

/** One step of a world: all that one request, or one call, has changed. */
export interface StoredStep {
  readonly world: string;
  /** Counted from 1 in each world, without a gap. */
  readonly seq: number;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  readonly change: string;
}

/** What a world was behind a step; behind step 0: what it was made as. */
export interface StoredSnapshot {
  readonly world: string;
  readonly seq: number;
  readonly state: string;
}

/** Bytes by their digest: the data of images, and seeds. */
export interface StoredData {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** One thing to keep. A snapshot takes the place of the steps before it. */
export type Act =
  | ({ readonly kind: 'made' } & StoredWorld)
  | ({ readonly kind: 'dropped' } & Pick<StoredWorld, 'name' | 'id'>)
  | ({ readonly kind: 'step' } & StoredStep)
  | ({ readonly kind: 'snapshot' } & StoredSnapshot);

/** What is kept at once, in this order: all of it, or nothing. */
export interface Commit {
  readonly acts: readonly Act[];
  /** What the acts speak of, by digest. */
  readonly data: readonly StoredData[];
}

/** What there is of a world behind a step. */
export interface Read {
  /** The newest snapshot, where the steps alone do not lead there. */
  readonly snapshot: StoredSnapshot | undefined;
  readonly steps: readonly StoredStep[];
}

/** An engine that keeps worlds. Two of them speak the same schema. */
export interface Engine {
  /** What it is called in messages, without a password. */
  readonly name: string;
  /** Whether `open` has compared all checksums, and nobody else writes: then what is read later is not compared again. */
  readonly isVerified?: boolean;
  /** @throws StateError where it cannot be had; nothing is different then. */
  open(): Promise<void>;
  worlds(): Promise<readonly StoredWorld[]>;
  /** Its worlds are read: now comes what a start need not wait for. */
  begun?(): void;
  /**
   * @param after the step that is known; undefined: none, so that a snapshot is needed.
   * @param most steps at a time.
   */
  read(world: string, after: number | undefined, most: number): Promise<Read>;
  /** Bytes by digest. */
  data(digests: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /**
   * @returns the digests of data that is removed, as nothing that is kept speaks of it any more.
   * @throws StateError where it is not kept, or where that is not known (`lost`).
   */
  commit(commit: Commit): Promise<readonly string[]>;
  /** All worlds with their sizes. */
  sizes(): Promise<readonly SizedWorld[]>;
  /** Bytes that it takes: of a file, its length; of a database, all that its rows hold. */
  size(): Promise<number>;
  /** Gives back the room of what is no more; of a file, nobody may use it meanwhile. */
  compact(): Promise<void>;
  close(): Promise<void>;
}

/** A world as a process knows it. */
export interface KnownWorld {
  readonly name: string;
  /** Null: it knows none of this name. */
  readonly id: string | null;
  /** The last step that it knows. */
  readonly seq: number;
}

/** A world as it is now, with the steps that a process does not know. */
export interface News {
  readonly name: string;
  readonly id: string;
  /** Of a world with another id than the process knows: none. */
  readonly steps: readonly StoredStep[];
}

/** An engine that several processes share. Each statement sees what was kept before it began. */
export interface SharedEngine extends Engine {
  /**
   * What others have done.
   * @param known the worlds to ask for; one that is in no answer is no more.
   * @param all whether worlds that are not named are in the answer as well.
   */
  news(known: readonly KnownWorld[], all: boolean): Promise<readonly News[]>;
  /**
   * Keeps a commit where nobody was first: each step comes behind the one before it, each world is new or still there.
   * @returns `again`: nothing of it is kept, and never will be; it is to be decided again on what is there now.
   * @throws StateError where nothing is kept; of the kind `unknown` where that is not known.
   */
  append(commit: Commit): Promise<'kept' | 'again'>;
}

/**
 * State that cannot be had, or not now.
 * `full`: there is no room. `lost`: the engine does not answer, and has changed nothing. `unknown`: it does not answer, and
 * may have. `busy`: others were first, too often. `locked`: another process has it. `unwritable`: this process may not write there. `damaged`, `newer`, `foreign`: what is there is not read, and stays as it is.
 */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly kind:
    | 'full'
    | 'lost'
    | 'unknown'
    | 'busy'
    | 'locked'
    | 'damaged'
    | 'newer'
    | 'foreign'
    | 'unwritable'
    | 'unusable';
  constructor(kind: StateError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What keeps something from being done; undefined, once it is. @throws what is a bug of this program. */
export async function failureOf(done: Promise<unknown>): Promise<StateError | undefined> {
  try {
    await done;
    return undefined;
  } catch (error) {
    if (error instanceof StateError) return error;
    throw error;
  }
}
