import { profiles } from '../domain/profiles.ts';
import { accessOf } from './env/access.ts';
import { cloudsYaml } from './env/clouds-yaml.ts';
import { shellExports } from './env/shell-exports.ts';
import { fakeOf } from './fakes.ts';
import type { Given } from './given.ts';
import { Mistake, unknownWord } from './mistake.ts';
import { type Residents, residentsOf } from './residents.ts';
import { oneOf, webUrl } from './values.ts';
import type { SeedUser } from '../world/seed.ts';

/** `env`: prints how a user logs in. @throws Mistake where there is no such user, or an option is not right. */
export async function run(given: Given): Promise<void> {
  const format = oneOf(given, 'format', ['sh', 'clouds.yaml']);
  const url = webUrl(given, 'url') ?? 'http://127.0.0.1:9292';
  const fake = await fakeOf(given);
  const { region } = profiles[fake.profile].identity;
  const cloud = { url, region, identityV2: fake.identityV2 };
  const residents = residentsOf(fake.world({ secrets: true }));
  const wanted = given.text('as');
  if (wanted === undefined && format === 'sh') throw new Mistake(whoThen(residents));
  const users = wanted === undefined ? [...residents.users.values()] : [userCalled(wanted, residents)];
  const all = users.map((user) => accessOf(user, residents, cloud));
  const text = format === 'sh' ? all.map(shellExports).join('\n') : await cloudsYaml(all);
  process.stdout.write(`${text}\n`);
}

function whoThen({ users }: Residents): string {
  const names = Array.from(users.values(), ({ name }) => name);
  return `env needs to know who to be: --as USER. There are: ${names.join(', ') || 'none'}.`;
}

/** By name, then by id. */
function userCalled(wanted: string, { users }: Residents): SeedUser {
  const all = [...users.values()];
  const user = all.find(({ name }) => name === wanted) ?? users.get(wanted);
  if (user !== undefined) return user;
  throw unknownWord(
    'user',
    wanted,
    Array.from(all, ({ name }) => name),
  );
}
