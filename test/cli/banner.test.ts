import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { residentsOf } from '../../src/cli/residents.ts';
import { banner } from '../../src/cli/serve/banner.ts';
import { readSeedFile, worldNames } from '../../src/seed-file.ts';
import { createFake, type FakeOptions } from '../../src/world/fake.ts';
import type { Seed } from '../../src/world/seed.ts';

const url = 'http://127.0.0.1:9292';

// A banner names the program as whoever started it did: the tests may be started by npx themselves.
beforeAll(() => {
  vi.stubEnv('npm_command', undefined);
});
afterAll(() => {
  vi.unstubAllEnvs();
});

/** The lines of a banner, their columns two spaces apart. */
function bannerOf(seed: Seed, seedName?: string, options: FakeOptions = {}): readonly string[] {
  const fake = createFake({ seed, ...options });
  const residents = residentsOf(fake.world({ secrets: true }));
  const { identityV2 = fake.profile === 'rackspace', observed = [] } = options;
  const shown = { url, fake, seedName, residents, identityV2, observed };
  return banner({ ...shown, paint: (_, text) => text }).split('\n');
}

function columns(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim().replaceAll(/ {2,}/g, '  '));
}

it.each(worldNames())('the banner of %s is at most 100 characters wide', (world) => {
  expect(bannerOf(readSeedFile(world), world).filter((line) => line.length > 100)).toEqual([]);
});

it('users stand under their tenants, with password, token and roles', () => {
  const lines = columns(bannerOf(readSeedFile('roles'), 'roles'));
  expect(lines).toContain('Tenants and users  password  token  roles');
  const start = lines.indexOf('producer 5000001');
  expect(lines.slice(start, start + 6)).toEqual([
    'producer 5000001',
    'producer-reader  producer-reader-secret  producer-reader-token  reader',
    'producer-member  producer-member-secret  producer-member-token  member',
    'credential producer-read-only  producer-read-only-secret  –  reader',
    'producer-admin  producer-admin-secret  producer-admin-token  admin',
    'without-role  without-role-secret  without-role-token  none',
  ]);
  expect(lines.slice(lines.indexOf('the system')).slice(0, 4)).toEqual([
    'the system',
    'system-admin  system-admin-secret  system-admin-token  admin',
    'no tenant',
    'without-tenant  without-tenant-secret  without-tenant-token  none',
  ]);
});

it('with a public URL it is in what clients are to use, and the control plane is where it listens', () => {
  const fake = createFake();
  const residents = residentsOf(fake.world({ secrets: true }));
  const place = { url: 'https://cloud.example/openstack', ownUrl: url };
  const shown = { ...place, fake, seedName: undefined, residents, worlds: true };
  const lines = columns(banner({ ...shown, paint: (_, text) => text }).split('\n'));
  expect(lines).toEqual(
    expect.arrayContaining([
      'image API  https://cloud.example/openstack',
      'identity API  https://cloud.example/openstack/identity/v3',
      'more worlds  https://cloud.example/openstack/worlds/NAME, each made when it is first used',
      `listens at  ${url}`,
      `control plane  ${url}/_fake`,
      `curl -X POST -H 'Content-Type: application/json' ${url}/_fake/reset`,
    ]),
  );
  expect(lines.filter((line) => line.includes('env --as'))).toEqual([
    expect.stringContaining('--url https://cloud.example/openstack'),
  ]);
});

it('images are shown, each with its members and their statuses', () => {
  const lines = columns(bannerOf(readSeedFile('member-statuses'), 'member-statuses'));
  const start = lines.indexOf('Images  owner  visibility  status  name');
  expect(lines.slice(start + 1, start + 4)).toEqual([
    'f0000000-0000-4000-8000-000000000001  producer  shared  active  shared image',
    'members: pending-consumer pending, accepted-consumer accepted, rejected-consumer rejected',
    '',
  ]);
});

it('of many members and images it shows the first, and says how many more there are', () => {
  const image = { owner: 'acme', visibility: 'private' } as const;
  const seed = { tenants: [{ name: 'acme' }], images: Array.from({ length: 23 }, () => image) };
  expect(columns(bannerOf(seed))).toContain('… and 3 more: GET /_fake/world shows all');
  expect(bannerOf(readSeedFile('quota')).join('\n')).toContain('… and 116 more\n');
});

