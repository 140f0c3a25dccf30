/** A clock that stands still until a test moves it. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Lets time pass, in seconds. */
  pass(seconds: number): void;
}

/** A clock that stands at a time such as `2013-10-09T12:00:00Z`. */
export function clockAt(time: string): Clock {
  let now = Date.parse(time);
  return {
    now: () => now,
    pass(seconds) {
      now += seconds * 1000;
    },
  };
}
