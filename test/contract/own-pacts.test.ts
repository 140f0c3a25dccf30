/** Contracts of a profile of one's own. Source: what differs between its tables and those of its base. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { writeOwnPacts } from '../../src/contract/own-pacts.ts';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { brokerDouble } from '../broker/double.ts';
import { callHere } from '../cli/calling.ts';
import { cleanFolder } from '../getting/steps.ts';
import { type PactFile, sentenceOf } from './pacts.ts';

// Pacts are written by a library of its own pace.
vi.setConfig({ testTimeout: 300_000 });

const without = ['imports', 'locations'] as const;

/** The interactions of a written pact: its sentences, each with the status that is expected. */
function statusesIn(folder: string, consumer: string): ReadonlyMap<string, number> {
  const text = readFileSync(`${folder}/${consumer}-image-members-api.json`, 'utf8');
  const { interactions } = JSON.parse(text) as PactFile;
  return new Map(interactions.map((each) => [sentenceOf(each), each.response.status]));
}

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
    'the producer makes the image public (200 in our-cloud, not 403)',
    'the producer adds a member twice',
    'the refusal names the tenant that is a member already',
    'a new image may not be public (201 in our-cloud, not 403)',
    'the administrator adds a member twice',
  ]);
  expect(kept).toBeGreaterThan(500);
  const written = statusesIn(folder.path, 'producer-our-cloud');
  expect(written.get('the producer makes the image public (200 in our-cloud, not 403)')).toBe(200);
  expect(written.get('the producer adds a member twice')).toBe(409);
  expect(written.has('the producer makes the image public')).toBe(false);
});

it('what cannot be asked of a cloud with these rules, or is unknown of it, is left out with the reason', async () => {
  using folder = cleanFolder();
  const profile: OwnProfile = {
    name: 'our-cloud',
    based_on: 'glance',
    permissions: { removeMember: { producer: 'no' } },
    limits: { members_per_image: 20 },
    unknown: { 'deactivateImage.producer': 'nobody has asked' },
  };
  const { changed, leftOut } = await writeOwnPacts(profile, folder.path, { without });
  const reasons = Map.groupBy(leftOut, ({ why }) => why);
  expect([...reasons.keys()]).toEqual([
    'unproven: the profile lists deactivateImage.producer as unknown',
    'The state could not be made: DELETE /v2/images/…/members/… as producer was answered 403',
    'no such request or image is possible with these rules',
  ]);
  expect([...reasons.values()][2]?.map(({ sentence }) => sentence)).toEqual([
    'an image takes 128 members and no more',
    'a removed member leaves room for another',
    'a full image is refused before a duplicate member',
  ]);
  expect(changed).toContain('the producer removes the consumer (403 in our-cloud, not 204)');
});

it('members have a role of each level that a profile names, administrators those that it names', async () => {
  using folder = cleanFolder();
  const profile: OwnProfile = {
    name: 'our-cloud',
    based_on: 'glance',
    permissions: { addMember: { role: 'sharer' } },
    roles: {
      reader: ['reader', 'operator'],
      member: ['writer', 'operator'],
      sharer: ['image_sharer', 'operator'],
    },
    administrators: ['operator'],
  };
  const { changed, leftOut } = await writeOwnPacts(profile, folder.path, { without });
  expect([changed, leftOut]).toEqual([[], []]);
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
      /^our-cloud: \d+ interactions as in rackspace, \d+ answered otherwise, \d+ left out\n {2}otherwise: /,
    ) as string,
  });
  expect(broker.heard.filter((each) => each.startsWith('POST /contracts/publish')).length).toBeGreaterThan(0);
  expect(readdirSync(folder.path)).toEqual(['our-cloud.yaml']);
});
