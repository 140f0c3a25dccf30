import type { Change } from './changes.ts';
import type { Cloud, Usage } from './cloud.ts';
import { folded, imageKey } from './collation.ts';
import type { Limits } from './limits.ts';
import type { ApplicationCredential, Image, Member } from './model.ts';

/** The usage of a world without images. */
export const noUsage: Usage = { data: 0, records: 0 };

/**
 * Bytes that a thing takes besides its texts, rounded up. Source: measured on Node 24; a property takes the more, the
 * fewer other images have one of its name.
 */
const overhead = { image: 1000, tag: 50, property: 250, member: 200, applicationCredential: 1000 };

/** A character takes one byte, or two where its text has any beyond Latin-1: two are counted. */
function textBytes(...texts: readonly (string | null)[]): number {
  return texts.reduce((bytes, text) => bytes + 2 * (text?.length ?? 0), 0);
}

function imageBytes({ name, owner, diskFormat, containerFormat, tags, properties }: Image): number {
  const tagBytes = tags.reduce((bytes, tag) => bytes + overhead.tag + textBytes(tag), 0);
  const propertyBytes = Object.entries(properties).reduce(
    (bytes, entry) => bytes + overhead.property + textBytes(...entry),
    0,
  );
  return overhead.image + textBytes(name, owner, diskFormat, containerFormat) + tagBytes + propertyBytes;
}

function memberBytes(members: readonly Member[]): number {
  return members.reduce((bytes, { id }) => bytes + overhead.member + textBytes(id), 0);
}

function credentialBytes({ name, description, secret }: ApplicationCredential): number {
  return overhead.applicationCredential + textBytes(name, description, secret);
}

function imageUsage(image: Image): Usage {
  return {
    data: (image.data?.bytes.length ?? 0) + (image.staged?.length ?? 0),
    records: imageBytes(image) + memberBytes(image.members),
  };
}

/** The usage of an image that takes the place of another. Most changes leave the members as they are. */
function replaced(after: Image, before: Image): Usage {
  const same = after.members === before.members;
  const [one, other] = same
    ? [
        { ...after, members: [] },
        { ...before, members: [] },
      ]
    : [after, before];
  return difference(imageUsage(one), imageUsage(other));
}

function difference(one: Usage, other: Usage): Usage {
  return { data: one.data - other.data, records: one.records - other.records };
}

function records(bytes: number): Usage {
  return { data: 0, records: bytes };
}

/** The members of an image that are on record or removed, with these ids as the database compares them. */
function membersOf(cloud: Cloud, image: string, ids: readonly string[]): readonly Member[] {
  const wanted = new Set(ids.map(folded));
  const members = cloud.images.get(imageKey(image))?.members ?? [];
  return members.filter(({ id }) => wanted.has(folded(id)));
}

/** A limit that some changes would exceed, in bytes, as texts for the words of a refusal. */
export interface Exceeded extends Readonly<Record<string, string>> {
  readonly attempted: string;
  readonly maximum: string;
}

/** Whether changes that are not made yet would make a world larger than it may be; undefined: they would not. */
export function worldExceeded(
  cloud: Cloud,
  { worldBytes }: Limits,
  changes: readonly Change[],
): Exceeded | undefined {
  const growth = changes.reduce((bytes, change) => bytes + growthBy(cloud, change).records, 0);
  const attempted = cloud.usage.records + growth;
  if (growth <= 0 || attempted <= worldBytes) return undefined;
  return { attempted: String(attempted), maximum: String(worldBytes) };
}

/** How much more a world takes after a change than before it; to be asked before the change is made. */
export function growthBy(cloud: Cloud, change: Change): Usage {
  switch (change.kind) {
    case 'imageCreated':
    case 'imageChanged': {
      const before = cloud.images.get(imageKey(change.image.id));
      return before === undefined ? imageUsage(change.image) : replaced(change.image, before);
    }
    case 'imageDeleted': {
      const image = cloud.images.get(imageKey(change.image));
      return image === undefined ? noUsage : difference(noUsage, imageUsage(image));
    }
    case 'memberAdded':
    case 'memberStatusChanged':
    case 'memberRemoved': {
      const { image, member } = change;
      return records(memberBytes([member]) - memberBytes(membersOf(cloud, image, [member.id])));
    }
    case 'removedMembersForgotten':
      return records(-memberBytes(membersOf(cloud, change.image, change.members)));
    case 'applicationCredentialCreated':
      return records(credentialBytes(change.credential));
    case 'applicationCredentialDeleted': {
      const credential = cloud.applicationCredentials.get(change.credential);
      return records(credential === undefined ? 0 : -credentialBytes(credential));
    }
    default:
      return noUsage;
  }
}

/**
 * The same text in memory of its own, for texts that a world keeps: in V8 a part of a text holds on to the whole of it,
 * and one that was put together to its parts.
 */
export function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
