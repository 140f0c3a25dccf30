import { setTimeout } from 'node:timers/promises';
import { type ControlClient, controlClient, type RemoteFault, type RemoteWorldOptions } from '../client.ts';
import { withoutUndefined } from '../http/json.ts';
import { counted, jsonText } from '../http/printable.ts';
import type { CommandArguments } from './arguments.ts';
import { asked, chosen, clientFor, defaultUrl, print } from './asking.ts';
import { certificateAdvice, Failure, unreached, UsageError } from './errors.ts';
import { faultProblem } from '../world/fault.ts';
import { seedNamed } from './fakes.ts';
import { inColumns } from './text.ts';
import { profileOf, releaseOf } from './profiles.ts';
import { decimal, webUrl, wholeNumber } from './values.ts';

/** `reset`: back to the seed. @throws as `asked`. */
export async function runReset(args: CommandArguments): Promise<void> {
  const seed = args.text('seed') === undefined ? undefined : await seedNamed(args);
  await asked(args, (client) => client.reset(seed));
}

/** `world`: prints, makes, lists or deletes one. @throws as `asked`. */
export async function runWorld(args: CommandArguments): Promise<void> {
  const switches = chosen(args, ['list', 'make', 'delete']);
  if (switches === 'list') {
    const worlds = await asked(args, (client) => client.worlds.list(), { all: true });
    const rows = worlds.map(({ name, profile, release, images, idle }) => [
      name,
      profile,
      release ?? '-',
      `${images}`,
      `${idle} s`,
    ]);
    return print(inColumns([['NAME', 'PROFILE', 'RELEASE', 'IMAGES', 'IDLE'], ...rows]));
  }
  if (switches === undefined) {
    const seed = await asked(args, (client) => client.world({ secrets: args.has('secrets') }));
    return print([JSON.stringify(seed, null, 2)]);
  }
  const name = args.text('world');
  if (name === undefined) throw new UsageError(`world --${switches} needs to know which: --world NAME.`);
  const own = switches === 'make' ? await worldOptionsOf(args) : {};
  const change = async ({ worlds }: ControlClient): Promise<void> => {
    await (switches === 'make' ? worlds.make(name, own) : worlds.delete(name));
  };
  await asked(args, change, { all: true });
  if (switches === 'make') print([clientFor(args, {}).url]);
}

async function worldOptionsOf(args: CommandArguments): Promise<RemoteWorldOptions> {
  const from = args.text('from');
  const release = await releaseOf(args);
  return {
    ...(args.text('seed') === undefined ? {} : { seed: await seedNamed(args) }),
    ...(args.has('profile') || args.has('policy') ? { profile: await profileOf(args) } : {}),
    ...(release === undefined ? {} : { release }),
    ...(from === undefined ? {} : { from }),
  };
}

/** `snapshot`: lists, saves, restores, compares or deletes. @throws as `asked`. */
export async function runSnapshot(args: CommandArguments): Promise<void> {
  const what = chosen(args, ['restore', 'diff', 'delete']);
  const name = args.argument;
  if (name === undefined) {
    if (what !== undefined)
      throw new UsageError(`snapshot --${what} needs to know which: snapshot NAME --${what}.`);
    return print(await asked(args, ({ snapshots }) => snapshots.list()));
  }
  const to = args.text('to');
  if (what === 'diff') return print(await asked(args, ({ snapshots }) => snapshots.diff(name, to)));
  await asked(args, ({ snapshots }) => snapshots[what ?? 'save'](name));
}

/** `fault`: lists, adds or removes. @throws as `asked`. */
export async function runFault(args: CommandArguments): Promise<void> {
  const id = wholeNumber(args, 'remove', [1, Number.MAX_SAFE_INTEGER]);
  const wanted = faultOf(args);
  if (args.has('clear')) return asked(args, (client) => client.faults.clear());
  if (id !== undefined) return asked(args, (client) => client.faults.remove(id));
  const faults =
    Object.keys(wanted).length === 0
      ? await asked(args, (client) => client.faults.list())
      : [await asked(args, (client) => client.faults.add(wanted))];
  if (args.has('json')) return print(faults.map((each) => jsonText(each)));
  const rows = faults.map(({ id: own, matched, applied, ...rest }) => {
    const facts = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
    return [String(own), facts.join(', '), `matched ${matched}`, `applied ${applied}`];
  });
  print(inColumns(rows));
}