it('what it says to try is for a consumer who has accepted, and for the producer', () => {
  const lines = bannerOf(readSeedFile('member-statuses'), 'member-statuses').map((line) => line.trim());
  expect(lines.slice(lines.indexOf('Try') + 1, lines.indexOf('Try') + 6)).toEqual([
    "curl -H 'X-Auth-Token: producer-token' \\",
    'http://127.0.0.1:9292/v2/images/f0000000-0000-4000-8000-000000000001/members',
    'eval "$(image-members-fake env --as accepted-consumer --seed member-statuses)"',
    'openstack image list --shared',
    "curl -X POST -H 'Content-Type: application/json' http://127.0.0.1:9292/_fake/reset",
  ]);
});

it('a world with tenants alone has a banner too', () => {
  const lines = columns(bannerOf({ tenants: [{ name: 'acme', id: '1', enabled: false }] }));
  expect(lines).toContain('acme 1 (disabled)');
  expect(lines).toContain('Images none yet');
});

it.each(worldNames().filter((world) => world !== 'visibilities'))(
  'with the rules of rackspace the banner of %s is at most 100 characters wide',
  (world) => {
    const lines = bannerOf(readSeedFile(world), world, { profile: 'rackspace' });
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  },
);

it('bugs that are on stand among the facts', () => {
  const lines = columns(bannerOf(readSeedFile('documentation'), undefined, { bugs: ['owner-may-accept'] }));
  expect(lines).toContain('bugs on  owner-may-accept');
});

it('a cloud of rackspace has its region, its login, and an API key below each user', () => {
  const world = readSeedFile('rackspace');
  const lines = columns(bannerOf(world, 'rackspace', { profile: 'rackspace', observed: ['sharing-on'] }));
  expect(lines.slice(2, 9)).toEqual([
    'image API  http://127.0.0.1:9292',
    'identity API  http://127.0.0.1:9292/identity/v3',
    'Identity v2.0  http://127.0.0.1:9292/identity/v2.0',
    'region  DFW',
    'profile  rackspace: Rackspace Cloud Images as its documents have it',
    'observed  sharing-on',
    'seed  rackspace',
  ]);
  const start = lines.indexOf('consumer 123456');
  expect(lines.slice(start + 1, start + 5)).toEqual([
    'consumer  consumer-secret  consumer-token  identity:user-admin',
    'API key  consumer-api-key',
    'consumer-creator  consumer-creator-secret  consumer-creator-token  cloudImages:creator',
    'API key  consumer-creator-api-key',
  ]);
});

it('what it says to try in a cloud of rackspace is a login with an API key too, and is for that profile', () => {
  const lines = bannerOf(readSeedFile('documentation'), undefined, { profile: 'rackspace' });
  expect(lines.slice(lines.indexOf('Try') + 1).slice(0, 8)).toEqual([
    "  curl -H 'X-Auth-Token: producer-token' \\",
    '    http://127.0.0.1:9292/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members',
    "  curl http://127.0.0.1:9292/identity/v2.0/tokens -H 'Content-Type: application/json' \\",
    '    -d \'{"auth": {"RAX-KSKEY:apiKeyCredentials":',
    '    {"username": "second-consumer", "apiKey": "second-consumer-api-key"}}}\'',
    '  eval "$(image-members-fake env --as second-consumer --profile rackspace)"',
    '  openstack image list --shared',
    "  curl -X POST -H 'Content-Type: application/json' http://127.0.0.1:9292/_fake/reset",
  ]);
});

it('without Identity v2.0 no API key is shown; where it is asked for, env is told so', () => {
  const world = readSeedFile('documentation');
  expect(bannerOf(world).join('\n')).not.toMatch(/API key|v2\.0/);
  const asked = columns(bannerOf(world, undefined, { identityV2: true }));
  expect(asked).toContain('API key  producer-api-key');
  expect(asked).toContain('eval "$(image-members-fake env --as second-consumer --identity-v2)"');
});

it('a user who is disabled is shown as such', () => {
  const seed = { tenants: [{ name: 'acme' }], users: [{ name: 'ann', enabled: false, token: 't' }] };
  expect(columns(bannerOf(seed))).toContain('ann (disabled)  ann-secret  t  member');
});

it('a profile of a file that has no title says which file changes which rules', () => {
  const fake = createFake({ profile: { based_on: 'glance', name: 'our-cloud' } });
  const residents = residentsOf(fake.world({ secrets: true }));
  const shown = { url, fake, seedName: undefined, residents, profileName: './clouds/our-cloud.yaml' };
  expect(columns(banner({ ...shown, paint: (_, text) => text }).split('\n'))).toContain(
    'profile  our-cloud: OpenStack Glance with the policy defaults of 2023.1 and later, changed by ./clouds/our-cloud.yaml',
  );
});
