/** The figures of docs/SCALE.md: each bench of kept worlds writes its own, where it is asked to by `--write`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commit, thisMachine } from './machine.ts';
import type { Machine } from './results.ts';

/** When, where and how figures were found. */
export interface Run {
  readonly date: string;
  readonly commit: string;
  readonly command: string;
  readonly machine: Machine;
  /** How many wanted a core on average, in its last quarter of an hour: with other work, times are longer. */
  readonly load: number;
}

/** What work costs, in milliseconds of a core; and how long a sync and a way through the network take. */
export interface Costs {
  /** A read, and a change, at a server. */
  readonly read: number;
  readonly change: number;
  /** A turn at a server; one that keeps something, besides; its question and its append at the database. */
  readonly turn: number;
  readonly keeping: number;
  readonly question: number;
  readonly append: number;
  readonly sync: number;
  readonly network: number;
  /** A request at whoever sends it, where that is the same machine. */
  readonly client: number;
}

/** Milliseconds of a core for a request. */
export interface Cost {
  readonly server: number;
  readonly database: number;
}

/** `bench/shared.ts`: servers that share a database, beside one that has its worlds in memory. */
export interface SharedFigures {
  /** Of worlds in memory, and of one, two and three servers. */
  readonly memory: Readonly<Record<'reads' | 'changes', Cost>>;
  readonly servers: readonly Readonly<Record<'reads' | 'changes', Cost>>[];
  readonly costs: Costs;
}

/** `bench/file.ts`: a file beside memory. */
export interface FileFigures {
  /** Requests in a second, and milliseconds of a core for one; `to` memory, round by round. */
  readonly kinds: Readonly<
    Record<'reads' | 'changes', Readonly<Record<'memory' | 'file' | 'to', { rate: number; cost: number }>>>
  >;
  /** Changes beside syncs, which take so many milliseconds more than the disk needs. */
  readonly disks: readonly {
    readonly slower: number;
    readonly connections: number;
    readonly changes: number;
    readonly syncs: number;
    /** Of 1: of the time in a sync; of a core, used, and waited for. */
    readonly syncing: number;
    readonly busy: number;
    readonly waiting: number;
  }[];
}

/** `bench/slices.ts`: servers that have the same slice of a core each. */
export interface SliceFigures {
  /** Of 1: what each has of a core. */
  readonly share: number;
  /** Reads in a second of one, two and three servers, and how much of their slices they used. */
  readonly reads: Readonly<
    Record<'latest' | 'local', readonly { readonly rate: number; readonly used: number }[]>
  >;
  /** In a second, of one, two and three servers: changes, rows of them, and rows by a bare `INSERT`. */
  readonly changes: readonly { readonly changes: number; readonly rows: number; readonly bare: number }[];
}

/** `bench/recovery.ts`: a start, in seconds of a core and of a clock. */
export interface RecoveryFigures {
  readonly changes: number;
  readonly starts: readonly {
    readonly title: string;
    readonly core: number;
    readonly mostCore: number;
    readonly clock: number;
  }[];
}

/** `bench/many-jobs.ts`: simulated. */
export interface JobFigures {
  /** Milliseconds of a core for a request at one, two and three servers, to what was measured. */
  readonly checks: readonly Readonly<Record<'reads' | 'changes', number>>[];
  readonly sync: number;
  readonly rows: readonly {
    readonly each: number;
    readonly servers: number;
    readonly rate: number;
    readonly p50: number;
    readonly p99: number;
    readonly busy: Readonly<Record<'servers' | 'database' | 'disk', number>>;
  }[];
}

/** All figures of the page. */
export interface Scale {
  readonly shared: Run & SharedFigures;
  readonly file: Run & FileFigures;
  readonly slices: Run & SliceFigures;
  readonly recovery: Run & RecoveryFigures;
  readonly jobs: Run & JobFigures;
}

const file = fileURLToPath(new URL('../../docs/scale/results.json', import.meta.url));

/** The figures that were written last. */
export function scale(): Partial<Scale> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Scale>) : {};
}

/** Numbers that a bench was started with, in their order. */
export function numbersGiven(): readonly number[] {
  return process.argv
    .slice(2)
    .filter((word) => word !== '--write')
    .map(Number);
}

/** Where the bench that runs was asked to, it writes its figures, and the page anew. */
export function noted<Name extends keyof Scale>(name: Name, figures: Omit<Scale[Name], keyof Run>): void {
  if (!process.argv.includes('--write')) return;
  const words = process.argv.slice(2).filter((word) => word !== '--write');
  const run: Run = {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    command: ['node', `bench/${basename(process.argv[1] ?? '')}`, ...words].join(' '),
    machine: thisMachine(),
    load: loadavg()[2] ?? NaN,
  };
  mkdirSync(new URL('.', `file://${file}`), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...scale(), [name]: { ...run, ...figures } }, undefined, 1)}\n`);
  for (const each of [['scripts/generate-scale.ts'], ['node_modules/oxfmt/bin/oxfmt', 'docs/SCALE.md', file]])
    spawnSync(process.execPath, each, { cwd: `${import.meta.dirname}/../..`, stdio: 'inherit' });
}
