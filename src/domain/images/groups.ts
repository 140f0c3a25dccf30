import { folded, imageKey } from '../collation.ts';
import type { DeletedImage, Image, Member, MemberStatus, Visibility } from '../model.ts';

/**
 * Where an image stands in the default order of the list: by its time of creation, then by its id. Neither changes as
 * long as the image is there. Ids are UUIDs, whose keys sort as the database sorts the ids.
 */
export interface Place {
  readonly createdAt: string;
  /** The key of the image in `Cloud.images`. */
  readonly key: string;
}

/** The place of an image. */
export function placeOf({ id, createdAt }: Pick<Image | DeletedImage, 'id' | 'createdAt'>): Place {
  return { createdAt, key: imageKey(id) };
}

/** Compares two places: below 0 where the first comes first, ascending. */
export function comparePlaces(one: Place, other: Place): number {
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? -1 : 1;
  return one.key === other.key ? 0 : one.key < other.key ? -1 : 1;
}

/** Images that have something in common, to be read in the default order of the list. */
export interface Group {
  readonly size: number;
  /** The places from the oldest to the newest image or the other way, from behind a place on where one is named. */
  inOrder(direction: 'asc' | 'desc', behind?: Place): Iterable<Place>;
}

/** The images of a cloud in groups, as the image list asks for them. */
export interface ImageGroups {
  readonly all: Group;
  /** By owner, as the database compares owners. */
  ownedBy(owner: string): Group;
  ofVisibility(visibility: Visibility): Group;
  /** Images that a tenant is a member of, a group for each status that the membership has. */
  sharedWith(tenant: string, statuses: readonly MemberStatus[] | 'all'): readonly Group[];
}

/** A group in an array that is kept in order: it takes eight bytes an image, and what is new mostly comes last. */
class OrderedGroup implements Group {
  readonly #places: Place[];

  constructor(...places: Place[]) {
    this.#places = places;
  }

  get size(): number {
    return this.#places.length;
  }

