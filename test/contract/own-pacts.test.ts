/**
 * Contracts of a profile of one's own. Source: what differs between its tables and those of its base. More profiles:
 * test/thorough/own-pacts.test.ts.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it, vi } from 'vitest';
import { writeOwnPacts } from '../../src/contract/own-pacts.ts';
import { shippedPacts } from '../../src/contract/shipped.ts';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { readPolicyFile } from '../../src/profile-file.ts';
import { brokerDouble } from '../broker/double.ts';
import { callHere } from '../cli/calling.ts';
import { cleanFolder } from '../getting/steps.ts';
import { type PactFile, statusesIn } from './pacts.ts';

// Pacts are written by a library of its own pace.
vi.setConfig({ testTimeout: 300_000 });

const without = ['imports', 'locations'] as const;

it('what a profile answers otherwise is written anew, and says so where the status is another', async () => {
  using folder = cleanFolder();
  const profile: OwnProfile = {
    name: 'our-cloud',
    based_on: 'glance',
    permissions: { publicizeImage: { producer: 'yes', role: 'member' } },
    refusals: { memberDuplicate: { words: 'Member {member} is there already.' } },
  };
  const { kept, changed, leftOut } = await writeOwnPacts(profile, folder.path, { without });
  expect(leftOut).toEqual([]);
  expect(changed).toEqual([
    'our-cloud answers 200 where glance answers 403: the producer makes the image public',
    'the producer adds a member twice',
    'the refusal names the tenant that is a member already',
    'our-cloud answers 201 where glance answers 403: a new image may not be public',
    'the administrator adds a member twice',
  ]);
  expect(kept).toBeGreaterThan(500);
  const written = statusesIn(folder.path, 'producer-our-cloud');
  expect(
    written.get('our-cloud answers 200 where glance answers 403: the producer makes the image public'),
  ).toBe(200);
  expect(written.get('the producer adds a member twice')).toBe(409);
  expect(written.has('the producer makes the image public')).toBe(false);
});

it('what cannot be asked of a cloud with these rules, or is unknown of it, is left out with the reason', async () => {
  using folder = cleanFolder();
  const profile: OwnProfile = {
    name: 'our-cloud',
    based_on: 'glance',
    permissions: { removeMember: { producer: 'no', administrator: 'no' } },
    limits: { members_per_image: 500 },
    unknown: { 'deactivateImage.producer': 'nobody has asked' },
  };
  const { changed, leftOut } = await writeOwnPacts(profile, folder.path, { without });
  expect(new Set(leftOut.map(({ why }) => why))).toEqual(
    new Set([
      'unproven: the profile lists deactivateImage.producer as unknown',
      'The state could not be made: DELETE /v2/images/{id}/members/{id} as producer was answered 403',
      'an image takes 500 members',
    ]),
  );
  expect(leftOut.filter(({ why }) => why.includes('500')).map(({ sentence }) => sentence)).toEqual([
    'an image takes 128 members and no more',
    'a removed member leaves room for another',
    'a full image is refused before a duplicate member',
  ]);
  expect(changed).toContain(
    'our-cloud answers 403 where glance answers 204: the producer removes the consumer',
  );
});

it('what a player may not make for a question, the administrator makes: only the cell of the policy is otherwise', async () => {
  using folder = cleanFolder({ 'policy.yaml': 'add_member: "role:admin"\n' });
  const { profile } = readPolicyFile(`${folder.path}/policy.yaml`);
  const { changed, leftOut } = await writeOwnPacts(profile, folder.path, { without });
  expect(leftOut).toEqual([]);
  expect(changed).toContain(
    'glance-policy answers 403 where glance answers 200: the producer adds the first member',
  );
  expect(statusesIn(folder.path, 'consumer-glance-policy').get('the consumer accepts for the consumer')).toBe(
    200,
  );
});

it('publish, stub and verify take the contracts of a profile from a file', async () => {
  await using broker = await brokerDouble({ token: 'a-token' });
  using folder = cleanFolder({
    'our-cloud.yaml':
      'name: our-cloud\nbased_on: rackspace\npermissions: { removeMember: { producer: "no" } }\n',
  });
  const profile = ['--profile', `${folder.path}/our-cloud.yaml`];
  const published = await callHere(
    ['publish', ...profile, '--version', '1', '--broker-base-url', broker.url],
    { PACT_BROKER_TOKEN: 'a-token' },
  );
  expect(published).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(
      /^our-cloud: \d+ interactions as in rackspace, \d+ answered differently, \d+ left out\n {2}differently: /,
    ) as string,
  });
  expect(broker.heard.filter((each) => each.startsWith('POST /contracts/publish')).length).toBeGreaterThan(0);
  expect(readdirSync(folder.path)).toEqual(['our-cloud.yaml']);
});

/** All files of a folder with their texts. */
function textsIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
  );
}

