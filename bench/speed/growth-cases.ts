/** The same operation in worlds of different sizes: what it costs should be its own, not the world's. */
import type { Fake, Seed } from '../../src/index.ts';
import { builtIndex } from './built.ts';
import { asked, type Case } from './case.ts';

const imageId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const beginning: Omit<Seed, 'images'> = {
  tenants: [{ name: 'acme' }, { name: 'beta', id: 'beta' }, { name: 'gamma', id: 'gamma' }],
  users: [
    { name: 'acme', token: 'acme-token' },
    { name: 'beta', token: 'beta-token' },
  ],
};

type Images = NonNullable<Seed['images']>;

function manyImages(
  count: number,
  membersOf: (image: number) => readonly { readonly member: string }[],
): Images {
  const created_at = '2026-01-01T00:00:00Z';
  return Array.from({ length: count }, (_, number) => ({
    id: imageId(number),
    name: `image-${number}`,
    owner: 'acme',
    created_at,
    updated_at: created_at,
    members: membersOf(number),
  }));
}

async function fakeWith(images: Images): Promise<Fake> {
  const { createFake } = await builtIndex();
  return createFake({ seed: { ...beginning, images }, membersPerImage: 1_000_000 });
}

/** The memberships of a big world; the ids of its members are those of 2000 tenants. */
export function memberships(images: number, each: number): Images {
  const members = Array.from({ length: 2000 }, (_, number) => ({ member: `tenant-${number}` }));
  return manyImages(images, (image) =>
    Array.from({ length: each }, (_, place) => members[(image + place) % members.length] ?? { member: '' }),
  );
}

function expecting(fake: Fake, wanted: number, request: ReturnType<typeof asked>): void {
  const { status } = fake.exchange(request);
  if (status !== wanted)
    throw new Error(`${request.method} ${request.target}: ${status} instead of ${wanted}`);
}

/** A list that is asked for again and again. */
function listing(fake: Fake, target: string, token: string, wanted: number): Case {
  const request = asked('GET', target, token);
  const { images } = JSON.parse(new TextDecoder().decode(fake.exchange(request).body)) as {
    images: unknown[];
  };
  if (images.length !== wanted) throw new Error(`${target}: ${images.length} images instead of ${wanted}`);
  return { operations: 1, run: () => fake.exchange(request) };
}

const changedImages = 20;
const additions = 10;

/**
 * New members of images that have so many already; before each run the images have no more than those and one, with which the
 * members of an image are looked for: the first who looks pays for all who come.
 */
export async function additionsTo(members: number): Promise<Case> {
  const fake = await fakeWith(memberships(changedImages, members));
  const requests = Array.from({ length: changedImages * additions }, (_, number) =>
    asked(
      'POST',
      `/v2/images/${imageId(number % changedImages)}/members`,
      'acme-token',
      `{"member":"new-${number}"}`,
    ),
  );
  const [first, others] = [requests.slice(0, changedImages), requests.slice(changedImages)];
  const add = (request: (typeof requests)[number]): void => expecting(fake, 200, request);
  return {
    operations: others.length,
    prepare() {
      fake.reset();
      first.forEach(add);
    },
    run: () => others.forEach(add),
  };
}

/** The ten shares that wait for a tenant, where there are so many images of others. */
export async function sharesAmong(images: number): Promise<Case> {
  const every = images / 10;
  const seed = manyImages(images, (image) => [{ member: image % every === 0 ? 'beta' : 'gamma' }]);
  return listing(
    await fakeWith(seed),
    '/v2/images?visibility=shared&member_status=pending',
    'beta-token',
    10,
  );
}

/** A page of 25 of somebody's own images, which have all been made in the same second. */
export async function pageOf(images: number): Promise<Case> {
  const fake = await fakeWith(manyImages(images, () => []));
  return listing(fake, '/v2/images?limit=25', 'acme-token', 25);
}

/** Showing a member, or setting its status, in a world of so many memberships, 100 per image. */
export async function amongMemberships(method: 'GET' | 'PUT', count: number): Promise<Case> {
  const images = count / 100;
  const all = memberships(images, 100);
  // The one whose token is used is a member everywhere.
  const fake = await fakeWith(
    all.map((image) => ({ ...image, members: [...(image.members ?? []).slice(1), { member: 'beta' }] })),
  );
  const body = method === 'PUT' ? '{"status":"accepted"}' : '';
  const requests = Array.from({ length: 1000 }, (_, number) =>
    asked(method, `/v2/images/${imageId((number * 7919) % images)}/members/beta`, 'beta-token', body),
  );
  return {
    operations: requests.length,
    run: () => requests.forEach((request) => expecting(fake, 200, request)),
  };
}
