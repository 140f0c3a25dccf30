/**
 * Writes every generated file anew: runs `scripts/generate-*.ts` in the order of their names, then formats what they wrote.
 * With `--check` it fails where a generated file was not up to date, and leaves the new one in place.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';

const root: string = `${import.meta.dirname}/..`;
/** Where generated files may be. */
const places: readonly string[] = ['contracts', 'docs', 'fixtures', 'src', 'test', 'README.md'];

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

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  console.error(`${[command, ...args].join(' ')} failed: ${error?.message ?? `status ${status}`}`);
  process.exit(1);
}

const before = versions();
for (const generator of readdirSync(`${root}/scripts`).toSorted()) {
  if (/^generate-.+\.ts$/.test(generator)) run(process.execPath, [`scripts/${generator}`]);
}
const written = [...versions()].filter(([file, { written }]) => before.get(file)?.written !== written);
if (written.length > 0)
  run(
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