it('contracts writes those of a policy into a folder, the same each time, with what is otherwise and why', async () => {
  using folder = cleanFolder({
    'policy.yaml': 'add_member: "role:admin"\n',
    'our-cloud.yaml':
      'name: our-cloud\nbased_on: glance\nunknown: { deactivateImage.producer: nobody has asked }\n',
  });
  const rules = ['--policy', `${folder.path}/policy.yaml`, '--profile', `${folder.path}/our-cloud.yaml`];
  const [one, other] = [`${folder.path}/one`, `${folder.path}/other`];
  const first = await callHere(['contracts', ...rules, '--release', 'zed', '--out', one]);
  await callHere(['contracts', ...rules, '--release', 'zed', '--out', other]);
  expect(first).toMatchObject({
    code: 0,
    stdout: `13 pacts of our-cloud-policy in ${one}; CONTRACTS.md lists them\n`,
  });
  expect(textsIn(other)).toEqual(textsIn(one));
  const page = readFileSync(`${one}/CONTRACTS.md`, 'utf8');
  expect(page).toContain('It is based on `glance`, release `zed`.');
  expect(page).toContain(
    '\n### Left out: unproven: the profile lists deactivateImage.producer as unknown\n\n- the producer deactivates the image\n',
  );
  expect(page).toContain(
    '\n- our-cloud-policy answers 403 where glance answers 200: the producer adds the first member\n',
  );
  expect(page).toContain('| `an image` | There is an image, with members where the parameters say so. |');
  const pact = textsIn(one)['consumer-our-cloud-policy-image-members-api.json'] ?? '';
  expect((JSON.parse(pact) as PactFile).interactions[0]).toHaveProperty('providerStates');
});

it('those of a built-in profile are the files of the package; a folder of its own is renewed, another one refused', async () => {
  using folder = cleanFolder({ 'notes.txt': 'mine' });
  const out = `${folder.path}/pacts`;
  await callHere(['contracts', '--profile', 'glance-legacy', '--without', 'imports', '--out', out]);
  expect(Object.keys(textsIn(out))).toContain('producer-glance-legacy-image-members-api.json');
  await callHere(['contracts', '--profile', 'rackspace', '--out', out]);
  const { 'CONTRACTS.md': page, ...written } = textsIn(out);
  const shipped = shippedPacts('rackspace').flatMap((file) => [file, file.replace(/json$/, 'md')]);
  expect(written).toEqual(
    Object.fromEntries(shipped.map((file) => [basename(file), readFileSync(file, 'utf8')])),
  );
  expect(page).toContain('They are those of the package.');
  expect(await callHere(['contracts', '--out', folder.path])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      `--out ${folder.path} has files in it that are not from this command`,
    ) as string,
  });
  expect(textsIn(`${folder.path}/pacts`)).toHaveProperty('CONTRACTS.md');
});

it('a file of somebody else is not replaced, and stays where the folder is renewed', async () => {
  using folder = cleanFolder();
  const out = `${folder.path}/pacts`;
  const foreign = `${out}/producer-with-quota-image-members-api.json`;
  await callHere(['contracts', '--without', 'imports,locations,quota', '--out', out]);
  writeFileSync(foreign, '{"mine":1}');
  expect(await callHere(['contracts', '--out', out])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      `CONTRACTS.md there does not list ${foreign}, which would be replaced. Move what is yours away`,
    ) as string,
  });
  expect(await callHere(['contracts', '--profile', 'rackspace', '--out', out])).toMatchObject({ code: 0 });
  expect(readdirSync(out).filter((name) => name.includes('glance'))).toEqual([]);
  expect(readFileSync(foreign, 'utf8')).toBe('{"mine":1}');
});

it('a renewal that failed is made whole by the next one: no old pact stays', async () => {
  using folder = cleanFolder();
  const out = `${folder.path}/pacts`;
  const renew = ['contracts', '--profile', 'rackspace', '--out', out];
  await callHere(renew);
  const wanted = textsIn(out);
  await callHere(['contracts', '--out', out]);
  const blocked = `${out}/producer-image-members-api.json`;
  rmSync(blocked);
  mkdirSync(blocked);
  expect(await callHere(renew)).toMatchObject({ code: 69 });
  rmSync(blocked, { recursive: true });
  expect(readFileSync(`${out}/CONTRACTS.md`, 'utf8')).toContain('# Contracts that are not written in full');
  expect(await callHere(renew)).toMatchObject({ code: 0 });
  expect(textsIn(out)).toEqual(wanted);
});

it('a page that is no file that can be read is a folder of somebody else: 2', async () => {
  using folder = cleanFolder();
  mkdirSync(`${folder.path}/CONTRACTS.md`);
  expect(await callHere(['contracts', '--out', folder.path])).toMatchObject({
    code: 2,
    stderr: `image-members-fake: --out ${folder.path}: ${folder.path}/CONTRACTS.md is no file. Name a new folder, or an empty one.\n`,
  });
});
