import { existsSync, statSync } from 'node:fs';
import type { Engine, StoredWorld } from '../state/engine.ts';
import type { CommandArguments } from './arguments.ts';
import { UsageError } from './errors.ts';
import { engineNamed, isDatabase, refuseUrl, stateErrors } from './serve/state.ts';
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
  const engine = await engineNamed(place);
  try {
    await stateErrors(engine.open());
    await stateErrors(done(engine, place, args));
  } finally {
    await engine.close();
  }
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
  if (dropped !== undefined) await drop(engine, dropped);
  if (args.has('compact')) await engine.compact();
  if (dropped !== undefined) process.stdout.write(`World ${dropped} is dropped.\n`);
  if (args.has('compact')) process.stdout.write(compacted(place));
  if (dropped === undefined && !args.has('compact')) await list(engine);
}

function compacted(place: string): string {
  if (isDatabase(place)) return 'Deleted data is removed; the database reuses its space.\n';
  return `${place} has ${statSync(place).size} bytes now.\n`;
}

async function list(engine: Engine): Promise<void> {
  const [{ profileIn }, sizes] = await Promise.all([import('../state/looker.ts'), engine.sizes()]);
  const rows = sizes.map(({ name, options, at, steps, bytes }) => [
    name,
    profileIn(options),
    String(steps),
    String(bytes),
    new Date(at).toISOString(),
  ]);
  for (const line of inColumns([['NAME', 'PROFILE', 'STEPS', 'BYTES', 'MADE'], ...rows]))
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
