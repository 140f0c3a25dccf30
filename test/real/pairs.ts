/**
 * `npm run pairs`: what recorded pacts are worth. Clients share an image on servers that are wrong on purpose; where that breaks
 * a client, its pact, recorded on the right server, must not hold on the same wrong one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { mutants } from '../../src/contract/mutants.ts';
import { type Mutant, mistaken } from '../../src/contract/mutants/words.ts';
import { recorderFor } from '../../src/contract/recorder.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { isProfileName, type ProfileName } from '../../src/domain/profiles.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { type Ran, run } from './command.ts';
import { parts } from './contract-cloud.ts';
import { installPrograms } from './setup.ts';
import { librarySharings, type Sharing, sharings } from './stories/sharings.ts';

const usage = `npm run pairs [-- options] [CLIENT …]
  --profile NAME   glance (default) or glance-legacy
  --only TEXT      mistakes whose description has this text
Clients: ${[...sharings, ...librarySharings].map(({ name }) => name).join(', ')}; all of them if none is named.
The exit code is 1 where a client breaks and its pact holds.`;

/** A cloud with the users of the clients. A mistake finds a player by the name of the player, with the token of its login. */
function clientsFake(profile: ProfileName): Fake {
  const fake = createFake({ seed: readSeedFile('openstack-clients'), profile });
  const as: Fake['as'] = (player) => {
    const name = parts[player] ?? player;
    const own = fake.as(name);
    const logins = [...fake.cloud.tokens.values()].filter(
      ({ user, expiresAt, scope }) =>
        fake.cloud.users.get(user)?.name === name && expiresAt !== null && scope !== 'unscoped',
    );
    return { ...own, token: logins.at(-1)?.id ?? own.token };
  };
  return {
    ...fake,
    get cloud() {
      return fake.cloud;
    },
    as,
  };
}

/** How a client ends on a fake. */
async function told({ prepare }: Sharing, fake: Fake, folder: string): Promise<Ran> {
  await using server = await listen(fake);
  const started = await prepare({
    authUrl: `${server.url}/identity/v3`,
    passwordOf: (user) => `${user}-secret-password`,
    close: async () => {},
    folder,
  });
  return await run(...started, folder);
}

/** The pact of a client. @throws Error where the client is not content with the right server. */
async function recorded(sharing: Sharing, profile: ProfileName, folder: string): Promise<string> {
  const recorder = recorderFor({ consumer: sharing.name });
  const ran = await told(sharing, recorder.through(clientsFake(profile)), folder);
  if (ran.status !== 0) throw new Error(`${sharing.name} fails on the right server: ${lastLineOf(ran)}`);
  return (await recorder.write(folder)).file;
}

/** Whether a pact does not hold on a wrong server. */
async function notices(pact: string, { mistake }: Mutant, profile: ProfileName): Promise<boolean> {
  const fake = mistaken(createFake({ seed: readSeedFile('contract'), profile }), mistake);
  await using server = await listen(fake);
  const cloud = fakeCloud(fake);
  const { interactions } = await verifyPacts({ providerBaseUrl: server.url, cloud, pacts: [pact] });
  return interactions.some(({ ok }) => !ok);
}

function lastLineOf({ stdout, stderr }: Ran): string {
  return `${stdout}\n${stderr}`.trimEnd().split('\n').at(-1)?.trim().slice(0, 200) ?? '';
}

/** Prints the pairs of one client. @returns how many of them its pact does not notice. */
async function pairsOf(
  sharing: Sharing,
  wrong: readonly Mutant[],
  profile: ProfileName,
  folder: string,
): Promise<number> {
  const pact = await recorded(sharing, profile, folder);
  let broken = 0;
  const silent: string[] = [];
  for (const mutant of wrong) {
    const ran = await told(sharing, mistaken(clientsFake(profile), mutant.mistake), folder);
    if (ran.status === 0) continue;
    broken += 1;
    if (!(await notices(pact, mutant, profile))) silent.push(`${mutant.does}\n    ${lastLineOf(ran)}`);
  }
  console.log(
    `${sharing.name}: of ${wrong.length} wrong servers ${broken} break it, and its pact notices ${broken - silent.length} of them`,
  );
  for (const each of silent) console.log(`  silent: ${each}`);
  return silent.length;
}

const options = {
  profile: { type: 'string', default: 'glance' },
  only: { type: 'string', default: '' },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return console.log(usage);
  const { profile, only } = values;
  if (!isProfileName(profile) || profile === 'rackspace') throw new Error(usage);
  const all = [...sharings, ...librarySharings];
  const clients = positionals.length === 0 ? all : all.filter(({ name }) => positionals.includes(name));
  if (clients.length < positionals.length) throw new Error(usage);
  installPrograms();
  const wrong = mutants.filter(
    (each) => (each.profile === undefined || each.profile === profile) && each.does.includes(only),
  );
  const folder = mkdtempSync(join(tmpdir(), 'image-members-pairs-'));
  try {
    let silent = 0;
    for (const client of clients) silent += await pairsOf(client, wrong, profile, folder);
    if (silent > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
