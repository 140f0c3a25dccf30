/** The last moment that a clock may show: times are written with years of four digits, also those of tokens that end later. */
const latest: number = Date.UTC(9000, 0);

/** The time of a world. Token lifetimes, the times of images and members, and rate limits follow it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  readonly frozen: boolean;
  /** Milliseconds by which it is ahead of the clock that it was made over, at this moment. */
  readonly offset: number;
  /**
   * Shows another time; a running clock goes on from there.
   * @param at milliseconds since 1970.
   * @throws RangeError where that is no moment from 1970 to 8999.
   */
  set(at: number): void;
  /**
   * Goes forwards, or backwards by a negative number.
   * @throws RangeError where that leads out of the years 1970 to 8999.
   */
  advance(milliseconds: number): void;
  /** Stands still where it is. */
  freeze(): void;
  /** Goes on from where it is. */
  run(): void;
  /** Shows the time of the clock that it was made over again. */
  reset(): void;
}

/** A clock that shows what another does, until it is set. */
export function clockOver(base: () => number, start?: Pick<Clock, 'now' | 'frozen' | 'offset'>): Clock {
  return new MovableClock(base, start);
}

/** A class, so that all clocks have one form to the engine. Its functions are taken from it, each alone. */
class MovableClock implements Clock {
  readonly #base: () => number;
  #offset: number;
  #stopped: number | undefined;

  constructor(base: () => number, start: Pick<Clock, 'now' | 'frozen' | 'offset'> | undefined) {
    this.#base = base;
    this.#offset = start?.offset ?? 0;
    this.#stopped = start?.frozen ? start.now() : undefined;
  }

  readonly now = (): number => this.#stopped ?? this.#base() + this.#offset;

  get frozen(): boolean {
    return this.#stopped !== undefined;
  }

  get offset(): number {
    return this.#stopped === undefined ? this.#offset : this.#stopped - this.#base();
  }

  readonly set = (at: number): void => this.#show(at, this.#base());

  // The clock below goes on meanwhile: what is asked of it twice for one change would differ by what lies between.
  readonly advance = (milliseconds: number): void => {
    const base = this.#base();
    this.#show((this.#stopped ?? base + this.#offset) + milliseconds, base);
  };

  readonly freeze = (): void => void (this.#stopped = this.now());

  readonly run = (): void => {
    this.#offset = this.offset;
    this.#stopped = undefined;
  };

  readonly reset = (): void => void ([this.#offset, this.#stopped] = [0, undefined]);

  #show(at: number, base: number): void {
    if (typeof at !== 'number' || !(at >= 0 && at < latest))
      throw new RangeError('A clock shows moments from 1970 to 8999, in milliseconds since 1970.');
    this.#offset = at - base;
    if (this.#stopped !== undefined) this.#stopped = at;
  }
}
