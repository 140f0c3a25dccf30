/**
 * `npm run parity`: asks a real Glance and the fake the same questions and compares the answers.
 * Without a cloud given, it starts one out of Debian's packages.
 */
import { parseArgs } from 'node:util';
import { isProfileName, type ProfileName } from '../../src/domain/profiles.ts';
import { cloudFrom, cloudFromFile, type RunningCloud } from '../cloud/running.ts';
import { startCloud } from '../cloud/start.ts';
import { compare } from './compare.ts';
import type { Played } from './play.ts';
import { recordingChanges, writeRecordings } from './recording.ts';
import { unproven } from './replay.ts';
import { summary, verdictOn } from './report.ts';
import { scenes } from './scenes/all.ts';
import { compareWalks, type WalkCounts } from './walks/report.ts';

const usage = `npm run parity [-- options]
  --glance URL --auth URL/v3   a cloud that runs; OS_USERNAME, OS_PASSWORD and OS_PROJECT_NAME are of its administrator
  --cloud FILE                 the same from NAME=value lines: OS_AUTH_URL, GLANCE_URL, GLANCE_SRBAC_URL, PW_<persona>
  --profile NAME               glance or glance-legacy alone; with --glance, whose rules that server follows (glance)
  --only TEXT                  scenes whose name has this text
  --every N                    only every Nth scene
  --walks N                    sequences of calls that are made up; given, no scene is played but those of --only.
                               300 after all scenes, none with --only or --record
  --steps N --seed N           calls in each (40), and where chance begins: the seed of a difference repeats it
  --record                     keep the real answers in fixtures/recorded, and say what changed
  --empty                      take all images of the cloud away first; a cloud that was started here is emptied anyway
  --missing                    only scenes that were never recorded, or whose recording does not replay
Without --glance and --cloud, a cloud is started out of Debian's packages; that takes about two minutes the first time.`;

const options = {
  glance: { type: 'string' },
  auth: { type: 'string' },
  cloud: { type: 'string' },
  profile: { type: 'string' },
  only: { type: 'string', default: '' },
  every: { type: 'string', default: '1' },
  walks: { type: 'string' },
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

async function cloudOf(
  given: Given,
  profiles: readonly ProfileName[],
  signal: AbortSignal,
): Promise<RunningCloud & Partial<AsyncDisposable>> {
  if (given.cloud !== undefined) return cloudFromFile(given.cloud);
  if (given.glance === undefined) return startCloud({ say: (line) => console.error(line), signal });
  if (given.auth === undefined) throw new Error('--glance needs --auth, the URL of its Keystone with /v3');
  const variable = profiles[0] === 'glance' ? 'GLANCE_SRBAC_URL' : 'GLANCE_URL';
  return cloudFrom({
    ...process.env,
    GLANCE_URL: undefined,
    GLANCE_SRBAC_URL: undefined,
    OS_AUTH_URL: given.auth,
    [variable]: given.glance,
  });
}

/** How many walks to take, and which. */
function walkCounts({ walks, steps, seed, only, record }: Given): WalkCounts {
  const usual = only === '' && !record ? '300' : '0';
  return {
    walks: Number(walks ?? usual),
    steps: Number(steps),
    seed: Number(seed ?? Date.now() % 1_000_000),
  };
}

async function main(given: Given, signal: AbortSignal): Promise<number> {
  const profiles = profilesOf(given);
  const walksAlone = given.walks !== undefined && given.only === '';
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
      const heard = (each: Played): void => {
        for (const line of verdictOn([each]).unlisted) console.log(line);
        if (!given.record) return;
        for (const line of recordingChanges(profile, [each])) console.log(line);
        writeRecordings(profile, [each]);
      };
      const wanted = given.missing ? await unproven(profile, chosen) : chosen;
      const emptied = given.empty || Symbol.asyncDispose in cloud;
      const played = await compare(cloud, profile, wanted, { emptied, heard, say: console.log, signal });
      const verdict = verdictOn(played);
      if (chosen.length > 0) console.log(`${profile}:\n${summary(verdict)}`);
      failures += verdict.unlisted.length;
      const counts = { ...walkCounts(given), signal };
      if (counts.walks > 0) failures += await compareWalks(cloud, profile, counts);
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
    const interrupted = new AbortController();
    process.once('SIGINT', () => interrupted.abort());
    process.exitCode = await main(values, interrupted.signal);
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
