/**
 * Source: a Glance 25.1 with each of the policies and the rules of 2023.1 (`enforce_secure_rbac`, `enforce_new_defaults`), asked all
 * cases: `glance-25.1.json` has its answers without a file, and for each policy those that are others. `npm run policies` asks it again.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readPolicyFile } from '../../src/profile-file.ts';
import type { Statuses } from './cases.ts';
import { shareOf } from '../share.ts';
import { fakeStatuses } from './fake-side.ts';
import { policies } from './policies.ts';

const folder = mkdtempSync(join(tmpdir(), 'image-members-policies-'));
afterAll(() => rmSync(folder, { recursive: true }));

const recorded = JSON.parse(readFileSync(`${import.meta.dirname}/glance-25.1.json`, 'utf8')) as Readonly<
  Record<string, Statuses>
>;

/** Policies that a profile cannot say as a whole, as the notes do say: what is answered differently, and why. */
const unexpressed: Readonly<Record<string, readonly string[]>> = {
  // A reader may deactivate, and a member may not: no level of roles is without a role that implies another.
  'operators in any case, and not': ['alpha', 'areader'].flatMap((as) =>
    ['private', 'shared', 'public'].map((visibility) => `${as}: deactivate ${visibility}`),
  ),
  // Who may not get an image is refused with 404, but for its visibility, which is asked before; and for who has no role to
  // download it, a cell has one refusal, 403.
  'public images are for administrators': [
    'beta: publish public',
    'beta: make community public',
    'breader: download public',
    'breader: publish public',
    'breader: make community public',
    'gamma: publish public',
    'gamma: make community public',
  ],
};

it('each recorded policy is one of ours, and most are recorded', () => {
  const names = Object.keys(recorded);
  expect(Object.keys(policies)).toEqual(expect.arrayContaining(names));
  expect(names.length).toBeGreaterThanOrEqual(18);
});

it.each(shareOf(Object.keys(recorded), 3))(
  'the fake answers as that Glance does under the policy: %s',
  async (name) => {
    const file = join(folder, 'policy.yaml');
    writeFileSync(file, policies[name] ?? '');
    const { profile } = readPolicyFile(file);
    const expected = { ...recorded['empty'], ...recorded[name] };
    const answered = await fakeStatuses({ ...profile, release: 'zed' });
    const others = Object.keys(expected).filter((each) => answered[each] !== expected[each]);
    expect(others).toEqual(unexpressed[name] ?? []);
  },
);
