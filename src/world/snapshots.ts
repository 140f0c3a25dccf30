import { copyOf, type WritableCloud } from '../domain/apply.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Image, Member, Members } from '../domain/model.ts';

/** States of a world that are kept by name. The clock, the faults and the journal are no part of them. */
export interface Snapshots {
  /**
   * Keeps the world as it is now, in place of a snapshot of the same name.
   * @throws SnapshotError for a name that cannot be one, and where there are 20 already.
   */
  save(name: string): void;
  /**
   * Makes the world what it was.
   * @throws SnapshotError where there is no such snapshot.
   */
  restore(name: string): void;
  /** @returns whether there was one. */
  delete(name: string): boolean;
  names(): readonly string[];
  /**
   * What became different from one snapshot to another, or to the world as it is now, in words.
   * @throws SnapshotError where there is no such snapshot.
   */
  diff(from: string, to?: string): readonly string[];
}

/** A snapshot that cannot be made or is not there. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/** What snapshots are of. */
export interface Snapshotted {
  readonly cloud: Cloud;
  become(cloud: WritableCloud): void;
}

/** Snapshots that a world may have at a time. */
const most = 20;

/** What a world, a snapshot may be called: what stands in a path as it is. */
export const plainName: RegExp = /^[A-Za-z0-9][\w.~-]{0,99}$/;

/** The snapshots of a world as its keeper has them. */
export interface KeptSnapshots extends Snapshots {
  /** All of them, to go on with later or elsewhere. */
  kept(): readonly (readonly [name: string, cloud: Cloud])[];
  /** Goes on with these. */
  become(kept: readonly (readonly [name: string, cloud: Cloud])[]): void;
}

/** No snapshots of a world yet. @param shown a text as it may be shown. */
export function snapshotsOf(world: Snapshotted, shown: (text: string) => string): KeptSnapshots {
  const kept = new Map<string, Cloud>();
  const named = (name: string): Cloud => {
    const found = kept.get(name);
    if (found !== undefined) return found;
    const known = kept.size === 0 ? 'There is none yet' : `There are: ${[...kept.keys()].join(', ')}`;
    throw new SnapshotError(`There is no snapshot ${shown(name.slice(0, 100))}. ${known}.`);
  };
  return {
    save(name) {
      checkRoom(kept, name);
      kept.set(name, copyOf(world.cloud));
    },
    restore: (name) => world.become(copyOf(named(name))),
    delete: (name) => kept.delete(name),
    names: () => [...kept.keys()],
    kept: () => [...kept],
    become(others) {
      kept.clear();
      for (const [name, cloud] of others) kept.set(name, cloud);
    },
    diff: (from, to) =>
      differences(named(from), to === undefined ? world.cloud : named(to)).map((line) =>
        oneLine(shown(line)),
      ),
  };
}

/** @throws SnapshotError for a name that cannot be one, and where there is no room. */
function checkRoom(kept: ReadonlyMap<string, Cloud>, name: string): void {
  if (!plainName.test(name))
    throw new SnapshotError(
      'The name of a snapshot is of up to 100 letters, digits, ".", "_", "~" and "-", and begins with a letter or a digit.',
    );
  if (kept.size >= most && !kept.has(name))
    throw new SnapshotError(`The world has ${most} snapshots, and can have no more. Delete one first.`);
}

/** Names come from clients: none of their characters begins another line or steers a terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '?');
}

/** What is different between two clouds, in words. Nothing of a secret. */
export function differences(before: Cloud, after: Cloud): readonly string[] {
  const nameOf = (id: string): string => {
    const name = (after.tenants.get(id) ?? before.tenants.get(id))?.name;
    return name === undefined ? id : `${id} (${name})`;
  };
  const described = ({ id, name }: { readonly id: string; readonly name: string | null }): string =>
    name === null ? id : `${id} (${name})`;
  return [
    ...comings('tenant', before.tenants, after.tenants, described),
    ...comings('user', before.users, after.users, described),
    ...comings(
      'application credential',
      before.applicationCredentials,
      after.applicationCredentials,
      described,
    ),
    ...comings('image', before.images, after.images, described),
    ...[...after.images].flatMap(([key, image]) => {
      const former = before.images.get(key);
      return former === undefined || former === image
        ? []
        : imageDifferences(former, image, nameOf).map((each) => `image ${described(image)}: ${each}`);
    }),
    ...countDifference('token', before.tokens.size, after.tokens.size),
  ];
}

function comings<Thing>(
  kind: string,
  before: ReadonlyMap<string, Thing>,
  after: ReadonlyMap<string, Thing>,
  described: (thing: Thing) => string,
): readonly string[] {
  const only = (one: ReadonlyMap<string, Thing>, other: ReadonlyMap<string, Thing>): readonly Thing[] =>
    [...one].filter(([id]) => !other.has(id)).map(([, thing]) => thing);
  return [
    ...only(after, before).map((thing) => `${kind} ${described(thing)} is new`),
    ...only(before, after).map((thing) => `${kind} ${described(thing)} is gone`),
  ];
}

function countDifference(kind: string, before: number, after: number): readonly string[] {
  const more = after - before;
  if (more === 0) return [];
  const count = Math.abs(more);
  return [`${count} ${kind}${count === 1 ? '' : 's'} ${more > 0 ? 'more' : 'fewer'}`];
}

/** What is compared of an image besides its members, with the words for it. */
const compared: readonly (readonly [words: string, value: (image: Image) => unknown])[] = [
  ['name', ({ name }) => name],
  ['owner', ({ owner }) => owner],
  ['visibility', ({ visibility }) => visibility],
  ['status', ({ status }) => status],
  ['protected', (image) => image.protected],
  ['hidden', ({ hidden }) => hidden],
  ['disk format', ({ diskFormat }) => diskFormat],
  ['container format', ({ containerFormat }) => containerFormat],
  ['min_disk', ({ minDisk }) => minDisk],
  ['min_ram', ({ minRam }) => minRam],
  ['size', ({ size }) => size],
  ['checksum', ({ data }) => data?.checksum ?? null],
  ['tags', ({ tags }) => tags],
];

function imageDifferences(before: Image, after: Image, nameOf: (id: string) => string): readonly string[] {
  const written = (value: unknown): string => JSON.stringify(value);
  const fields = compared.flatMap(([words, value]) => {
    const [one, other] = [written(value(before)), written(value(after))];
    return one === other ? [] : [`${words} ${one} → ${other}`];
  });
  const properties = [...new Set([...Object.keys(before.properties), ...Object.keys(after.properties)])];
  const changed = properties.filter((name) => before.properties[name] !== after.properties[name]);
  return [
    ...fields,
    ...changed.map((name) => `property ${name} is different`),
    ...memberDifferences(before.members, after.members, nameOf),
  ];
}

function memberDifferences(
  before: Members,
  after: Members,
  nameOf: (id: string) => string,
): readonly string[] {
  const onRecord = (members: Members): ReadonlyMap<string, Member> =>
    new Map([...members].filter(({ removed }) => !removed).map((member) => [member.id, member]));
  const [one, other] = [onRecord(before), onRecord(after)];
  return [
    ...[...other.values()].flatMap(({ id, status }) => {
      const former = one.get(id);
      if (former === undefined) return [`member ${nameOf(id)} is new, ${status}`];
      return former.status === status ? [] : [`member ${nameOf(id)}: ${former.status} → ${status}`];
    }),
    ...[...one.keys()].filter((id) => !other.has(id)).map((id) => `member ${nameOf(id)} is gone`),
  ];
}
