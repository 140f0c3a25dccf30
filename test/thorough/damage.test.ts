/** Source: docs/state.md. A damaged file is refused, wherever the damage is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { StateError } from '../../src/state/engine.ts';
import { closeFile, openFile } from '../../src/state/sqlite-file.ts';
import { folder, written } from '../state/stores.ts';

/** All rows of a file. @throws StateError where it is refused. */
function rowsOf(file: string): object {
  const database = openFile({ file, sync: 'full', mostBytes: 2 ** 30 });
  const tables = ['meta', 'worlds', 'changes', 'snapshots', 'data'];
  const rows = tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all());
  closeFile(database, file);
  return rows;
}

it('wherever a byte of a file is damaged, it is refused and stays as it is, or holds the same', async () => {
  const file = `${folder()}/x.db`;
  await written(file, 100);
  const whole = readFileSync(file);
  const rows = rowsOf(file);
  let touched = 0;
  const kinds = { none: 0, damaged: 0, foreign: 0, newer: 0 };
  for (let at = 40; at < whole.length; at += Math.ceil(whole.length / 400)) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    writeFileSync(file, bytes);
    try {
      expect(rowsOf(file)).toEqual(rows);
      kinds.none += 1;
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      kinds[error.kind as keyof typeof kinds] += 1;
      touched += readFileSync(file).equals(bytes) ? 0 : 1;
    }
  }
  expect(touched).toBe(0);
  expect(kinds.damaged).toBeGreaterThan(100);
});
