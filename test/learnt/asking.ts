/** Learns a real Glance, and asks it what `learn` does not ask. */
import { spawn } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stringify } from 'yaml';
import { readProfileFile } from '../../src/profile-file.ts';
import { awaken } from '../cloud/awaken.ts';
import type { Layout } from '../cloud/configuration.ts';
import { startFollower } from '../cloud/follower.ts';
import type { StartedCloud } from '../cloud/start.ts';
import { realSide } from '../parity/real-side.ts';
import type { Side } from '../parity/side.ts';
import { imagesOf } from '../parity/whole-cloud.ts';
import { run } from '../real/command.ts';
import { cloudsOf } from '../real/contract-cloud.ts';
import type { LearntCloud } from './clouds.ts';
import { askedOf } from './held-out.ts';
import { countsOf } from './relearning.ts';

/** A cloud that is to be asked, and the folder for what comes of it. */
export interface Asking {
  readonly cloud: StartedCloud;
  readonly place: Layout;
  readonly wanted: LearntCloud;
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** How many questions a cloud was asked, and how many of them a fake with the learnt profile answers the same. */
export interface Counts {
  readonly asked: number;
  readonly same: number;
}

/** What is known of a learnt cloud besides its profile. */
export interface Facts extends Counts {
  readonly seconds: number;
  /** Images that a killed run of `learn` left, and those that were there after the next one. */
  readonly killed: number;
  readonly left: number;
}

/** The files of a cloud in its folder. */
export function filesIn(
  folder: string,
): Readonly<Record<'profile' | 'answers' | 'heldOut' | 'facts', string>> {
  return {
    profile: join(folder, 'learnt.yaml'),
    answers: join(folder, 'answers'),
    heldOut: join(folder, 'held-out.json'),
    facts: join(folder, 'facts.json'),
  };
}

const main = join(import.meta.dirname, '../../src/cli/main.mjs');

/** Learns a cloud unless that is done, and asks it the scenes unless that is done. */
export async function ask(asking: Asking): Promise<void> {
  const { cloud, place, wanted, folder, signal, say } = asking;
  const { beside, policy, settings = {} } = wanted;
  const { directory, ports } = place;
  const files = filesIn(folder);
  mkdirSync(folder, { recursive: true });
  const port = ports['glance-legacy'] + 1;
  await using follower = await startFollower(
    { beside, policy, settings, port },
    { directory, say: () => {}, signal },
  );
  const { identity, catalog, residents } = cloud;
  const sideAt = (glance: string): Side => realSide({ name: glance, glance, identity, catalog, residents });
  const [own, plain] = [sideAt(follower.url), sideAt(cloud.glance[beside] ?? '')];
  await awaken(own);
  if (!existsSync(files.facts))
    writeFileSync(files.facts, JSON.stringify(await learnt(asking, follower.url, plain)));
  if (existsSync(files.heldOut)) return;
  say('  scenes are asked …');
  const heldOut = await askedOf(own, readProfileFile(files.profile), cloud.release);
  writeFileSync(files.heldOut, JSON.stringify(heldOut));
}

/** Learns a cloud: first in a run that is killed. */
async function learnt({ cloud, folder, say, signal }: Asking, url: string, plain: Side): Promise<Facts> {
  const { profile, answers } = filesIn(folder);
  const clouds = join(folder, 'clouds.yaml');
  writeFileSync(clouds, stringify({ clouds: cloudsOf(cloud) }), { mode: 0o600 });
  const commandFor = (out: string): readonly string[] => {
    const where = ['--provider-base-url', url, '--clouds', clouds, '--out', out];
    return [main, 'learn', ...where, '--requests-per-second', '1000'];
  };
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  const before = new Set((await imagesOf(plain)).map(({ id }) => id));
  const made = async (): Promise<number> =>
    (await imagesOf(plain)).filter(({ id }) => !before.has(id)).length;
  const dead = join(folder, 'killed.yaml');
  const killed = await killedOnce(commandFor(dead), env, { made, signal });
  rmSync(`${dead}.answers`, { force: true });
  say(`  killed with ${killed} images; learning …`);
  for (const file of [profile, answers, `${profile}.answers`]) rmSync(file, { force: true });
  // `learn` removes its answers in the end; they stay under this name.
  writeFileSync(answers, '', { mode: 0o600 });
  linkSync(answers, `${profile}.answers`);
  const began = performance.now();
  const ran = await run(process.execPath, [...commandFor(profile), '--resume'], env, folder);
  writeFileSync(join(folder, 'learn.txt'), `${ran.stdout}\n${ran.stderr}`);
  if (ran.status !== 0 && ran.status !== 1) throw new Error(`learn ended with ${ran.status}: ${ran.stderr}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  return { ...(await countsOf(filesIn(folder))), seconds, killed, left: await made() };
}

/** Starts `learn`, and kills it once it has made something. @returns the images that it left. */
async function killedOnce(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { made, signal }: { readonly made: () => Promise<number>; readonly signal: AbortSignal },
): Promise<number> {
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (child.exitCode === null && !signal.aborted && (await made()) === 0) await setTimeout(20);
  child.kill('SIGKILL');
  await ended;
  return made();
}
