import type { CellView } from '../cell.ts';
import type { Matrix } from '../matrix.ts';
import type { People } from '../people.ts';
import type { Rules } from '../rules.ts';
import type { components } from '../../host/control-api.ts';
import type { Trace } from '../../domain/trace.ts';
import type { Sendable } from '../actions.ts';

type Schemas = components['schemas'];

/** An exchange as the control plane tells it. */
export type Entry = Omit<Schemas['JournalEntry'], 'trace'> & { readonly trace: Trace };

/** What the control plane says of the world besides its images. */
export interface Controls {
  readonly clock: Schemas['Clock'];
  readonly faults: readonly Schemas['SetFault'][];
  readonly snapshots: readonly string[];
  readonly worlds: readonly Schemas['World'][];
  readonly mostWorlds: number;
}

/** A request that the page has sent as somebody, and its answer. */
export interface Sent {
  readonly as: string;
  /** The place in the page that it was sent from: image, tenant and action. */
  readonly from: string;
  readonly request: Sendable;
  readonly token: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** What the page knows at this moment. Views draw it; nothing else is kept. */
export interface Store {
  people: People | undefined;
  /** The parts of the matrix that are there, by the number of the block. */
  blocks: Map<number, Matrix>;
  cell: CellView | undefined;
  /** The image and tenant that the cell is of; another one is on its way where they differ. */
  cellOf: string;
  sent: Sent | undefined;
  entries: readonly Entry[];
  live: boolean;
  rules: Rules | undefined;
  rulesOf: string;
  controls: Controlled;
  /** What went wrong last, in words. */
  problem: string;
  /** What was done last, for those who hear the page. */
  done: string;
  /** Why the control plane is closed; empty where it is not. */
  closed: string;
}

/** The controls, and what was found out with them. */
export interface Controlled {
  readonly now?: Controls;
  readonly differences?: { readonly snapshot: string; readonly lines: readonly string[] };
}

/** What the page knows. */
export const store: Store = {
  people: undefined,
  blocks: new Map(),
  cell: undefined,
  cellOf: '',
  sent: undefined,
  entries: [],
  live: false,
  rules: undefined,
  rulesOf: '',
  controls: {},
  problem: '',
  done: '',
  closed: '',
};

const listeners: (() => void)[] = [];
let isPlanned = false;

/** Has something drawn after each change. */
export function whenChanged(draw: () => void): void {
  listeners.push(draw);
}

/** Says that something is different; it is drawn with the next frame. */
export function changed(): void {
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(() => {
    isPlanned = false;
    for (const draw of listeners) draw();
  });
}
