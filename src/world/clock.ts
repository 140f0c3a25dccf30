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
  let offset = start?.offset ?? 0;
  let stopped = start?.frozen ? start.now() : undefined;
  const now = (): number => stopped ?? base() + offset;
  const set = (at: number): void => {
    if (typeof at !== 'number' || !(at >= 0 && at < latest))
      throw new RangeError('A clock shows moments from 1970 to 8999, in milliseconds since 1970.');
    offset = at - base();
    if (stopped !== undefined) stopped = at;
  };
  return {
    now,
    get frozen() {
      return stopped !== undefined;
    },
    get offset() {
      return now() - base();
    },
    set,
    advance: (milliseconds) => set(now() + milliseconds),
    freeze: () => void (stopped = now()),
    run() {
      offset = now() - base();
      stopped = undefined;
    },
    reset: () => void ([offset, stopped] = [0, undefined]),
  };
}
