/**
 * `npm run parity`: asks a real Glance and the fake the same questions and compares the answers.
 * Where no cloud is named, it starts one out of Debian's packages.
 */
import { parseArgs } from 'node:util';
import { isProfileName, type ProfileName } from '../../src/domain/profiles.ts';
import { isReleaseName, newestRelease, type ReleaseName, releaseNames } from '../../src/domain/releases.ts';
import { endOfProgram } from '../cloud/ending.ts';
import { startRelease } from '../cloud/release.ts';
import { releaseHere } from '../cloud/releases.ts';
import { cloudFrom, cloudFromFile, type RunningCloud } from '../cloud/running.ts';
import { compare } from './compare.ts';
import type { Rules } from './fake-side.ts';
import type { Played } from './play.ts';
import { recordingChanges, whole, writeRecordings, writeVersions } from './recording.ts';
import { unproven } from './replay.ts';
import { summary, verdictOn } from './report.ts';
import { scenes } from './scenes/all.ts';
import { compareWalks, type WalkCounts } from './walks/report.ts';
import { residentWalk } from './walks/resident-moves.ts';

const usage = `npm run parity [-- options]
  --glance URL --auth URL/v3   a cloud that runs; OS_USERNAME, OS_PASSWORD and OS_PROJECT_NAME are of its administrator
  --cloud FILE                 the same from NAME=value lines: RELEASE, OS_AUTH_URL, GLANCE_URL, GLANCE_SRBAC_URL, PW_<persona>
  --release NAME               ${releaseNames.join(', ')}: the one to start, or that the cloud is of. Where nothing says it,
                               this machine's own is started, and a cloud that runs is of the newest
  --profile NAME               glance or glance-legacy alone; with --glance, whose rules that server follows (glance)
  --only TEXT                  scenes whose name has this text
  --every N                    only every Nth scene
  --walks N                    sequences of calls that are made up; with some, no scene is played but those of --only.
                               300 after all scenes, none with --only or --record
  --resident-walks N           the same about projects, users and roles (0): alone, neither scenes nor --walks go before them
  --steps N --seed N           calls in each (40), and where chance begins: the seed of a difference repeats it
  --record                     keep the real answers in fixtures/recorded, and say what changed
  --empty                      take all images of the cloud away first; a cloud that was started here is emptied anyway
  --missing                    only scenes that were never recorded, or whose recording does not replay
Without --glance and --cloud, a cloud is started out of Debian's packages; that takes some minutes the first time.`;

const options = {
  glance: { type: 'string' },
  auth: { type: 'string' },
  cloud: { type: 'string' },
  release: { type: 'string' },
  profile: { type: 'string' },
  only: { type: 'string', default: '' },
  every: { type: 'string', default: '1' },
  walks: { type: 'string' },
  'resident-walks': { type: 'string' },
  steps: { type: 'string', default: '40' },
  seed: { type: 'string' },
  record: { type: 'boolean', default: false },
  missing: { type: 'boolean', default: false },
  empty: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

function profilesOf({ profile, glance }: Given): readonly ProfileName[] {
  if (profile === undefined) return glance === undefined ? ['glance', 'glance-legacy'] : ['glance'];
  if (!isProfileName(profile)) throw new Error(`--profile ${profile}: it is glance or glance-legacy`);
  return [profile];
}

function releaseOf({ release }: Given): ReleaseName | undefined {
  if (release === undefined || isReleaseName(release)) return release;
  throw new Error(`--release ${release}: it is one of ${releaseNames.join(', ')}`);
}

async function cloudOf(
  given: Given,
  profiles: readonly ProfileName[],
  signal: AbortSignal,
): Promise<RunningCloud & Partial<AsyncDisposable>> {
  const release = releaseOf(given);
  if (given.cloud !== undefined) {
    const cloud = await cloudFromFile(given.cloud);
    return release === undefined ? cloud : { ...cloud, release };
  }
  if (given.glance === undefined) {
    const chosen = release ?? releaseHere() ?? newestRelease;
    return startRelease(chosen, { say: (line) => console.error(line), signal });
  }
  if (given.auth === undefined) throw new Error('--glance needs --auth, the URL of its Keystone with /v3');
  const variable = profiles[0] === 'glance' ? 'GLANCE_SRBAC_URL' : 'GLANCE_URL';
  return cloudFrom({
    ...process.env,
    RELEASE: release,
    GLANCE_URL: undefined,
    GLANCE_SRBAC_URL: undefined,
    OS_AUTH_URL: given.auth,
    [variable]: given.glance,
  });
}

/** How many walks to take, and which. */
function walkCounts(given: Given): WalkCounts {
  const { walks, steps, seed, only, record } = given;
  const usual = only === '' && !record && given['resident-walks'] === undefined ? '300' : '0';
  return {
    walks: Number(walks ?? usual),
    steps: Number(steps),
    seed: Number(seed ?? Date.now() % 1_000_000),
  };
}

/** Keeps what a cloud answered, and says what is otherwise than before. */
function record(rules: Rules, played: readonly Played[], { versions }: RunningCloud): void {
  for (const line of recordingChanges(rules, played)) console.log(line);
  writeRecordings(rules, played);
  if (Object.keys(versions).length > 0) writeVersions(rules.release, versions);
}

async function main(given: Given, signal: AbortSignal): Promise<number> {
  const profiles = profilesOf(given);
  const walks = Number(given.walks ?? 0) + Number(given['resident-walks'] ?? 0);
  const walksAlone = walks > 0 && given.only === '';
  const chosen = (walksAlone ? [] : scenes)
    .filter(({ name }) => name.includes(given.only))
    .filter((_, index) => index % Number(given.every) === 0);
  if (chosen.length === 0 && !walksAlone)
    throw new Error(`--only ${given.only}: no scene has this in its name`);
  const cloud = await cloudOf(given, profiles, signal);
  let failures = 0;
  try {
    for (const profile of profiles) {
      if (cloud.glance[profile] === undefined) continue;
      const rules = { profile, release: cloud.release };
      const heard = (each: Played): void => {
        for (const line of verdictOn([each], cloud.release).unlisted) console.log(line);
      };
      const wanted = given.missing ? await unproven(rules, chosen) : chosen;
      const emptied = given.empty || Symbol.asyncDispose in cloud;
      // What is kept of a newer release has no times of its own: those of the oldest stand for them.
      const attempts = given.record && cloud.release !== whole ? 1 : 3;
      const how = { emptied, attempts, heard, say: console.log, signal };
      const played = await compare(cloud, profile, wanted, how);
      if (given.record) record(rules, played, cloud);
      const verdict = verdictOn(played, cloud.release);
      if (chosen.length > 0) console.log(`${profile}:\n${summary(verdict)}`);
      failures += verdict.unlisted.length;
      const counts = { ...walkCounts(given), signal };
      if (counts.walks > 0) failures += await compareWalks(cloud, profile, counts);
      const residents = Number(given['resident-walks'] ?? 0);
      const other = { ...counts, walks: residents, make: residentWalk };
      if (residents > 0) failures += await compareWalks(cloud, profile, other);
    }
  } finally {
    await cloud[Symbol.asyncDispose]?.();
  }
  if (signal.aborted) throw new Error('interrupted: what was not asked proves nothing');
  return failures === 0 ? 0 : 1;
}

try {
  const { values } = parseArgs({ options });
  if (values.help) console.log(usage);
  else {
    using end = endOfProgram();
    process.exitCode = await main(values, end.signal);
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
