/** How often a process syncs, and for how long: by a small library in C that is loaded before it, which can make syncs slower. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('counted-syncs.c', import.meta.url));

/** Syncs of a process until now. */
export interface Syncs {
  readonly count: number;
  /** Seconds in them. */
  readonly seconds: number;
}

/** Counts the syncs of a process that is started with these variables. */
export interface SyncCounter {
  readonly env: Readonly<Record<string, string>>;
  now(): Syncs;
  /** From now on each takes so many milliseconds longer than the disk needs. */
  slow(milliseconds: number): void;
}

/** @param folder where the library is made. @throws Error where there is no compiler. */
export function syncCounter(folder: string): SyncCounter {
  const library = `${folder}/counted-syncs.so`;
  const words = ['-O2', '-shared', '-fPIC', '-o', library, source, '-ldl'];
  const { status, stderr, error } = spawnSync('cc', words, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(
      `Syncs are counted by a library in C, which was not made: ${error?.message ?? stderr}\nInstall a compiler: apt-get install gcc`,
    );
  const file = `${folder}/counts`;
  writeFileSync(file, Buffer.alloc(24));
  return {
    env: { LD_PRELOAD: library, SYNCS: file },
    now() {
      const [bytes, open] = [Buffer.alloc(16), openSync(file, 'r')];
      readSync(open, bytes, 0, 16, 0);
      closeSync(open);
      return {
        count: Number(bytes.readBigUInt64LE(0)),
        seconds: Number(bytes.readBigUInt64LE(8)) / 1e9,
      };
    },
    slow(milliseconds) {
      const [bytes, open] = [Buffer.alloc(8), openSync(file, 'r+')];
      bytes.writeBigUInt64LE(BigInt(Math.round(milliseconds * 1e6)));
      writeSync(open, bytes, 0, 8, 16);
      closeSync(open);
    },
  };
}
