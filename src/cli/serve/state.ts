import type { Host } from '../../host/host.ts';
import type { State } from '../../host/state.ts';
import type { Listening } from '../../listening.ts';
import type { Progress, StateListeners } from '../../state/answers.ts';
import type { Engine } from '../../state/engine.ts';
import { withoutLogins } from '../../http/printable.ts';
import type { CommandArguments } from '../arguments.ts';
import { Failure, UsageError } from '../errors.ts';
import { byteCount, oneOf } from '../values.ts';

/** Milliseconds between two words on how far a recovery is. */
const between = 2000;

/** The worlds that `--state` keeps. */
export interface KeptState {
  readonly state: State;
  /** Where they are, as it may be shown. */
  readonly shown: string;
  /**
   * Waits until they are there; meanwhile the server says that it is not ready.
   * @throws as `stateErrors`; the server is closed then.
   */
  ready(host: Host, listening: Pick<Listening, 'close'>): Promise<Begun>;
}

/** With what a server began. */
interface Begun {
  /** Whether there were worlds before. */
  readonly isOld: boolean;
  /** What whoever starts it should know. */
  readonly warnings: readonly string[];
}

/** What `serve --state` has of its worlds. @throws UsageError where an option is not right. */
export async function keptState(
  named: string,
  args: CommandArguments,
  onWarning: (warning: string) => void,
): Promise<KeptState> {
  const place = named.trim();
  const shown = await shownPlace(place);
  let found: number | undefined;
  const slow = slowly((progress) => onWarning(`${shown}: ${progress}`));
  const onProgress = (progress: Progress): void => {
    found ??= progress.of;
    slow(progress);
  };
  const state = await stateNamed(place, args, { onProgress, onTrouble: onWarning });
  return {
    state,
    shown,
    async ready(host, listening) {
      try {
        await stateErrors(host.ready);
      } catch (error) {
        await listening.close();
        throw error;
      }
      const isOld = (found ?? 0) > 0;
      return { isOld, warnings: [...(isOld ? seedWarnings(shown, args) : []), ...weakWarnings(args)] };
    },
  };
}

/** Tells how far a recovery is that takes long. */
function slowly(tell: (progress: string) => void): (progress: Progress) => void {
  let told: number | undefined;
  return ({ worlds, of }) => {
    const now = performance.now();
    told ??= now;
    if (worlds === of || now - told < between) return;
    told = now;
    tell(`${worlds} of ${of} worlds are read.`);
  };
}

/** Whether a place is the URL of a database that several processes may share. */
export function isDatabase(place: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(place);
}

/** A place without the password that a URL may have. */
export async function shownPlace(place: string): Promise<string> {
  if (!isDatabase(place)) return withoutLogins(place);
  const { shownUrl } = await import('../../state/postgres-connection.ts');
  return shownUrl(place);
}

/** What is promised less than without an option. */
const weaker: readonly (readonly [option: string, value: string, what: string])[] = [
  ['reads', 'local', 'a read may be some seconds behind what other servers have answered.'],
  [
    'state-sync',
    'normal',
    'a power failure may cost the changes of the last second, although they were answered. The end of the process costs none.',
  ],
];

function weakWarnings(args: CommandArguments): readonly string[] {
  return weaker
    .filter(([option, value]) => args.text(option) === value)
    .map(([option, value, what]) => `--${option} ${value}: ${what}`);
}

function seedWarnings(place: string, args: CommandArguments): readonly string[] {
  const forNew = ['seed', 'profile', 'release'].filter((name) => args.text(name) !== undefined);
  if (forNew.length === 0) return [];
  const named = forNew.map((name) => `--${name}`).join(' and ');
  return [
    `${named} ${forNew.length === 1 ? 'applies' : 'apply'} to new worlds only. The worlds that ${place} already has keep theirs.`,
  ];
}

/** What keeps the worlds, as `--state` says. @throws UsageError where an option is not right. */
async function stateNamed(place: string, args: CommandArguments, listeners: StateListeners): Promise<State> {
  refuseUrl(place);
  refuseOthers(place, args);
  const sync = args.has('state-sync') ? oneOf(args, 'state-sync', ['full', 'normal']) : 'full';
  const mostBytes = await stateBytes(args);
  if (isDatabase(place)) {
    const { postgres } = await import('../../postgres.ts');
    return postgres(place, {
      reads: args.has('reads') ? oneOf(args, 'reads', ['latest', 'local']) : 'latest',
      ...listeners,
    });
  }
  const { sqlite } = await import('../../sqlite.ts');
  return sqlite(place, { sync, ...listeners, ...(mostBytes === undefined ? {} : { mostBytes }) });
}

/** Bytes that a file of state may have. @throws UsageError for less than a new one needs. */
async function stateBytes(args: CommandArguments): Promise<number | undefined> {
  const most = byteCount(args, 'state-bytes');
  if (most === undefined) return undefined;
  const { leastBytes } = await import('../../state/sqlite-beside.ts');
  if (most >= leastBytes) return most;
  throw new UsageError(
    `--state-bytes must be at least ${leastBytes / 1024}KiB, which a new file needs, not ${args.text('state-bytes')}.`,
  );
}

/** @throws UsageError for what names something else: SQLite would make a file of that name. */
export function refuseUrl(place: string): void {
  const scheme = /^([a-z][a-z\d+.-]+):/i.exec(place)?.[1];
  if (scheme === undefined || isDatabase(place)) return;
  throw new UsageError(
    `State is kept in a file, or in a database (postgres://…); ${scheme}: names something else. For a file of this name, write ./ before it.`,
  );
}

/** @throws UsageError for an option that is about another kind of state. */
function refuseOthers(place: string, args: CommandArguments): void {
  const others = isDatabase(place) ? ['state-sync', 'state-bytes'] : ['reads'];
  const wrong = others.find((name) => args.has(name));
  if (wrong === undefined) return;
  const about = isDatabase(place)
    ? 'a file, and --state names a database'
    : 'a database, and --state names a file';
  throw new UsageError(`--${wrong} is about ${about}. Leave it out.`);
}

/** The engine behind a place, for who looks after it. @param isRead whether nothing of it is changed. */
export async function engineNamed(place: string, isRead: boolean): Promise<Engine> {
  if (isDatabase(place)) return (await import('../../postgres.ts')).postgresEngine(place);
  const { sqliteEngine } = await import('../../sqlite.ts');
  return sqliteEngine(place, {}, isRead);
}

/** What is no mistake of whoever has named the state. */
const failing: ReadonlySet<string> = new Set(['lost', 'unknown', 'busy', 'full', 'unwritable']);

/**
 * Waits for something of a state.
 * @throws UsageError where it cannot be had from what was named; Failure where there is no room, or no answer.
 */
export async function stateErrors<Done>(done: Promise<Done>): Promise<Done> {
  try {
    return await done;
  } catch (error) {
    const { StateError } = await import('../../state/engine.ts');
    if (!(error instanceof StateError)) throw error;
    const Told = failing.has(error.kind) ? Failure : UsageError;
    throw new Told(error.message, { cause: error });
  }
}
