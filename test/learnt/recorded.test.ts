/**
 * Source: Glances 25.1 with the policies and settings of `clouds.ts`, each learnt and then asked scenes that `learn` does not ask.
 * `npm run learnt -- --record` learns them again.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readPolicyFile } from '../../src/profile-file.ts';
import { comparedCells } from './cells.ts';
import { clouds } from './clouds.ts';
import { judged } from './held-out.ts';
import { shareOf } from '../share.ts';
import { recorded, recordedNames } from './recorded.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-members-learnt-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Cells that were learnt otherwise than the policy file says, and why nothing shows it. */
const otherCells: Readonly<Record<string, readonly string[]>> = {
  // Who lacks the role of showImage is refused before these lines are asked.
  blind: ['listMembers', 'showMember', 'listImageTasks'].map(
    (action) => `${action}.role: reader (admin, reader), policy member (admin, member)`,
  ),
  // No player has the roles of its own: a producer without them may not.
  roles: [
    'createImage.producer: no, policy yes',
    'createImage.role: member (admin, member), policy image_creator (admin, image_creator)',
    'uploadImage.producer: no, policy yes',
    'uploadImage.role: member (admin, member), policy image_creator alone (admin, image_admin, image_creator)',
  ],
  // No image can be made there to which anybody is an onlooker.
  old: [
    'addMember.refusal: producer notAuthorized, consumer mayNotCreateMembers, onlooker notAuthorized, policy producer notAuthorized, consumer mayNotCreateMembers, onlooker mayNotCreateMembers',
    'communitizeImage.onlooker: yes, unknown, policy no',
    'setLocation.onlooker: yes, unknown, policy no',
  ],
  // Where one member is all that an image takes, no question tells whether a consumer may know of others.
  single: ['updateMember.consumer: no, policy own no'],
  // Nothing is staged where glance-direct is off.
  workshop: ['stageImage.role: member (admin, member), unknown, policy reader (admin, reader)'],
};

it('each recorded cloud is one of ours', () => {
  expect(Object.keys(clouds)).toEqual(expect.arrayContaining([...recordedNames()]));
});

it.each(recordedNames())('the cells that were learnt are those of the policy file: %s', (name) => {
  const cloud = clouds[name];
  const file = join(folder, 'policy.yaml');
  writeFileSync(file, cloud?.policy ?? '');
  const { profile } = readPolicyFile(file, cloud?.beside);
  const { others } = comparedCells(recorded(name).profile, profile, 'zed');
  expect(others).toEqual(otherCells[name] ?? []);
});

it.each(shareOf(recordedNames(), 4))(
  'a fake with the learnt profile answers 99 % of the scenes as that Glance: %s',
  async (name) => {
    const { profile, heldOut } = recorded(name);
    const { cases, agree, apart } = await judged(heldOut, profile, 'zed', clouds[name]?.beyond);
    expect(cases).toBeGreaterThan(1000);
    expect(agree / (cases - apart)).toBeGreaterThanOrEqual(0.99);
  },
);
