/** How what a run makes in a cloud is known again: by this run, and by a later one if this one is killed. */
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** A run that makes things in a cloud. */
export interface Run {
  /** The machine: eight digits that follow from its name. */
  readonly machine: string;
  readonly process: number;
  /** Seconds since 1970 in which it began. */
  readonly began: number;
}

/** The run of this process that begins now. @param now milliseconds since 1970. */
export function runHere(now: number): Run {
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  return { machine, process: process.pid, began: Math.floor(now / 1000) };
}

/** The beginning of all names of things that a run makes; what is behind it has nothing but letters and digits. */
export function markOf({ machine, process: id, began }: Run): string {
  return `imf${machine}p${id}t${began.toString(16).padStart(8, '0')}n`;
}

/** The run that made what bears a text; undefined where no run has. */
export function runIn(text: string): Run | undefined {
  const [, machine = '', id = '', began = ''] = /imf([0-9a-f]{8})p(\d+)t([0-9a-f]{8})n/.exec(text) ?? [];
  return machine === '' ? undefined : { machine, process: Number(id), began: Number.parseInt(began, 16) };
}

/** Seconds after which a run is over, whatever is known of it. */
const longestRun = 24 * 60 * 60;

/**
 * Whether a run is over, so that what is left of it may be removed: its process is gone from this machine, or it began more
 * than a day ago, as on another machine nobody can look.
 */
export function isOver(run: Run, here: Run, isAlive: (process: number) => boolean = processIsAlive): boolean {
  if (run.machine === here.machine && run.process === here.process && run.began === here.began) return false;
  if (here.began - run.began > longestRun) return true;
  return run.machine === here.machine && (run.process === here.process || !isAlive(run.process));
}

function processIsAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
