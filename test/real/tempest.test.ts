/**
 * Tempest and its plugin for Glance, as Debian has them, with tenants and users that they create themselves. The newer release brings
 * them; where its packages cannot be had, the setup says so and this is skipped.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it as always } from 'vitest';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { clientsOf } from './clients.ts';
import { printed } from './command.ts';
import { python } from './setup.ts';

const minutes = 60_000;
const program = join(import.meta.dirname, 'stories/testing_with_tempest.py');
const packages = ['python3-tempest', 'glance-tempest-plugin'];

const { release, debian, missing } = inject('newer');
const it = missing === undefined ? always : always.skip;

/** What came of Tempest's tests. */
interface Tested {
  readonly passed: readonly string[];
  readonly failed: Readonly<Record<string, string>>;
}

/** What a test fails for that is no matter of sharing images: what the fake does not serve, or has no second store for. */
const beside =
  /fake does not implement|failed to finish the copy operation|failed to import on stores|list index out of range/;

it(
  `the tests of images of Tempest and of its plugin pass on the fake of ${release}, with tenants of their own`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'image-members-clients-'));
    const fake = createFake({ seed: readSeedFile('openstack-clients'), release });
    await using server = await listen(fake);
    const passwordOf = (user: string): string => `${user}-secret-password`;
    const authUrl = `${server.url}/identity/v3`;
    const { clientWith } = clientsOf({ authUrl, passwordOf, close: async () => {} }, folder, debian);
    const apt = ['-qq', '-y', '-o', 'DPkg::Lock::Timeout=600', 'install', '--no-install-recommends'];
    const installed = await clientWith({ DEBIAN_FRONTEND: 'noninteractive' }, 'apt-get', ...apt, ...packages);
    expect([installed.status, installed.stderr]).toEqual([0, expect.anything()]);
    const env = { AUTH_URL: authUrl, PASSWORD_ADMIN: passwordOf('admin'), PYTHONDONTWRITEBYTECODE: '1' };
    const suites = ['glance_tempest_plugin.tests.rbac', 'tempest.api.image'];
    const { passed, failed } = printed(await clientWith(env, python, program, ...suites)) as Tested;
    rmSync(folder, { recursive: true });
    expect(Object.entries(failed).filter(([, why]) => !beside.test(why))).toEqual([]);
    expect(passed.length).toBeGreaterThanOrEqual(72);
    // They take away what they have made.
    expect([...fake.cloud.tenants.values()].filter(({ name }) => name.startsWith('tempest'))).toEqual([]);
  },
  15 * minutes,
);
