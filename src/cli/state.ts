import { existsSync, statSync } from 'node:fs';
import type { Engine, StoredWorld } from '../state/engine.ts';
import type { CommandArguments } from './arguments.ts';
import { UsageError } from './errors.ts';
import { engineNamed, isDatabase, refuseUrl, stateErrors } from './serve/state.ts';
import { counted } from '../http/printable.ts';
import { inColumns } from './text.ts';

/** `state`: lists, exports, drops and compacts worlds that are kept. @throws UsageError for what is not there, or is in use. */
export async function runState(args: CommandArguments): Promise<void> {
  const place = args.argument?.trim();
  if (place === undefined)
    throw new UsageError(
      'state needs to know where the worlds are: state FILE, or state postgres://HOST/NAME. See image-members-fake help state.',
    );
  refuseUrl(place);
  refuseMissing(place);
  idleAge(args);
  const engine = await engineNamed(place, !changing.some((name) => args.has(name)));
  try {
    await stateErrors(engine.open());
    await stateErrors(done(engine, place, args));
  } finally {
    await engine.close();
  }
}

/** Options that change what is kept. */
const changing: readonly string[] = ['drop', 'drop-idle', 'compact'];

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The age of `--drop-idle`, in milliseconds. @throws UsageError where it is none. */
function idleAge(args: CommandArguments): number | undefined {
  const text = args.text('drop-idle');
  if (text === undefined) return undefined;
  const [, number, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (number === undefined)
    throw new UsageError(
      `--drop-idle must be a whole number with s, m, h or d behind it, such as 12h or 7d, not ${text}.`,
    );
  return Number(number) * (units[unit] ?? NaN);
}

/** @throws UsageError for a file that holds nothing. */
function refuseMissing(place: string): void {
  if (isDatabase(place)) return;
  if (!existsSync(place)) throw new UsageError(`${place} does not exist.`);
  if (statSync(place).size === 0) throw new UsageError(`${place} is empty: it holds no worlds yet.`);
}

async function done(engine: Engine, place: string, args: CommandArguments): Promise<void> {
  const [shown, dropped] = [args.text('export'), args.text('drop')];
  if (shown !== undefined) return exportWorld(engine, shown, args);
  if (dropped !== undefined) {
    await drop(engine, dropped);
    process.stdout.write(`World ${dropped} is dropped.\n`);
  }
  const age = idleAge(args);
  if (age !== undefined) process.stdout.write(await dropIdle(engine, age, args.text('drop-idle') ?? ''));
  if (args.has('compact')) process.stdout.write(await compact(engine, place));
  if (!changing.some((name) => args.has(name))) await list(engine);
}

/** Names of worlds that are printed; of more, their number is. */
const mostNamed = 40;

/** @returns what was done. */
async function dropIdle(engine: Engine, age: number, shown: string): Promise<string> {
  const now = Date.now();
  const idle = (await engine.sizes()).filter(
    ({ name, changed }) => name !== 'default' && now - changed >= age,
  );
  for (const { name, id } of idle)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await engine.commit({ acts: [{ kind: 'dropped', name, id }], data: [] });
  if (idle.length === 0) return `All worlds have been changed in the last ${shown}: nothing is dropped.\n`;
  const names = idle.slice(0, mostNamed).map(({ name }) => name);
  const more = idle.length > mostNamed ? `, and ${idle.length - mostNamed} more` : '';
  return `${counted(idle.length, 'world')} unchanged for ${shown} or longer ${idle.length === 1 ? 'is' : 'are'} dropped: ${names.join(', ')}${more}.\n`;
}

/** @returns what was done. */
async function compact(engine: Engine, place: string): Promise<string> {
  const { compacted } = await import('../state/looker.ts');
  const { before, after, worlds } = await compacted(engine);
  const kept =
    worlds === 0
      ? ''
      : `${counted(worlds, 'world')} ${worlds === 1 ? 'was' : 'were'} rewritten as ${worlds === 1 ? 'a full copy' : 'full copies'}. `;
  const bytes = `${engine.name} had ${counted(before, 'byte')}, and has ${after} now.`;
  const more = isDatabase(place)
    ? ' Changes of the last ten minutes stay until the next time; the database reuses the space of what went.'
    : '';
  return `${kept}${bytes}${more}\n`;
}

async function list(engine: Engine): Promise<void> {
  const [{ profileIn }, sizes] = await Promise.all([import('../state/looker.ts'), engine.sizes()]);
  const rows = sizes.map(({ name, options, at, steps, bytes, changed }) => [
    name,
    profileIn(options),
    String(steps),
    String(bytes),
    new Date(at).toISOString(),
    new Date(changed).toISOString(),
  ]);
  for (const line of inColumns([['NAME', 'PROFILE', 'STEPS', 'BYTES', 'MADE', 'CHANGED'], ...rows]))
    process.stdout.write(`${line}\n`);
}

async function drop(engine: Engine, name: string): Promise<void> {
  const { id } = await named(engine, name);
  await engine.commit({ acts: [{ kind: 'dropped', name, id }], data: [] });
}

async function exportWorld(engine: Engine, name: string, args: CommandArguments): Promise<void> {
  const { worldIn } = await import('../state/looker.ts');
  const fake = await worldIn(engine, await named(engine, name));
  process.stdout.write(`${JSON.stringify(fake.world({ secrets: args.has('secrets') }), null, 2)}\n`);
}

/** @throws UsageError where there is no such world. */
async function named(engine: Engine, name: string): Promise<StoredWorld> {
  const worlds = await engine.worlds();
  const world = worlds.find((each) => each.name === name);
  if (world === undefined) throw missing(name, worlds);
  return world;
}

function missing(name: string, worlds: readonly { readonly name: string }[]): UsageError {
  const names = worlds.slice(0, 40).map((each) => each.name);
  return new UsageError(`There is no world ${name} there. There are: ${names.join(', ') || 'none'}.`);
}
