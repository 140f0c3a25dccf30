import type { CellView } from '../cell.ts';
import type { Matrix } from '../matrix.ts';
import type { People } from '../people.ts';
import type { Rules } from '../rules.ts';
import { ask, Closed, control, follow } from './api.ts';
import { here } from './place.ts';
import { changed, type Controls, type Entry, store } from './store.ts';

/** Images in one block of the matrix. */
export const blockSize = 40;

/** Tenants that the matrix shows at a time. */
export const columnCount = 12;

/** Runs something that may go wrong, and shows what did. */
export async function attempt(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Closed) store.closed = error.message;
    else
      store.problem = error instanceof TypeError ? 'The server does not answer.' : (error as Error).message;
  }
  changed();
}

/** What the matrix shows depends on this: other blocks are of no use any more. */
let shownFor = '';
const underWay = new Set<string>();
let generation = 0;

function matrixQuery(): Readonly<Record<string, string>> {
  const { as = '', search = '', tenants = '' } = here().query;
  return { as, search, tenantFrom: tenants, tenantCount: String(columnCount) };
}

/** Gets a block of the matrix, unless it is there or on its way. */
export function needBlock(block: number): void {
  const query = matrixQuery();
  const now = `${generation} ${JSON.stringify(query)}`;
  if (now !== shownFor) {
    shownFor = now;
    underWay.clear();
  }
  const key = `${now} ${block}`;
  if (underWay.has(key)) return;
  underWay.add(key);
  void attempt(async () => {
    const found = await ask<Matrix>('page/matrix', { ...query, from: block * blockSize, count: blockSize });
    if (now !== shownFor) return;
    if (store.blocks.size > 0 && blocksFor !== now) store.blocks = new Map();
    blocksFor = now;
    store.blocks.set(block, found);
  });
}

let blocksFor = '';

/** Gets what the place shows, where it is not there. */
export function needCell(): void {
  const { as = '', image = '', tenant = '' } = here().query;
  const key = `${generation} ${as} ${image} ${tenant}`;
  if (image === '' || as === '') {
    store.cell = undefined;
    store.cellOf = '';
    return;
  }
  if (store.cellOf === key) return;
  store.cellOf = key;
  void attempt(async () => {
    try {
      const found = await ask<CellView>('page/cell', { as, image, tenant });
      if (store.cellOf === key) store.cell = found;
    } catch (error) {
      if (store.cellOf === key) store.cell = undefined;
      throw error;
    }
  });
}

/** Gets the rules of the profile and release in the address. */
export function needRules(): void {
  const { profile = '', release = '' } = here().query;
  const key = `${profile} ${release}`;
  if (store.rulesOf === key) return;
  store.rulesOf = key;
  void attempt(async () => {
    store.rules = await ask<Rules>('page/rules', { profile, release });
  });
}

/** Gets who there is. */
export async function loadPeople(): Promise<void> {
  store.people = await control<People>('page/people');
}

/** Gets what the control plane says besides images. */
export async function loadControls(): Promise<void> {
  const [clock, { faults }, { snapshots }, { worlds }, { mostWorlds }] = await Promise.all([
    control<Controls['clock']>('clock'),
    control<Pick<Controls, 'faults'>>('faults'),
    control<Pick<Controls, 'snapshots'>>('snapshots'),
    control<Pick<Controls, 'worlds'>>('worlds'),
    control<Pick<Controls, 'mostWorlds'>>(''),
  ]);
  store.controls = { ...store.controls, now: { clock, faults, snapshots, worlds, mostWorlds } };
}

let controlsOf = -1;

/** Gets the controls, where the world has changed since. */
export function needControls(): void {
  if (controlsOf === generation) return;
  controlsOf = generation;
  void attempt(loadControls);
}

/** Something is different in the world: what is shown is asked for again, and the old stays until it is there. */
export function worldChanged(): void {
  generation += 1;
  changed();
}

/** Entries that the page keeps, as many as the journal does by default. */
const mostEntries = 1000;

let isBumpPlanned = false;

function heard(entry: Entry): void {
  if (store.entries.some(({ number }) => number === entry.number)) return;
  store.entries = [...store.entries, entry].slice(-mostEntries);
  changed();
  const isDifferent = (entry.changes ?? []).length > 0;
  if (!isDifferent || isBumpPlanned) return;
  isBumpPlanned = true;
  setTimeout(() => {
    isBumpPlanned = false;
    worldChanged();
  }, 150);
}

/** Reads the journal and follows it; where the connection ends, again after a while. */
export async function keepFollowing(): Promise<void> {
  const opened = (): void => {
    store.live = true;
    // What became different before this moment was heard by nobody.
    worldChanged();
    void attempt(async () => {
      const { entries } = await control<{ entries: Entry[] }>('journal');
      store.entries = entries.slice(-mostEntries);
    });
  };
  await follow((data) => heard(data as Entry), opened).catch(() => {});
  store.live = false;
  changed();
  setTimeout(() => void keepFollowing(), 2000);
}
