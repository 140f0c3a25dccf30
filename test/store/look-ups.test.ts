/** How much of a world an operation looks at does not depend on how much there is. Source: decisions/0011. */
import { expect, it } from 'vitest';
import type { WritableCloud } from '../../src/domain/apply.ts';
import { KeptGroups } from '../../src/domain/images/groups.ts';
import { MemberTable } from '../../src/domain/member-table.ts';
import type { Image, Member } from '../../src/domain/model.ts';
import type { Seed } from '../../src/world/seed.ts';
import { type Fake, fakeNamed } from '../../src/world/fake.ts';
import { seedOf } from '../../src/world/snapshot.ts';
import { cast, tenants } from '../cast.ts';
import { image } from '../calls.ts';
import { planted } from '../seeds/worlds.ts';

/** Images and members that were looked at. */
const looked = { images: 0, members: 0 };

class CountedImages extends Map<string, Image> {
  override get(key: string): Image | undefined {
    looked.images += 1;
    return super.get(key);
  }

  override values(): MapIterator<Image> {
    looked.images += this.size;
    return super.values();
  }

  override [Symbol.iterator](): MapIterator<[string, Image]> {
    looked.images += this.size;
    return super[Symbol.iterator]();
  }
}

class CountedMembers extends MemberTable {
  override get(id: string): Member | undefined {
    looked.members += 1;
    return super.get(id);
  }

  override values(): IteratorObject<Member, undefined> {
    looked.members += this.size;
    return super.values();
  }
}

/** The same cloud, which counts what is looked at. */
function counted(cloud: WritableCloud): WritableCloud {
  const images = new CountedImages();
  for (const [key, each] of cloud.images)
    images.set(key, { ...each, members: new CountedMembers([...each.members]) });
  return { ...cloud, images, groups: new KeptGroups(images) };
}

function idOf(number: number): string {
  return `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A world in which the image has so many members, and so many others are the producer's, a few of them shared with the consumer. */
function worldOf(size: number): Seed {
  const members = Array.from({ length: size }, (_, index) => ({ member: `other-${index}` }));
  const own = Array.from({ length: size }, (_, index) => ({
    id: idOf(index),
    owner: 'producer',
    created_at: '2013-10-07T17:58:03Z',
    members: index % (size / 5) === 0 ? [{ member: 'consumer' }] : [{ member: `other-${index}` }],
  }));
  return cast({ members: [{ member: 'consumer' }, ...members] }, own);
}

function fakeOf(size: number): Fake {
  const options = { membersPerImage: Infinity, journal: 0 };
  return fakeNamed('counted', options, { origin: () => counted(planted(worldOf(size))) });
}

const { consumer, stranger } = tenants;

/** What is done, and how it is answered. */
const operations: Readonly<
  Record<string, readonly [status: number, (fake: Fake) => { readonly status: number }]>
> = {
  'add a member': [200, (fake) => fake.as('producer').members.create(image, stranger)],
  'add a member twice': [409, (fake) => fake.as('producer').members.create(image, stranger)],
  'show a member to the producer': [200, (fake) => fake.as('producer').members.show(image, stranger)],
  'show a consumer itself': [200, (fake) => fake.as('consumer').members.show(image, consumer)],
  'list the members to a consumer': [200, (fake) => fake.as('consumer').members.list(image)],
  accept: [200, (fake) => fake.as('consumer').members.update(image, consumer, 'accepted')],
  'remove a member': [204, (fake) => fake.as('producer').members.delete(image, stranger)],
  'show the image': [200, (fake) => fake.as('consumer').images.show(image)],
  'rename the image': [200, (fake) => fake.as('producer').images.update(image, { name: 'x' })],
  'list own images, a page': [200, (fake) => fake.as('producer').images.list({ limit: '5' })],
  'list own images, a page in the middle': [
    200,
    (fake) => fake.as('producer').images.list({ limit: '5', marker: idOf(5) }),
  ],
  'list own images, the oldest first': [
    200,
    (fake) => fake.as('producer').images.list({ limit: '5', sort_dir: 'asc' }),
  ],
  'list what is offered': [200, (fake) => fake.as('consumer').images.list({ member_status: 'pending' })],
  'list what is shared': [200, (fake) => fake.as('consumer').images.list({ visibility: 'shared' })],
  'list everything to an administrator, a page': [
    200,
    (fake) => fake.as('admin').images.list({ limit: '5' }),
  ],
  "list a tenant's images to an administrator, a page": [
    200,
    (fake) => fake.as('admin').images.list({ owner: tenants.producer, limit: '5' }),
  ],
  'list nothing to a stranger': [200, (fake) => fake.as('stranger').images.list({})],
  'delete the image': [204, (fake) => fake.as('producer').images.delete(idOf(7))],
};

/** What each operation looks at in a world of a size. The groups are made before, as by the first list of any world. */
function costs(size: number): Readonly<Record<string, typeof looked>> {
  const fake = fakeOf(size);
  fake.as('consumer').images.list({});
  return Object.fromEntries(
    Object.entries(operations).map(([name, [status, run]]) => {
      Object.assign(looked, { images: 0, members: 0 });
      expect([name, run(fake).status]).toEqual([name, status]);
      return [name, { ...looked }];
    }),
  );
}

it('an operation looks at no more images and members of 10,000 than of 10', () => {
  expect(costs(10_000)).toEqual(costs(10));
});

it('a snapshot looks at everything: that is what is counted here', () => {
  const { cloud } = fakeOf(10);
  Object.assign(looked, { images: 0, members: 0 });
  seedOf(cloud);
  expect(looked).toEqual({ images: 11, members: 21 });
});
