import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StateError } from './engine.ts';
import {
  closeFile,
  type FileOptions,
  isComplete,
  openFile,
  openUnwritten,
  stateError,
} from './sqlite-file.ts';
import type { Reserve } from './sqlite-reserve.ts';

/** A file that is open, and how it is let go of. */
export interface OpenedFile {
  readonly database: DatabaseSync;
  close(): void;
}

/** Why a file that cannot be opened for writing may be looked at nevertheless: nobody else has it. */
const looked: ReadonlySet<StateError['kind']> = new Set(['full', 'unwritable', 'unusable']);

/**
 * Opens a file of state. One that is only looked at may stand on a disk that is full or read-only: it is read as it stands, or,
 * where a log is to be read with it or its tables are of an older version, from a copy.
 * @throws as `openFile`.
 */
export function opened(options: FileOptions): OpenedFile {
  const { file, isRead = false } = options;
  try {
    const database = openFile(options);
    return { database, close: () => closeFile(database, file) };
  } catch (error) {
    if (!isRead || !(error instanceof StateError) || !looked.has(error.kind) || !existsSync(file))
      throw error;
    return openedToRead(options, error);
  }
}

function openedToRead(options: FileOptions, refused: StateError): OpenedFile {
  const { file } = options;
  if (isComplete(file)) {
    const database = openUnwritten(file);
    return { database, close: () => database.close() };
  }
  const { place, copy } = copied(file, refused);
  const sweep = (): void => rmSync(place, { recursive: true, force: true });
  try {
    const database = openFile({ ...options, file: copy });
    const close = (): void => {
      database.close();
      sweep();
    };
    return { database, close };
  } catch (error) {
    sweep();
    const { kind, message } = stateError(error, copy);
    throw new StateError(kind, message.replaceAll(copy, file), { cause: error });
  }
}

/** A file with its log, in a folder that nobody else may read. @throws StateError where there is no room for it. */
function copied(file: string, refused: StateError): { readonly place: string; readonly copy: string } {
  let place: string | undefined;
  try {
    place = mkdtempSync(join(tmpdir(), 'image-members-'));
    const copy = join(place, basename(file));
    for (const end of ['', '-wal'].filter((each) => existsSync(file + each))) {
      copyFileSync(file + end, copy + end);
      // A copy has the mode of its original.
      chmodSync(copy + end, 0o600);
    }
    return { place, copy };
  } catch (error) {
    if (place !== undefined) rmSync(place, { recursive: true, force: true });
    throw new StateError(
      refused.kind,
      `${refused.message} To read it as it is, a copy is needed, which cannot be made in ${tmpdir()}: ${(error as Error).message}. Name a folder with more room in TMPDIR.`,
      { cause: error },
    );
  }
}

/**
 * Opens a file. Where a full disk keeps it from being opened, a reserve that was left there goes.
 * @returns the file, and whether the disk is so full.
 * @throws as `openFile`.
 */
export function openedOn(
  options: FileOptions,
  reserve: Reserve,
): { readonly file: OpenedFile; readonly isTight: boolean } {
  for (let isTight = false; ; isTight = true)
    try {
      return { file: opened(options), isTight };
    } catch (error) {
      const isFull = stateError(error, options.file).kind === 'full';
      if (!isFull || !(reserve.shrink() || reserve.free())) throw error;
    }
}
