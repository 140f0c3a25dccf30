import { createFake, type Fake } from '../../src/world/fake.ts';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { type Answer, type Send, statusesOf, type Statuses } from './cases.ts';

const tenants = ['alpha', 'beta', 'gamma', 'admin'];
const image = 'f0000000-0000-4000-8000-000000000001';

/** A fake with the players of the cases, and with one image. */
function worldWith(profile: OwnProfile, visibility: 'private' | 'shared' | 'public'): Fake {
  const roles: Readonly<Record<string, readonly [tenant: string, role: string]>> = {
    alpha: ['alpha', 'member'],
    areader: ['alpha', 'reader'],
    beta: ['beta', 'member'],
    breader: ['beta', 'reader'],
    gamma: ['gamma', 'member'],
    admin: ['admin', 'admin'],
  };
  return createFake({
    profile,
    seed: {
      tenants: tenants.map((name) => ({ name, id: name })),
      users: Object.entries(roles).map(([name, [tenant, role]]) => ({
        name,
        tenant,
        roles: { [tenant]: [role] },
      })),
      images: [
        {
          id: image,
          owner: 'alpha',
          visibility,
          data: 'bytes',
          disk_format: 'raw',
          members: [{ member: 'beta' }],
        },
      ],
    },
  });
}

/** What the fake answers to all cases under a profile. */
export async function fakeStatuses(profile: OwnProfile): Promise<Statuses> {
  let fake = worldWith(profile, 'private');
  const send: Send = (as, method, path, body, type) => {
    const headers = body === undefined ? {} : { 'content-type': type ?? 'application/json' };
    const { token } = fake.as(as);
    const answer = fake.exchange({
      method,
      target: path,
      base: 'http://fake',
      headers: { ...headers, 'x-auth-token': token },
      body: new TextEncoder().encode(body ?? ''),
    });
    const answered: Answer = { status: answer.status, text: new TextDecoder().decode(answer.body) };
    return Promise.resolve(answered);
  };
  return statusesOf(
    send,
    (visibility) => {
      fake = worldWith(profile, visibility);
      return Promise.resolve({ image, member: 'beta', end: () => Promise.resolve() });
    },
    () => Promise.resolve(),
  );
}