/** The fault that the options describe; empty: none. @throws UsageError where it cannot be meant in any world. */
function faultOf(args: CommandArguments): RemoteFault {
  const fault = faultIn(args);
  const problem = Object.keys(fault).length === 0 ? undefined : faultProblem(fault, undefined);
  if (problem === undefined) return fault;
  // The fields of a fault in the words of the options.
  const words = problem.replaceAll(/`(\w+)`/g, (_, field: string) => `--${optionNames[field] ?? field}`);
  throw new UsageError(`The fault is refused: ${words}`);
}

/** Fields of a fault whose options are called otherwise. */
const optionNames: Readonly<Record<string, string>> = { retryAfter: 'retry-after', seed: 'draw' };

function faultIn(args: CommandArguments): RemoteFault {
  const most = Number.MAX_SAFE_INTEGER;
  const fault = {
    operation: args.text('operation'),
    caller: args.text('caller'),
    image: args.text('image'),
    method: args.text('method'),
    first: wholeNumber(args, 'first', [1, most]),
    every: wholeNumber(args, 'every', [1, most]),
    share: decimal(args, 'share'),
    seed: wholeNumber(args, 'draw', [0, most]),
    status: wholeNumber(args, 'status', [100, 599]),
    retryAfter: wholeNumber(args, 'retry-after', [0, most]),
    delay: wholeNumber(args, 'delay', [0, most]),
    cut: args.text('cut'),
    stale: wholeNumber(args, 'stale', [0, most]),
  };
  return withoutUndefined(fault) as RemoteFault;
}

/** `clock`: shows, sets or advances. @throws as `asked`. */
export async function runClock(args: CommandArguments): Promise<void> {
  const [now, seconds] = [momentOf(args), decimal(args, 'advance')];
  const stand = chosen(args, ['freeze', 'run']);
  const setting = {
    ...(now === undefined ? {} : { now }),
    ...(stand === undefined ? {} : { frozen: stand === 'freeze' }),
  };
  const shown = await asked(args, async ({ clock }) => {
    if (Object.keys(setting).length > 0) await clock.set(setting);
    if (seconds !== undefined) await clock.advance(seconds);
    return clock.show();
  });
  if (args.has('json')) return print([jsonText(shown)]);
  print([`${shown.now}  ${shown.frozen ? 'frozen' : 'running'}, ${besideTheDay(shown.offset)}`]);
}

/** The time that `--set` gives. @throws UsageError where it is none. */
function momentOf(args: CommandArguments): string | undefined {
  const written = args.text('set');
  if (
    written === undefined ||
    (/T.*(?:Z|[+-]\d\d:\d\d)$/i.test(written) && !Number.isNaN(Date.parse(written)))
  )
    return written;
  throw new UsageError(`--set must be a time such as 2030-01-01T00:00:00Z, not ${written}.`);
}

function besideTheDay(offset: number): string {
  const seconds = Math.round(Math.abs(offset));
  if (seconds === 0) return 'the time of day';
  const days = Math.floor(seconds / 86_400);
  const size = days === 0 ? `${seconds} s` : counted(days, 'day');
  return `${size} ${offset > 0 ? 'ahead of' : 'behind'} the time of day`;
}

/** Milliseconds between two looks whether a server is there. */
const pause = 100;

/** Milliseconds that one look may take. */
const patience = 2000;

/** `wait`: until the server answers. @throws Failure where it does not. */
export async function runWait(args: CommandArguments): Promise<void> {
  const seconds = wholeNumber(args, 'timeout', [0, 86_400]) ?? 30;
  const impatient: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(patience) });
  const client = controlClient({ url: webUrl(args, 'url') ?? defaultUrl, fetch: impatient });
  const end = performance.now() + seconds * 1000;
  let why = '';
  const isThere = (): Promise<boolean> =>
    client.ready().catch((error: unknown) => {
      // Waiting makes no certificate a better one.
      if (certificateAdvice(error) !== '') throw unreached(error);
      why = (error as Error).message;
      return false;
    });
  const look = async (): Promise<void> => {
    if (await isThere()) return;
    if (performance.now() >= end)
      throw new Failure(
        `${client.url} does not answer after ${counted(seconds, 'second')}. ${why.replace(client.url, 'It')}`,
      );
    await setTimeout(pause);
    await look();
  };
  await look();
}