  add(place: Place): void {
    const last = this.#places.at(-1);
    if (last === undefined || comparePlaces(last, place) < 0) return void this.#places.push(place);
    const index = this.#firstFrom(place);
    if (this.#places[index]?.key !== place.key) this.#places.splice(index, 0, place);
  }

  remove(place: Place): void {
    const index = this.#firstFrom(place);
    if (this.#places[index]?.key === place.key) this.#places.splice(index, 1);
  }

  *inOrder(direction: 'asc' | 'desc', behind?: Place): Generator<Place> {
    const places = this.#places;
    if (direction === 'asc') {
      let index = behind === undefined ? 0 : this.#firstFrom(behind);
      if (behind !== undefined && places[index]?.key === behind.key) index += 1;
      for (; index < places.length; index += 1) yield places[index]!;
    } else {
      const end = behind === undefined ? places.length : this.#firstFrom(behind);
      for (let index = end - 1; index >= 0; index -= 1) yield places[index]!;
    }
  }

  /** The index of the first place that does not come before this one. */
  #firstFrom(place: Place): number {
    return firstIndex(this.#places, (each) => comparePlaces(each, place) >= 0);
  }
}

/** The index of the first of some sorted things that is far enough, as all behind it are; their number where none is. */
export function firstIndex<Thing>(sorted: readonly Thing[], isFar: (thing: Thing) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isFar(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const emptyGroup: Group = new OrderedGroup();

/** Groups by a key. A group that becomes empty is dropped: what clients make up must not stay for ever. */
class GroupsByKey<Key> {
  readonly groups: Map<Key, OrderedGroup> = new Map();

  add(key: Key, place: Place): void {
    const group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, new OrderedGroup(place));
    else group.add(place);
  }

  remove(key: Key, place: Place): void {
    const group = this.groups.get(key);
    group?.remove(place);
    if (group?.size === 0) this.groups.delete(key);
  }
}

interface ByAttribute {
  readonly all: OrderedGroup;
  readonly owners: GroupsByKey<string>;
  readonly visibilities: GroupsByKey<Visibility>;
}

type Shares = Map<MemberStatus, GroupsByKey<string>>;

/**
 * The groups of a cloud. They are made when somebody lists images first, and kept from then on: a cloud that is only
 * copied, planted or written to does not pay for them. `apply.ts` reports every change.
 */
export class KeptGroups implements ImageGroups {
  readonly #images: ReadonlyMap<string, Image>;
  #byAttribute: ByAttribute | undefined;
  #shares: Shares | undefined;

  constructor(images: ReadonlyMap<string, Image>) {
    this.#images = images;
  }

  get all(): Group {
    return this.#attributes().all;
  }

  ownedBy(owner: string): Group {
    return this.#attributes().owners.groups.get(folded(owner)) ?? emptyGroup;
  }

  ofVisibility(visibility: Visibility): Group {
    return this.#attributes().visibilities.groups.get(visibility) ?? emptyGroup;
  }

  sharedWith(tenant: string, statuses: readonly MemberStatus[] | 'all'): readonly Group[] {
    this.#shares ??= this.#madeShares();
    const [shares, key] = [this.#shares, folded(tenant)];
    const wanted = statuses === 'all' ? [...shares.keys()] : [...new Set(statuses)];
    return wanted.flatMap((status) => shares.get(status)?.groups.get(key) ?? []);
  }

  /** An image came, changed, or went. */
  imageChanged(before: Image | undefined, after: Image | undefined): void {
    if (before && after && isAlike(before, after)) return;
    const [was, is] = [before && placeOf(before), after && placeOf(after)];
    if (this.#byAttribute !== undefined) {
      if (before && was) withoutImage(this.#byAttribute, before, was);
      if (after && is) withImage(this.#byAttribute, after, is);
    }
    if (this.#shares === undefined || (before && after && was?.createdAt === is?.createdAt)) return;
    if (before && was) for (const each of before.members) unshare(this.#shares, each, was);
    if (after && is) for (const each of after.members) share(this.#shares, each, is);
  }

  /** A member of an image came, changed, or went. */
  memberChanged(image: Image, before: Member | undefined, after: Member): void {
    if (this.#shares === undefined || (before?.status === after.status && before.removed === after.removed))
      return;
    const place = placeOf(image);
    if (before) unshare(this.#shares, before, place);
    share(this.#shares, after, place);
  }

  #attributes(): ByAttribute {
    if (this.#byAttribute !== undefined) return this.#byAttribute;
    const made = {
      all: new OrderedGroup(),
      owners: new GroupsByKey<string>(),
      visibilities: new GroupsByKey<Visibility>(),
    };
    const placed = Array.from(this.#images.values(), (image) => ({ image, place: placeOf(image) }));
    placed.sort((one, other) => comparePlaces(one.place, other.place));
    for (const { image, place } of placed) withImage(made, image, place);
    this.#byAttribute = made;
    return made;
  }

  #madeShares(): Shares {
    const made: Shares = new Map();
    for (const place of this.all.inOrder('asc'))
      for (const member of this.#images.get(place.key)?.members ?? []) share(made, member, place);
    return made;
  }
}

/** Whether two states of an image are in the same groups, as far as its members do not decide. */
function isAlike(one: Image, other: Image): boolean {
  return (
    one.owner === other.owner && one.visibility === other.visibility && one.createdAt === other.createdAt
  );
}

function withImage({ all, owners, visibilities }: ByAttribute, image: Image, place: Place): void {
  all.add(place);
  if (image.owner !== null) owners.add(folded(image.owner), place);
  visibilities.add(image.visibility, place);
}

function withoutImage({ all, owners, visibilities }: ByAttribute, image: Image, place: Place): void {
  all.remove(place);
  if (image.owner !== null) owners.remove(folded(image.owner), place);
  visibilities.remove(image.visibility, place);
}

function share(shares: Shares, { id, status, removed }: Member, place: Place): void {
  if (removed) return;
  const ofStatus = shares.get(status) ?? new GroupsByKey();
  shares.set(status, ofStatus);
  ofStatus.add(folded(id), place);
}

function unshare(shares: Shares, { id, status, removed }: Member, place: Place): void {
  if (removed) return;
  const ofStatus = shares.get(status);
  ofStatus?.remove(folded(id), place);
  if (ofStatus?.groups.size === 0) shares.delete(status);
}

/** The places of several groups in one order, each place once. */
export function* merged(
  groups: readonly Group[],
  direction: 'asc' | 'desc',
  behind?: Place,
): Generator<Place> {
  const heads = groups.map((group) => {
    const places = group.inOrder(direction, behind)[Symbol.iterator]();
    return { places, next: places.next().value as Place | undefined };
  });
  let last: Place | undefined;
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads) {
      if (head.next === undefined) continue;
      const order = first?.next === undefined ? -1 : comparePlaces(head.next, first.next);
      if (first === undefined || (direction === 'asc' ? order < 0 : order > 0)) first = head;
    }
    if (first?.next === undefined) return;
    if (first.next.key !== last?.key) yield first.next;
    last = first.next;
    first.next = first.places.next().value as Place | undefined;
  }
}
