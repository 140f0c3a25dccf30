import { existsSync, statSync } from 'node:fs';
import { createHost } from '../host/host.ts';
import type { Engine, StoredWorld } from '../state/engine.ts';
import type { CommandArguments } from './arguments.ts';
import { UsageError } from './errors.ts';
import { engineNamed, refuseUrl, stateNamed, stateErrors, untilReady } from './serve/state.ts';
import { inColumns } from './text.ts';

/** `state`: lists, exports, drops and compacts worlds that are kept. @throws UsageError for what is not there, or is in use. */
export async function runState(args: CommandArguments): Promise<void> {
  const place = args.argument;
  if (place === undefined)
    throw new UsageError(
      'state needs to know where: image-members-fake state FILE. See image-members-fake help state.',
    );
  refuseUrl(place);
  if (!existsSync(place)) throw new UsageError(`${place} does not exist.`);
  if (statSync(place).size === 0) throw new UsageError(`${place} is empty: it holds no worlds yet.`);
  const named = args.text('export');
  if (named !== undefined && (args.has('drop') || args.has('compact')))
    throw new UsageError('--export changes nothing, and stands alone. Leave out --drop and --compact.');
  if (named !== undefined) return exportWorld(place, named, args);
  const engine = await engineNamed(place);
  await stateErrors(engine.open());
  try {
    const name = args.text('drop');
    if (name !== undefined) await drop(engine, name);
    if (args.has('compact')) await engine.compact();
    if (name !== undefined) process.stdout.write(`World ${name} is dropped.\n`);
    if (args.has('compact')) process.stdout.write(`${place} has ${statSync(place).size} bytes now.\n`);
    if (name === undefined && !args.has('compact')) await list(engine);
  } finally {
    await engine.close();
  }
}

async function list(engine: Engine): Promise<void> {
  const sizes = await engine.sizes();
  const rows = sizes.map(({ name, options, at, steps, bytes }) => [
    name,
    (JSON.parse(options.slice(8)) as { readonly profile: string }).profile,
    String(steps),
    String(bytes),
    new Date(at).toISOString(),
  ]);
  for (const line of inColumns([['NAME', 'PROFILE', 'STEPS', 'BYTES', 'MADE'], ...rows]))
    process.stdout.write(`${line}\n`);
}

async function drop(engine: Engine, name: string): Promise<void> {
  const worlds = await engine.worlds();
  const world: StoredWorld | undefined = worlds.find((each) => each.name === name);
  if (world === undefined) throw missing(name, worlds);
  await engine.commit({ acts: [{ kind: 'dropped', name, id: world.id }], data: [] });
}

async function exportWorld(place: string, name: string, args: CommandArguments): Promise<void> {
  await checkName(place, name);
  const state = await stateNamed(place, args, () => {});
  const host = createHost({ state, worlds: 100_000 });
  try {
    await untilReady(host);
    const fake = name === 'default' ? host.world : host.worlds.find(name);
    if (fake === undefined) throw missing(name, [{ name: 'default' }, ...host.worlds.list()]);
    process.stdout.write(`${JSON.stringify(fake.world({ secrets: args.has('secrets') }), null, 2)}\n`);
  } finally {
    await host.close();
  }
}

/** A host makes a default world where there is none: to look at a file changes nothing in it. */
async function checkName(place: string, name: string): Promise<void> {
  const engine = await engineNamed(place);
  await stateErrors(engine.open());
  try {
    const worlds = await engine.worlds();
    if (!worlds.some((each) => each.name === name)) throw missing(name, worlds);
  } finally {
    await engine.close();
  }
}

function missing(name: string, worlds: readonly { readonly name: string }[]): UsageError {
  const names = worlds.slice(0, 40).map((each) => each.name);
  return new UsageError(`There is no world ${name} there. There are: ${names.join(', ') || 'none'}.`);
}
