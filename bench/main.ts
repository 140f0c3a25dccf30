/**
 * `npm run bench`: all benches, one after the other, each in a process of its own. `npm run bench -- store`: those named.
 * What they print are ratios within one run; times alone say more about the machine.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const known: readonly string[] = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.replace(/\.ts$/, ''))
  .toSorted();

const named: readonly string[] = process.argv.slice(2);
const unknown = named.filter((name) => !known.includes(name));

if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of named.length === 0 ? known : named) run(name);
}

function run(name: string): void {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [`${import.meta.dirname}/${name}.ts`], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
