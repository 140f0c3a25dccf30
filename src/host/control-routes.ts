// Generated from contracts/control.yaml by `npm run generate`. Do not edit.

/** The name of an operation of the control plane. */
export type ControlOperation =
  | 'describeFake'
  | 'showHealth'
  | 'showReadiness'
  | 'exportWorld'
  | 'replaceWorld'
  | 'resetWorld'
  | 'listSnapshots'
  | 'saveSnapshot'
  | 'deleteSnapshot'
  | 'restoreSnapshot'
  | 'compareSnapshots'
  | 'showClock'
  | 'setClock'
  | 'advanceClock'
  | 'listFaults'
  | 'addFault'
  | 'clearFaults'
  | 'removeFault'
  | 'listJournal'
  | 'clearJournal'
  | 'followJournal'
  | 'listWorlds'
  | 'showWorld'
  | 'makeWorld'
  | 'deleteWorld';

/** One operation of the control plane: where it is reached, and what it takes. */
export interface ControlRoute {
  readonly operation: ControlOperation;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path as people read it. */
  readonly path: string;
  /** Its segments: literal texts and parameters. */
  readonly segments: readonly (string | { readonly param: string })[];
  /** The names of its query parameters. */
  readonly query: readonly string[];
  /** Whether it takes a body. */
  readonly body: 'required' | 'optional' | 'none';
  readonly summary: string;
}

