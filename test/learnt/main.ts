/**
 * `npm run learnt`: learns real Glances with policies and settings of their own, asks each what `learn` does not ask, and prints
 * how far a fake with the learnt profile answers the same.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { readPolicyFile, readProfileFile } from '../../src/profile-file.ts';
import { endOfProgram } from '../cloud/ending.ts';
import { placeOf, startCloud, type StartedCloud } from '../cloud/start.ts';
import { ask, type Facts, filesIn } from './asking.ts';
import { comparedCells } from './cells.ts';
import { clouds, type LearntCloud } from './clouds.ts';
import { type HeldOut, judged } from './held-out.ts';
import { record } from './recorded.ts';
import { relearn } from './relearning.ts';

const usage = `npm run learnt [-- options] [CLOUD…]
  --again          asks the clouds anew; without it, what is known of a cloud is not asked again
  --scenes         asks only the scenes anew
  --all            prints what differs, too
  --known          prints the clouds of which all is known, and asks none
  --relearn        learns from the answers that are known of the clouds, and asks none
  --record         keeps the profiles and the answers to the scenes in test/learnt/recorded, which npm test reads
  --directory DIR  where answers are kept (${tmpdir()}/image-members-learnt)
CLOUD is a name in test/learnt/clouds.ts; without any, all are learnt, one after the other (five minutes each).`;

/** The release whose packages a cloud is made of. */
const release: ReleaseName = 'zed';

const say = (line: string): void => console.error(line);

const headings = ['cloud', 'cases', 'agree', 'apart', 'percent', 'cells', 'questions', 'seconds', 'left'];

/** The line of a cloud, and what differs. */
async function lineOf(
  name: string,
  wanted: LearntCloud,
  folder: string,
): Promise<{
  readonly line: readonly string[];
  readonly details: readonly string[];
  readonly isLeft: boolean;
}> {
  const files = filesIn(folder);
  const own = readProfileFile(files.profile);
  const heldOut = JSON.parse(readFileSync(files.heldOut, 'utf8')) as HeldOut;
  const { asked, same, seconds, killed, left } = JSON.parse(readFileSync(files.facts, 'utf8')) as Facts;
  const { cases, agree, apart, differences } = await judged(heldOut, own, release, wanted.beyond);
  const policy = join(folder, 'policy.yaml');
  writeFileSync(policy, wanted.policy);
  const { profile, notes } = readPolicyFile(policy, wanted.beside);
  const cells = comparedCells(own, profile, release);
  const percent = ((100 * agree) / (cases - apart)).toFixed(1);
  const shared = `${cells.count - cells.others.length} of ${cells.count}`;
  const line = [
    name,
    cases,
    agree,
    apart,
    percent,
    shared,
    `${same} of ${asked}`,
    seconds,
    `${left} (${killed} when killed)`,
  ];
  return {
    line: line.map(String),
    isLeft: left > 0,
    details: [
      ...cells.others.map((each) => `  cell ${each}`),
      ...notes.map((note) => `  policy file, line ${note.line}: ${note.rule}: ${note.why}`),
      ...differences.map((each) => `  ${each.replaceAll('\n', '\n  ')}`),
    ],
  };
}

function isKnown(folder: string): boolean {
  const { profile, heldOut, facts } = filesIn(folder);
  return [profile, heldOut, facts].every((file) => existsSync(file));
}

/** Sees to it that no other run asks: it would stop the Glance of this one. @throws Error where one does. */
function alone(folder: string): Disposable {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'running');
  const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (other !== 0 && existsSync(`/proc/${other}`)) throw new Error(`process ${other} asks clouds already`);
  writeFileSync(file, String(process.pid));
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
}

/** Asks the clouds of which something is unknown; one is started for them where there are some. */
async function askAll(names: readonly string[], folderOf: (name: string) => string): Promise<void> {
  const open = names.filter((name) => !isKnown(folderOf(name)));
  if (open.length === 0) return;
  using _ = alone(folderOf('.'));
  using end = endOfProgram();
  const { signal } = end;
  const place = placeOf('learnt');
  await using cloud: StartedCloud = await startCloud({ ...place, release, say, signal });
  for (const name of open) {
    signal.throwIfAborted();
    say(`${name}: ${clouds[name]?.about ?? ''}`);
    await ask({ cloud, place, wanted: clouds[name] as LearntCloud, folder: folderOf(name), say, signal });
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      again: { type: 'boolean', default: false },
      scenes: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      known: { type: 'boolean', default: false },
      relearn: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      directory: { type: 'string', default: join(tmpdir(), 'image-members-learnt') },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return (console.log(usage), 0);
  const folderOf = (name: string): string => join(values.directory, name);
  const unknown = positionals.find((name) => !Object.hasOwn(clouds, name));
  if (unknown !== undefined) throw new Error(`there is no cloud ${unknown}`);
  const wanted = positionals.length === 0 ? Object.keys(clouds) : positionals;
  const names = values.known ? wanted.filter((name) => isKnown(folderOf(name))) : wanted;
  for (const name of names) {
    const { heldOut, facts } = filesIn(folderOf(name));
    if (values.again) rmSync(facts, { force: true });
    if (values.again || values.scenes) rmSync(heldOut, { force: true });
  }
  await askAll(names, folderOf);
  if (values.relearn) for (const name of names) await relearn(filesIn(folderOf(name)), release);
  const all = [];
  for (const name of names) all.push(await lineOf(name, clouds[name] as LearntCloud, folderOf(name)));
  for (const row of [headings, headings.map(() => '---'), ...all.map(({ line }) => line)])
    console.log(`| ${row.join(' | ')} |`);
  if (values.all) for (const { line, details } of all) console.log([`\n${line[0]}`, ...details].join('\n'));
  if (values.record)
    for (const name of names) {
      const files = filesIn(folderOf(name));
      const heldOut = JSON.parse(readFileSync(files.heldOut, 'utf8')) as HeldOut;
      record(name, { profile: readProfileFile(files.profile), heldOut });
    }
  return all.every(({ isLeft }) => !isLeft) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
