/**
 * `npm run bench`: what the fake costs, as ratios to an empty application in the same run; times alone say more about the
 * machine. `npm run bench -- get-32 growth`: those named. `npm run bench -- blocking`: a bench with a table of its own.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { commit, thisMachine } from './speed/machine.ts';
import { measurements, runOf } from './speed/measurements.ts';
import { head, linesOf } from './speed/report.ts';
import type { Machine, Measured, Results } from './speed/results.ts';
import { resultsFile } from './speed/page.ts';

/** Benches with a table of their own, each a file of this folder. */
const tables: readonly string[] = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.replace(/\.ts$/, ''))
  .toSorted();

const named = Object.keys(measurements);
const usage = `npm run bench [-- NAME ... OPTIONS]
  without names: all of these but peers; ratios are to an empty Express application, in turns with it
${named.map((name) => `    ${name.padEnd(18)}${measurements[name]?.title}`).join('\n')}
  with tables of their own, only by name:
    ${tables.join(', ')}

  --rounds N    how often each is measured (5)
  --quick       one short round: to see whether everything runs
  --json FILE   write the figures of each round
  --write       all of them and peers; write docs/speed/results.json, docs/SPEED.md and its charts. Takes wrk, Java, and a
                real Glance, which IMAGE_MEMBERS_CLOUD_ENV names`;

const options = {
  rounds: { type: 'string', default: '5' },
  quick: { type: 'boolean', default: false },
  json: { type: 'string' },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

interface Wanted {
  readonly names: readonly string[];
  readonly rounds: number;
  readonly json: string | undefined;
  readonly write: boolean;
}

/** @throws Error where there is no such bench, or an option makes no sense. */
function wantedOf(positionals: readonly string[], values: Readonly<Record<string, unknown>>): Wanted {
  const { rounds, quick, json, write } = values as Record<'rounds', string> &
    Record<'quick' | 'write', boolean> & { json?: string };
  const unknown = positionals.filter((name) => !named.includes(name) && !tables.includes(name));
  if (unknown.length > 0)
    throw new Error(
      `There is no bench called ${unknown.join(', ')}. There are: ${[...named, ...tables].join(', ')}.`,
    );
  if (!/^[1-9]\d{0,2}$/.test(rounds)) throw new Error(`--rounds ${rounds}: a whole number from 1 to 999`);
  if (write && (positionals.length > 0 || quick))
    throw new Error('--write measures everything, in full: name nothing, without --quick');
  if (write && process.env['IMAGE_MEMBERS_CLOUD_ENV'] === undefined)
    throw new Error(
      '--write measures a real Glance, too, which the page and the README show. IMAGE_MEMBERS_CLOUD_ENV names the file of one: npm run cloud starts it, and prints that file.',
    );
  const all = named.filter((name) => write || name !== 'peers');
  return {
    names: positionals.length === 0 ? all : positionals,
    rounds: quick ? 1 : Number(rounds),
    json,
    write,
  };
}

function runTable(name: string): void {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [`${import.meta.dirname}/${name}.ts`], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

/** @throws Error where a load is wanted and `wrk` is missing: nothing else measures the same. */
function checkWrk(names: readonly string[], { wrk }: Machine): void {
  const without = named.filter((name) => measurements[name]?.needsWrk !== true);
  if (wrk === 'missing' && names.some((name) => !without.includes(name)))
    throw new Error(
      `wrk is missing, which makes the load. Install it (apt-get install wrk), or measure what needs none:\n  npm run bench -- ${without.join(' ')}`,
    );
}

/** What is measured is the package as it is built. @throws Error where it does not build. */
function build(): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run build ended with status ${status}:\n${stdout}${stderr}`);
}

async function measure({ names, rounds, write }: Wanted): Promise<Results> {
  const [machine, began] = [thisMachine(), performance.now()];
  checkWrk(names, machine);
  build();
  const seconds = 1;
  const measured: Record<string, Measured> = {};
  const missing: Record<string, string> = {};
  const run = runOf({ rounds, seconds }, (what, why) => (missing[what] = why));
  console.log(
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, commit ${commit()}, rounds: ${rounds}\n${head}`,
  );
  try {
    for (const name of names) {
      const found = (measured[name] = (await measurements[name]?.measure(run)) ?? {});
      for (const line of linesOf(name, found)) console.log(line);
    }
  } finally {
    await run.close();
  }
  for (const [what, why] of Object.entries(missing)) console.log(`${what} was not measured: ${why}`);
  console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
  const command = `npm run bench${write ? ' -- --write' : ''}`;
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    command,
    machine,
    rounds,
    seconds,
    measured,
    missing,
  };
}

/** The page and its charts are made of the results by the generator that `npm run generated` runs as well. */
function writePage(results: Results): void {
  writeFileSync(resultsFile, `${JSON.stringify(results)}\n`);
  for (const words of [
    ['scripts/generate-speed.ts'],
    ['node_modules/oxfmt/bin/oxfmt', 'docs/SPEED.md', 'docs/speed'],
  ])
    spawnSync(process.execPath, words, { cwd: `${import.meta.dirname}/..`, stdio: 'inherit' });
}

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const wanted = wantedOf(positionals, values);
  const measurable = wanted.names.filter((name) => named.includes(name));
  if (values.help) console.log(usage);
  else {
    if (measurable.length > 0) {
      const results = await measure({ ...wanted, names: measurable });
      if (wanted.json !== undefined) writeFileSync(wanted.json, `${JSON.stringify(results, undefined, 2)}\n`);
      if (wanted.write) writePage(results);
    }
    for (const name of wanted.names.filter((each) => tables.includes(each))) runTable(name);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // Servers and processes with cases may still run: they end with this one.
  process.exit(2);
}