/** Every operation of the control plane, in the order of the description. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    operation: 'describeFake',
    method: 'GET',
    path: '/_fake',
    segments: ['_fake'],
    query: [],
    body: 'none',
    summary: 'What this is, and what there is below it.',
  },
  {
    operation: 'showHealth',
    method: 'GET',
    path: '/_fake/health',
    segments: ['_fake', 'health'],
    query: [],
    body: 'none',
    summary: 'Whether it is alive.',
  },
  {
    operation: 'showReadiness',
    method: 'GET',
    path: '/_fake/ready',
    segments: ['_fake', 'ready'],
    query: [],
    body: 'none',
    summary: 'Whether it answers for the cloud.',
  },
  {
    operation: 'exportWorld',
    method: 'GET',
    path: '/_fake/world',
    segments: ['_fake', 'world'],
    query: ['secrets'],
    body: 'none',
    summary: 'What the world holds, as a seed.',
  },
  {
    operation: 'replaceWorld',
    method: 'PUT',
    path: '/_fake/world',
    segments: ['_fake', 'world'],
    query: [],
    body: 'required',
    summary: 'Starts the world again from another seed, to which it goes back at a reset.',
  },
  {
    operation: 'resetWorld',
    method: 'POST',
    path: '/_fake/reset',
    segments: ['_fake', 'reset'],
    query: [],
    body: 'none',
    summary: 'Back to the seed; the clock runs with the time of day, and there are no faults.',
  },
  {
    operation: 'listSnapshots',
    method: 'GET',
    path: '/_fake/snapshots',
    segments: ['_fake', 'snapshots'],
    query: [],
    body: 'none',
    summary: 'The names of the snapshots.',
  },
  {
    operation: 'saveSnapshot',
    method: 'PUT',
    path: '/_fake/snapshots/{snapshot}',
    segments: ['_fake', 'snapshots', { param: 'snapshot' }],
    query: [],
    body: 'none',
    summary: 'Keeps the world as it is now, under this name.',
  },
  {
    operation: 'deleteSnapshot',
    method: 'DELETE',
    path: '/_fake/snapshots/{snapshot}',
    segments: ['_fake', 'snapshots', { param: 'snapshot' }],
    query: [],
    body: 'none',
    summary: 'Forgets a snapshot.',
  },
  {
    operation: 'restoreSnapshot',
    method: 'POST',
    path: '/_fake/snapshots/{snapshot}/restore',
    segments: ['_fake', 'snapshots', { param: 'snapshot' }, 'restore'],
    query: [],
    body: 'none',
    summary: 'Makes the world what it was; clock, faults and journal stay as they are.',
  },
  {
    operation: 'compareSnapshots',
    method: 'GET',
    path: '/_fake/snapshots/{snapshot}/diff',
    segments: ['_fake', 'snapshots', { param: 'snapshot' }, 'diff'],
    query: ['to'],
    body: 'none',
    summary: 'What became different since then, in words.',
  },
  {
    operation: 'showClock',
    method: 'GET',
    path: '/_fake/clock',
    segments: ['_fake', 'clock'],
    query: [],
    body: 'none',
    summary: 'The time of the world.',
  },
  {
    operation: 'setClock',
    method: 'PUT',
    path: '/_fake/clock',
    segments: ['_fake', 'clock'],
    query: [],
    body: 'required',
    summary: 'Shows another time, stands still, or runs again.',
  },
  {
    operation: 'advanceClock',
    method: 'POST',
    path: '/_fake/clock/advance',
    segments: ['_fake', 'clock', 'advance'],
    query: [],
    body: 'required',
    summary: 'Goes forwards.',
  },
  {
    operation: 'listFaults',
    method: 'GET',
    path: '/_fake/faults',
    segments: ['_fake', 'faults'],
    query: [],
    body: 'none',
    summary: 'The faults that are set.',
  },
  {
    operation: 'addFault',
    method: 'POST',
    path: '/_fake/faults',
    segments: ['_fake', 'faults'],
    query: [],
    body: 'required',
    summary: 'Sets a fault.',
  },
  {
    operation: 'clearFaults',
    method: 'DELETE',
    path: '/_fake/faults',
    segments: ['_fake', 'faults'],
    query: [],
    body: 'none',
    summary: 'Removes all faults.',
  },
  {
    operation: 'removeFault',
    method: 'DELETE',
    path: '/_fake/faults/{fault}',
    segments: ['_fake', 'faults', { param: 'fault' }],
    query: [],
    body: 'none',
    summary: 'Removes a fault.',
  },
  {
    operation: 'listJournal',
    method: 'GET',
    path: '/_fake/journal',
    segments: ['_fake', 'journal'],
    query: ['operation', 'caller', 'status', 'image', 'refused', 'method', 'unexpected'],
    body: 'none',
    summary: 'The last exchanges that fit, oldest first.',
  },
  {
    operation: 'clearJournal',
    method: 'DELETE',
    path: '/_fake/journal',
    segments: ['_fake', 'journal'],
    query: [],
    body: 'none',
    summary: 'Forgets all exchanges.',
  },
  {
    operation: 'followJournal',
    method: 'GET',
    path: '/_fake/journal/events',
    segments: ['_fake', 'journal', 'events'],
    query: ['operation', 'caller', 'status', 'image', 'refused', 'method', 'unexpected'],
    body: 'none',
    summary: 'Each exchange from now on that fits, as server-sent events.',
  },
  {
    operation: 'listWorlds',
    method: 'GET',
    path: '/_fake/worlds',
    segments: ['_fake', 'worlds'],
    query: [],
    body: 'none',
    summary: 'The worlds besides the default one.',
  },
  {
    operation: 'showWorld',
    method: 'GET',
    path: '/_fake/worlds/{world}',
    segments: ['_fake', 'worlds', { param: 'world' }],
    query: [],
    body: 'none',
    summary: 'A world.',
  },
  {
    operation: 'makeWorld',
    method: 'PUT',
    path: '/_fake/worlds/{world}',
    segments: ['_fake', 'worlds', { param: 'world' }],
    query: [],
    body: 'optional',
    summary: 'Makes a world, in place of one of the same name.',
  },
  {
    operation: 'deleteWorld',
    method: 'DELETE',
    path: '/_fake/worlds/{world}',
    segments: ['_fake', 'worlds', { param: 'world' }],
    query: [],
    body: 'none',
    summary: 'Ends a world.',
  },
];
