/**
 * Which cloud the real clients speak to: the fake – or, with IMAGE_MEMBERS_CLOUD_ENV, a real one, which has to answer
 * the same. The variable names a file of lines NAME=value: OS_AUTH_URL; GLANCE_URL, the Glance of the catalog, with the
 * old policy defaults; GLANCE_SRBAC_URL, one with those of 2023.1; and PW_alpha and so on, the users' passwords.
 * Users and projects have to be those of fixtures/openstack-clients.yaml.
 */
import { readFileSync } from 'node:fs';
import { listen } from '../../src/express.ts';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { keystoneFront } from './keystone-front.ts';

/** The users that every cloud under test has, each with a project of its name; the readers belong to alpha and beta. */
export type User = 'admin' | 'alpha' | 'beta' | 'gamma' | 'delta' | 'areader' | 'breader';

/** A cloud that clients log in to. */
export interface CloudUnderTest {
  /** What `OS_AUTH_URL` has to be. */
  readonly authUrl: string;
  passwordOf(user: User): string;
  close(): Promise<void>;
}

/** A cloud with the rules of a profile. */
export function cloudUnderTest(profile: ProfileName): Promise<CloudUnderTest> {
  const file = process.env['IMAGE_MEMBERS_CLOUD_ENV'];
  return file === undefined ? fakeCloud(profile) : realCloud(profile, file);
}

async function fakeCloud(profile: ProfileName): Promise<CloudUnderTest> {
  const fake = createFake({ seed: readSeedFile('openstack-clients'), profile });
  const { url, close } = await listen(fake);
  return { authUrl: `${url}/identity/v3`, passwordOf: (user) => `${user}-secret-password`, close };
}

async function realCloud(profile: ProfileName, file: string): Promise<CloudUnderTest> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const values = new Map(lines.map((line): [string, string] => [before(line), after(line)]));
  const valueOf = (name: string): string => {
    const value = values.get(name);
    if (value === undefined)
      throw new Error(`${file}, which IMAGE_MEMBERS_CLOUD_ENV names, has no line ${name}=…`);
    return value;
  };
  const passwordOf = (user: User): string => valueOf(`PW_${user}`);
  const authUrl = valueOf('OS_AUTH_URL');
  if (profile === 'glance-legacy') return { authUrl, passwordOf, close: async () => {} };
  const front = await keystoneFront(authUrl, valueOf('GLANCE_URL'), valueOf('GLANCE_SRBAC_URL'));
  return { ...front, passwordOf };
}

function before(line: string): string {
  return line.split('=', 1)[0] ?? '';
}

function after(line: string): string {
  return line.slice(line.indexOf('=') + 1);
}
