/**
 * Tempest and its plugin for Glance, as Debian has them, with tenants and users that they create themselves. The newer release brings
 * them; where its packages cannot be had, the setup says so and this is skipped. What passes on a real cloud is recorded in
 * fixtures/recorded: `tempest.json`.
 */
import { expect, inject, it as always } from 'vitest';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { nameOf, recordedTests, testedOn } from './tempest.ts';

const minutes = 60_000;

const { release, debian, missing } = inject('newer');
const recorded = recordedTests(release);
const it = missing === undefined && recorded !== undefined ? always : always.skip;

/** Tests of what is no matter of sharing images, and what the fake, which does not serve it, is seen to do in them. */
const beside: readonly {
  readonly what: string;
  readonly tests: RegExp;
  readonly seen: RegExp;
}[] = [
  {
    what: 'metadata definitions are those of a Glance that has none, and writing them is 501',
    tests: /metadefs|\.(?:Namespaces|Objects|Properties|RSTypes|Tags)Project\w+Tests\./,
    seen: /metadefs\/\S+ is part of Glance, and this fake does not implement it|IndexError: list index out of range/,
  },
  {
    what: 'making tasks is 501',
    tests: /\.test_image_task\./,
    seen: /POST \/v2\/tasks is part of Glance, and this fake does not implement it/,
  },
];

it(
  `of the tests of images of Tempest and of its plugin, those that a real Glance of ${release} passes pass on the fake`,
  async ({ skip }) => {
    const fake = createFake({ seed: readSeedFile('openstack-clients'), release });
    await using server = await listen(fake);
    const tested = await testedOn(`${server.url}/identity/v3`, 'admin-secret-password', debian);
    const { versions = {}, passed: expected = [] } = recorded ?? {};
    const others = Object.entries(tested.versions).filter(([name, version]) => versions[name] !== version);
    skip(others.length > 0, `recorded of other versions, and Debian has ${others.join(' ')} now`);
    const passed = new Set(tested.passed.map(nameOf));
    const failed = new Map(Object.entries(tested.failed).map(([test, why]) => [nameOf(test), why]));
    const isBeside = (name: string): boolean =>
      beside.some(({ tests, seen }) => tests.test(name) && seen.test(failed.get(name) ?? ''));
    const lacking = expected.filter((name) => !passed.has(name) && !isBeside(name));
    expect(lacking.map((name) => [name, failed.get(name) ?? 'was not run'])).toEqual([]);
    expect(expected.length).toBeGreaterThanOrEqual(72);
    // They take away what they have made.
    expect([...fake.cloud.tenants.values()].filter(({ name }) => name.startsWith('tempest'))).toEqual([]);
  },
  15 * minutes,
);
