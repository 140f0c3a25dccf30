import { emptyCloud, type WritableCloud } from '../domain/apply.ts';
import type { Change, Cloud } from '../domain/cloud.ts';
import { imageKey } from '../domain/collation.ts';
import { defaultDomain } from '../domain/identity/bootstrap.ts';
import { MemberTable, tableOf } from '../domain/member-table.ts';
import type { DeletedImage, Domain, Download, Image, ImageValues, Member } from '../domain/model.ts';
import { digestOf } from './texts.ts';

/** Clouds and changes as JSON. Bytes stand aside: in their place is their digest. */

/** Takes bytes aside. @returns their digest. */
export type Aside = (bytes: Uint8Array) => string;

/** The bytes of a digest. @throws StateError where they are missing. */
export type BytesOf = (digest: string) => Uint8Array;

/** Bytes that were taken aside while something was written. */
export function asides(): { readonly aside: Aside; readonly taken: ReadonlyMap<string, Uint8Array> } {
  const taken = new Map<string, Uint8Array>();
  const aside = (bytes: Uint8Array): string => {
    const digest = digestOf(bytes);
    taken.set(digest, bytes);
    return digest;
  };
  return { aside, taken };
}

/** What was written of something: the same, but for digests in the places of bytes. */
type Written<Thing> = Thing;

function writtenImage<Values extends ImageValues | DeletedImage>(
  image: Values,
  aside: Aside,
): Written<Values> {
  const { data, staged } = image;
  if (data === null && staged === null) return image;
  const written: unknown = {
    ...image,
    data: data && { ...data, bytes: aside(data.bytes) },
    staged: staged && aside(staged),
  };
  return written as Values;
}

function readImage<Values extends ImageValues | DeletedImage>(
  written: Written<Values>,
  bytesOf: BytesOf,
): Values {
  const { data, staged } = written;
  if (data === null && staged === null) return written;
  const bytes = (digest: unknown): Uint8Array => bytesOf(String(digest));
  return { ...written, data: data && { ...data, bytes: bytes(data.bytes) }, staged: staged && bytes(staged) };
}

/** A change to be written. */
export function writtenChange(change: Change, aside: Aside): Written<Change> {
  return withImage(change, {
    image: (image) => writtenImage(image, aside),
    left: (left) => writtenImage(left, aside),
  });
}

/** A change that was written. */
export function readChange(change: Written<Change>, bytesOf: BytesOf): Change {
  return withImage(change, {
    image: (image) => readImage(image, bytesOf),
    left: (left) => readImage(left, bytesOf),
  });
}

function withImage(
  change: Change,
  made: {
    readonly image: (image: ImageValues) => ImageValues;
    readonly left: (left: DeletedImage) => DeletedImage;
  },
): Change {
  switch (change.kind) {
    case 'imageCreated':
    case 'imageChanged':
      return { ...change, image: made.image(change.image) };
    case 'imageDeleted':
      return { ...change, left: made.left(change.left) };
    default:
      return change;
  }
}

type Entries<Of> =
  Of extends ReadonlyMap<string, infer Value> ? readonly (readonly [string, Value])[] : never;

type WrittenImage = Written<ImageValues> & {
  readonly members: readonly Member[];
  /** The ids of removed members, the longest removed first. */
  readonly removed: readonly string[];
  /** When one was removed last, where one was. */
  readonly lastRemoval?: number | undefined;
};

/** A cloud as JSON has it. */
export interface WrittenCloud {
  readonly domains: Entries<Cloud['domains']>;
  readonly tenants: Entries<Cloud['tenants']>;
  readonly users: Entries<Cloud['users']>;
  readonly roles: readonly string[];
  readonly tokens: Entries<Cloud['tokens']>;
  readonly fixedTokens: Entries<Cloud['fixedTokens']>;
  readonly applicationCredentials: Entries<Cloud['applicationCredentials']>;
  readonly images: readonly WrittenImage[];
  readonly deletedImages: readonly (readonly [string, Written<DeletedImage> | null])[];
  readonly tasks: Entries<Cloud['tasks']>;
  /** How many bytes of zero, or the digest of bytes. */
  readonly downloads: readonly (readonly [string, number | string])[];
  readonly usage: Cloud['usage'];
}

/** A cloud to be written. */
export function writtenCloud(cloud: Cloud, aside: Aside): WrittenCloud {
  const downloads = Array.from(cloud.downloads, ([uri, download]): readonly [string, number | string] => [
    uri,
    typeof download === 'number' ? download : aside(download),
  ]);
  return {
    domains: [...cloud.domains],
    tenants: [...cloud.tenants],
    users: [...cloud.users],
    roles: [...cloud.roles],
    tokens: [...cloud.tokens],
    fixedTokens: [...cloud.fixedTokens],
    applicationCredentials: [...cloud.applicationCredentials],
    images: Array.from(cloud.images.values(), (image) => imageWithMembers(image, aside)),
    deletedImages: Array.from(
      cloud.deletedImages,
      ([key, left]) => [key, left && writtenImage(left, aside)] as const,
    ),
    tasks: [...cloud.tasks],
    downloads,
    usage: cloud.usage,
  };
}

function imageWithMembers({ members, ...image }: Image, aside: Aside): WrittenImage {
  const removed = members.longestRemoved(members.removed).map(({ id }) => id);
  return { ...writtenImage(image, aside), members: [...members], removed, lastRemoval: members.lastRemoval };
}

/** A cloud that was written. @param roleFacts those of the release that its world shows. */
export function readCloud(
  written: WrittenCloud,
  roleFacts: Cloud['roleFacts'],
  bytesOf: BytesOf,
): WritableCloud {
  const cloud = emptyCloud(roleFacts);
  cloud.domains.clear();
  fill(
    cloud.domains,
    written.domains.map(([id, domain]) => [id, isDefault(domain) ? defaultDomain : domain] as const),
  );
  fill(cloud.tenants, written.tenants);
  fill(cloud.users, written.users);
  for (const role of written.roles) cloud.roles.add(role);
  fill(cloud.tokens, written.tokens);
  fill(cloud.fixedTokens, written.fixedTokens);
  fill(cloud.applicationCredentials, written.applicationCredentials);
  for (const image of written.images) cloud.images.set(imageKey(image.id), readWithMembers(image, bytesOf));
  for (const [key, left] of written.deletedImages)
    cloud.deletedImages.set(key, left && readImage(left, bytesOf));
  fill(cloud.tasks, written.tasks);
  for (const [uri, download] of written.downloads) cloud.downloads.set(uri, readDownload(download, bytesOf));
  cloud.usage = written.usage;
  return cloud;
}

/** Whether a domain is the one that every cloud begins with, which a seed leaves out. */
function isDefault(domain: Domain): boolean {
  return JSON.stringify(domain) === JSON.stringify(defaultDomain);
}

function fill<Value>(map: Map<string, Value>, entries: readonly (readonly [string, Value])[]): void {
  for (const [key, value] of entries) map.set(key, value);
}

function readDownload(download: number | string, bytesOf: BytesOf): Download {
  return typeof download === 'number' ? download : bytesOf(download);
}

function readWithMembers(
  { members: list, removed, lastRemoval, ...image }: WrittenImage,
  bytesOf: BytesOf,
): Image {
  const members = tableOf(new MemberTable(list));
  members.lastRemoval = lastRemoval;
  // Put again, each comes last among the removed ones.
  for (const id of removed) members.put(members.get(id)!);
  return { ...readImage(image, bytesOf), members };
}
