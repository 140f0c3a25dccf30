/**
 * Writes every generated file anew: runs `scripts/generate-api.ts`, whose files the others load, then the other
 * `scripts/generate-*.ts` side by side, then `scripts/generate-skill.ts`, which reads the pages that they write, and formats all.
 * With `--check` it fails where a generated file was not up to date, and leaves the new one in place.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';

const root: string = `${import.meta.dirname}/..`;
/** What Node compiled for one of them, it need not compile for the next: they load the same files. */
const compiled: string = `${tmpdir()}/image-members-fake-compiled`;
/** Where generated files may be. */
const places: readonly string[] = [
  'contracts',
  'docs',
  'fixtures',
  'skills',
  'src',
  'test',
  'README.md',
  'llms.txt',
];

interface Version {
  readonly text: string;
  readonly written: number;
}

function filesIn(place: string): string[] {
  const found = statSync(`${root}/${place}`, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [place];
  return readdirSync(`${root}/${place}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${place}/${name}`)
    .filter((path) => statSync(`${root}/${path}`).isFile());
}

function versions(): Map<string, Version> {
  const read = (file: string): Version => ({
    text: readFileSync(`${root}/${file}`, 'utf8'),
    written: statSync(`${root}/${file}`).mtimeMs,
  });
  return new Map(places.flatMap(filesIn).map((file) => [file, read(file)]));
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, NODE_COMPILE_CACHE: compiled };
  const [code] = (await once(spawn(command, args, { cwd: root, stdio: 'inherit', env }), 'close')) as [
    number,
  ];
  if (code === 0) return;
  console.error(`${[command, ...args].join(' ')} failed: status ${code}`);
  process.exit(1);
}

const before = versions();
const [first, last] = ['generate-api.ts', 'generate-skill.ts'];
const others = readdirSync(`${root}/scripts`)
  .filter((name) => /^generate-.+\.ts$/.test(name) && name !== first && name !== last)
  .toSorted();
await run(process.execPath, [`scripts/${first}`]);
async function work(): Promise<void> {
  for (let next = others.pop(); next !== undefined; next = others.pop())
    await run(process.execPath, [`scripts/${next}`]);
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
await run(process.execPath, [`scripts/${last}`]);
const written = [...versions()].filter(([file, { written }]) => before.get(file)?.written !== written);
if (written.length > 0)
  await run(
    'node_modules/.bin/oxfmt',
    written.map(([file]) => file),
  );

const after = versions();
const gone = [...before.keys()].filter((file) => !after.has(file));
const changed = written
  .map(([file]) => file)
  .filter((file) => before.get(file)?.text !== after.get(file)?.text)
  .concat(gone);
if (process.argv.includes('--check') && changed.length > 0) {
  console.error(`Generated files were not up to date: ${changed.join(', ')}.`);
  console.error('They are now. Look at the difference (git diff), commit it, and run this again.');
  process.exit(1);
}
console.log(
  `${written.length} generated files up to date${changed.length > 0 ? `, changed: ${changed.join(', ')}` : ''}`,
);
