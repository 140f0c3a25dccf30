/**
 * Cuts the power of a server under load: `node test/state/power.ts 20`; with `normal` behind it, some changes are missing. What it writes and syncs is noted by a library that
 * is loaded before it; of each file, what was written behind its last sync is forgotten, or a part of it that is drawn.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/world/random-ids.ts';
import { judged, loadedAndKilled, started } from './kills.ts';

interface Note {
  readonly kind: 'write' | 'truncate' | 'sync';
  readonly path: string;
  readonly offset: number;
  readonly bytes: Buffer;
}

const kinds: Readonly<Record<string, Note['kind']>> = { w: 'write', t: 'truncate', s: 'sync' };

/** The notes in a file of `forgetting.c`; one that was cut off by the end of the process is left out. */
function notesIn(file: string): readonly Note[] {
  const all = readFileSync(file);
  const notes: Note[] = [];
  for (let at = 0; at + 5 <= all.length;) {
    const size = all.readUInt32LE(at + 1);
    const behind = at + 5 + size;
    if (behind + 12 > all.length) break;
    const length = all.readUInt32LE(behind + 8);
    if (behind + 12 + length > all.length) break;
    const kind = kinds[String.fromCharCode(all[at] ?? 0)] ?? 'sync';
    const path = all.toString('utf8', at + 5, behind);
    const bytes = all.subarray(behind + 12, behind + 12 + length);
    notes.push({ kind, path, offset: Number(all.readBigInt64LE(behind)), bytes });
    at = behind + 12 + length;
  }
  return notes;
}

function after(before: Buffer, { kind, offset, bytes }: Note): Buffer {
  if (kind === 'truncate')
    return Buffer.concat([before.subarray(0, offset), Buffer.alloc(Math.max(0, offset - before.length))]);
  const grown = Buffer.alloc(Math.max(before.length, offset + bytes.length));
  before.copy(grown);
  bytes.copy(grown, offset);
  return grown;
}

/** The files of a folder as a power failure leaves them. @param survives whether a write that was not synced is there. */
function loseUnsynced(folder: string, file: string, notes: readonly Note[], survives: () => boolean): number {
  let forgotten = 0;
  for (const path of new Set(notes.map((note) => note.path))) {
    const own = notes.filter((note) => note.path === path);
    const synced = own.findLastIndex(({ kind }) => kind === 'sync');
    const name = path.slice(path.lastIndexOf('/') + 1);
    let contents: Buffer = name === file ? readFileSync(join(folder, name)) : Buffer.alloc(0);
    for (const [place, note] of own.entries()) {
      if (note.kind === 'sync') continue;
      if (place < synced || survives()) contents = after(contents, note);
      else forgotten += 1;
    }
    writeFileSync(join(folder, name), contents);
  }
  return forgotten;
}

/** What came of some power failures. */
export interface Lost {
  readonly failures: number;
  readonly acknowledged: number;
  /** Writes that were forgotten. */
  readonly forgotten: number;
  readonly missing: readonly string[];
  readonly invented: readonly string[];
}

async function failed(
  folder: string,
  library: string,
  random: () => number,
  sync: string,
): Promise<Omit<Lost, 'failures'>> {
  const [living, lost, noted] = ['living', 'lost', 'notes'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(living);
  const args = (place: string): readonly string[] => ['--state', join(place, 'x.db'), '--state-sync', sync];
  await (await started(args(living))).kill('SIGTERM');
  cpSync(living, lost, { recursive: true });
  const env = { LD_PRELOAD: library, NOTED: living, NOTES: noted };
  const round = await loadedAndKilled(await started(args(living), env), 'power', random() * 300, 64);
  const [isKind, share] = [random() < 0.5, random()];
  const forgotten = loseUnsynced(lost, 'x.db', notesIn(noted), () => !isKind && random() < share);
  const server = await started(args(lost));
  const found = await judged(server.url, round);
  await server.kill();
  return { ...found, forgotten, acknowledged: round.acknowledged.size };
}

/** Cuts the power so many times, each time of a server with a new file. */
export async function powerCut(failures: number, seed: number, sync = 'full'): Promise<Lost> {
  const random = seededRandom(seed);
  const place = mkdtempSync(join(tmpdir(), 'image-members-power-'));
  const library = join(place, 'forgetting.so');
  const source = join(import.meta.dirname, 'forgetting.c');
  const { status, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`cc failed:\n${stderr}`);
  const found: Omit<Lost, 'failures'>[] = [];
  for (let failure = 0; failure < failures; failure += 1) {
    const folder = join(place, String(failure));
    mkdirSync(folder);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    found.push(await failed(folder, library, random, sync));
  }
  rmSync(place, { recursive: true });
  return {
    failures,
    acknowledged: found.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    forgotten: found.reduce((sum, { forgotten }) => sum + forgotten, 0),
    missing: found.flatMap(({ missing }) => missing),
    invented: found.flatMap(({ invented }) => invented),
  };
}

if (import.meta.main) {
  const { missing, invented, ...counts } = await powerCut(Number(process.argv[2] ?? 20), 1, process.argv[3]);
  console.log(JSON.stringify({ ...counts, missing: missing.length, invented: invented.length }));
  if (missing.length + invented.length > 0) process.exitCode = 1;
}
