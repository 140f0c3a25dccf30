/** What a run of the bench finds: plain data, kept as JSON beside the page that is made of it. */

/** The values of each round, by quantity: `rate` per second, `cpu` and `wall` in µs, `p50` in ms, memory in bytes, … */
export type Quantities = Readonly<Record<string, readonly number[]>>;

/** What one measurement found, by contender. */
export type Measured = Readonly<Record<string, Quantities>>;

/** The machine and what ran on it. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  readonly wrk: string;
}

/** A whole run. */
export interface Results {
  /** The day, in ISO 8601. */
  readonly date: string;
  readonly commit: string;
  readonly command: string;
  readonly machine: Machine;
  readonly rounds: number;
  /** Seconds of one load. */
  readonly seconds: number;
  /** By the name of the measurement. */
  readonly measured: Readonly<Record<string, Measured>>;
  /** What could not be measured, and why. */
  readonly missing: Readonly<Record<string, string>>;
}

/** Gathers figures, round by round. */
export interface Recorder {
  readonly measured: Measured;
  add(contender: string, figures: Readonly<Record<string, number>>): void;
}

/** A recorder without figures. */
export function recorder(): Recorder {
  const measured: Record<string, Record<string, number[]>> = {};
  return {
    measured,
    add(contender, figures) {
      const quantities = (measured[contender] ??= {});
      for (const [name, value] of Object.entries(figures)) (quantities[name] ??= []).push(rounded(value));
    },
  };
}

/** Five digits are more than any of the figures is worth. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
