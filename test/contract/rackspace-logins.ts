/** The players of Rackspace's cloud, who log in with API keys. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readClouds } from '../../src/contract/clouds-file.ts';
import type { Login } from '../../src/contract/login.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';

/** A fake of Cloud Images with the cast in it. */
export function rackspace(): Fake {
  return createFake({ seed: readSeedFile('contract'), profile: 'rackspace' });
}

/** The logins of all players but the administrator, as a clouds.yaml in a folder has them. */
export function loginsIn(folder: string, authUrl: string, fake: Fake): Readonly<Record<string, Login>> {
  const users = (fake.world({ secrets: true }).users ?? []).filter(({ name }) => name !== 'administrator');
  const clouds = users.map(({ name, api_key }) => [
    name,
    { auth: { auth_url: authUrl, username: name, api_key } },
  ]);
  const file = join(folder, 'clouds.yaml');
  writeFileSync(file, JSON.stringify({ clouds: Object.fromEntries(clouds) as object }));
  const { names, login } = readClouds(file);
  return Object.fromEntries(names.map((name) => [name, login(name)]));
}
