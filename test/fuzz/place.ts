import type { Seed, SeedImage, SeedUser } from '../../src/world/seed.ts';

/** Part of every secret of the world: where it shows up, a secret has got out. */
export const secretMark = 'hush5b1e';

/** How many clients send at a time, each with tenants and images of its own, so that no answer depends on who was first. */
export const laneCount = 12;

/** The users of a lane. The victim's tokens are those that get revoked. */
export const roles = ['producer', 'consumer', 'reader', 'admin', 'victim'] as const;

/** The name of a user's part in a lane. */
export type Role = (typeof roles)[number];

/** What a client may name: users and images that nobody else changes. */
export interface Lane {
  readonly number: number;
  /** The user in that part; the name of its tenant is `tenantOf` it. */
  readonly users: Readonly<Record<Role, string>>;
  readonly producerId: string;
  readonly consumerId: string;
  /** Images of the seed, then the one that this stretch of requests made itself. */
  readonly images: readonly string[];
}

/** The token of a user of the seed. */
export function tokenOf(user: string): string {
  return `${user}-token-${secretMark}`;
}

/** The password of a user of the seed. */
export function passwordOf(user: string): string {
  return `${user}-password-${secretMark}`;
}

/** The API key of a user of the seed. */
export function apiKeyOf(user: string): string {
  return `${user}-key-${secretMark}`;
}

/** A fixed id of 32 digits: what it is of, and which one. */
export function idOf(kind: 'tenant' | 'user', lane: number, which: number): string {
  return `${kind === 'tenant' ? 'e' : 'd'}${String(lane).padStart(3, '0')}${String(which).padStart(28, '0')}`;
}

/** The UUID of an image: of a lane, and there the image of a stretch; 0 to 2 are those of the seed. */
export function imageOf(lane: number, which: number): string {
  return `f0000000-${String(lane).padStart(4, '0')}-4000-8000-${String(which).padStart(12, '0')}`;
}

/** How many images a lane has in the seed. */
export const seededImages = 3;

/** The lane of a number, in a stretch of its requests. */
export function laneOf(number: number, stretch: number): Lane {
  const users = Object.fromEntries(roles.map((role) => [role, `${role}-${number}`])) as Lane['users'];
  const seeded = Array.from({ length: seededImages }, (_, which) => imageOf(number, which));
  return {
    number,
    users,
    producerId: idOf('tenant', number, 0),
    consumerId: idOf('tenant', number, 1),
    images: [...seeded, imageOf(number, seededImages + stretch)],
  };
}

/** A user with a tenant to itself and two images, whom no attack names: what it is answered says whether the cloud is well. */
export const probe: { readonly user: string; readonly tenant: string; readonly images: readonly number[] } = {
  user: 'probe',
  tenant: idOf('tenant', 999, 0),
  images: [900, 901],
};

/** Somebody who has nothing to do with anything. */
export const stranger = 'stranger';

function user(name: string, tenant: string, id: string, held: string = 'member'): SeedUser {
  const secrets = { password: passwordOf(name), api_key: apiKeyOf(name), token: tokenOf(name) };
  return { name, id, tenant, roles: { [tenant]: [held] }, ...secrets };
}

function usersOf(lane: number): readonly SeedUser[] {
  const heldBy: Partial<Record<Role, string>> = { reader: 'reader', admin: 'admin' };
  return roles.map((role, which) => {
    const tenant = `${role === 'consumer' ? 'consumer' : 'producer'}-${lane}`;
    return user(`${role}-${lane}`, tenant, idOf('user', lane, which), heldBy[role]);
  });
}

function imagesOf(lane: number): readonly SeedImage[] {
  const owner = `producer-${lane}`;
  const members = [{ member: `consumer-${lane}` }];
  return [
    { id: imageOf(lane, 0), name: 'shared', owner, visibility: 'shared', data: 'some data\n', members },
    { id: imageOf(lane, 1), name: 'private', owner, visibility: 'private' },
    { id: imageOf(lane, 2), name: 'queued', owner, visibility: 'shared', disk_format: 'raw' },
  ];
}

/** The world that is attacked; every profile takes it. */
export function attackedWorld(): Seed {
  const lanes = Array.from({ length: laneCount }, (_, lane) => lane);
  const { tenant, images } = probe;
  return {
    tenants: [
      { name: probe.user, id: tenant },
      { name: stranger, id: idOf('tenant', 999, 1) },
      ...lanes.flatMap((lane) => [
        { name: `producer-${lane}`, id: idOf('tenant', lane, 0) },
        { name: `consumer-${lane}`, id: idOf('tenant', lane, 1) },
      ]),
    ],
    users: [
      user(probe.user, probe.user, idOf('user', 999, 0)),
      user(stranger, stranger, idOf('user', 999, 1)),
      ...lanes.flatMap(usersOf),
    ],
    images: [
      ...images.map((which) => ({ id: imageOf(999, which), name: `probe ${which}`, owner: probe.user })),
      ...lanes.flatMap(imagesOf),
    ],
  };
}
