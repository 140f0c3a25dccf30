import { apply, type WritableCloud } from './apply.ts';
import type { Change, ResidentChange } from './cloud.ts';
import { imageKey } from './collation.ts';
import { tableOf } from './member-table.ts';
import type { Member } from './model.ts';

/** Takes something back. */
export type Undo = () => void;

/**
 * Makes a change that may be taken back, as long as nothing else was changed since, or was taken back before: for whoever
 * decides first and learns later whether that holds.
 */
export function applyUndoably(cloud: WritableCloud, change: Change): Undo {
  const { usage } = cloud;
  const undo = undoOf(cloud, change);
  apply(cloud, change);
  return () => {
    undo();
    cloud.usage = usage;
  };
}

/** What takes a change back that is not made yet. */
function undoOf(cloud: WritableCloud, change: Change): Undo {
  switch (change.kind) {
    case 'memberAdded':
    case 'memberStatusChanged':
    case 'memberRemoved':
      return memberBack(cloud, change.image, change.member);
    case 'removedMembersForgotten':
      return tableBack(cloud, change.image);
    case 'imageCreated':
    case 'imageChanged':
      return imageBack(cloud, change.image.id, 'set');
    case 'imageDeleted':
      return both(
        imageBack(cloud, change.image, 'deleted'),
        entryBack(cloud.deletedImages, imageKey(change.image)),
      );
    case 'tokenFixed':
      return both(entryBack(cloud.fixedTokens, change.token.user), entryBack(cloud.tokens, change.token.id));
    case 'tokenIssued':
      return entryBack(cloud.tokens, change.token.id);
    case 'tokenRevoked':
      return tokensBack(cloud, [change.token]);
    case 'tokensEnded':
      return tokensBack(cloud, change.tokens);
    default:
      return undoOfEntries(cloud, change);
  }
}

function undoOfEntries(cloud: WritableCloud, change: Change): Undo {
  switch (change.kind) {
    case 'taskChanged':
      return entryBack(cloud.tasks, change.task.id);
    case 'tasksForgotten':
      return entriesBack(cloud.tasks, change.tasks);
    case 'deletedImagesForgotten':
      return entriesBack(cloud.deletedImages, change.images);
    case 'applicationCredentialCreated':
      return entryBack(cloud.applicationCredentials, change.credential.id);
    case 'applicationCredentialDeleted':
      return entriesBack(cloud.applicationCredentials, [change.credential]);
    default:
      return undoOfResidents(cloud, change as ResidentChange);
  }
}

function undoOfResidents(cloud: WritableCloud, change: ResidentChange): Undo {
  switch (change.kind) {
    case 'domainCreated':
    case 'domainChanged':
      return entryBack(cloud.domains, change.domain.id);
    case 'domainDeleted':
      return entriesBack(cloud.domains, [change.domain]);
    case 'tenantCreated':
    case 'tenantChanged':
      return entryBack(cloud.tenants, change.tenant.id);
    case 'tenantDeleted':
      return entriesBack(cloud.tenants, [change.tenant]);
    case 'userCreated':
    case 'userChanged':
      return entryBack(cloud.users, change.user.id);
    case 'userDeleted':
      return both(
        tokensBack(cloud, [cloud.fixedTokens.get(change.user) ?? '']),
        entriesBack(cloud.users, [change.user]),
      );
  }
}

function tokensBack(cloud: WritableCloud, ids: readonly string[]): Undo {
  const users = ids.map((id) => cloud.tokens.get(id)?.user ?? '');
  return both(entriesBack(cloud.fixedTokens, users), entriesBack(cloud.tokens, ids));
}

function both(one: Undo, other: Undo): Undo {
  return () => {
    one();
    other();
  };
}

/** A value that is about to be set. One that was there keeps its place; one that was not comes last, and goes again. */
function entryBack<Key, Value>(map: Map<Key, Value>, key: Key): Undo {
  const before = map.get(key);
  const was = map.has(key);
  return () => void (was ? map.set(key, before as Value) : map.delete(key));
}

/** Entries that are about to be deleted. They come back where they were: behind the key that stood before each. */
function entriesBack<Key, Value>(map: Map<Key, Value>, keys: readonly Key[]): Undo {
  const going = new Set(keys.filter((key) => map.has(key)));
  const behind = new Map<Key | undefined, readonly [Key, Value]>();
  let last: Key | undefined;
  for (const [key, value] of map) {
    if (behind.size === going.size) break;
    if (going.has(key)) behind.set(last, [key, value]);
    last = key;
  }
  if (behind.size === 0) return () => {};
  return () => {
    const staying = [...map];
    map.clear();
    const restore = (from: Key | undefined): void => {
      for (let next = behind.get(from); next !== undefined; next = behind.get(next[0])) map.set(...next);
    };
    restore(undefined);
    for (const [key, value] of staying) {
      map.set(key, value);
      restore(key);
    }
  };
}

function imageBack(cloud: WritableCloud, id: string, becomes: 'set' | 'deleted'): Undo {
  const key = imageKey(id);
  const before = cloud.images.get(key);
  const back = becomes === 'set' ? entryBack(cloud.images, key) : entriesBack(cloud.images, [key]);
  return () => {
    const after = cloud.images.get(key);
    back();
    cloud.groups.imageChanged(after, before);
  };
}

/** A member that comes again after it was removed leaves its place among the removed ones: then the table is kept. */
function memberBack(cloud: WritableCloud, id: string, after: Member): Undo {
  const image = cloud.images.get(imageKey(id));
  const before = image?.members.get(after.id);
  const lastRemoval = image?.members.lastRemoval;
  if (before?.removed) return tableBack(cloud, id, { before, after });
  return () => {
    const now = cloud.images.get(imageKey(id));
    if (now === undefined) return;
    if (before === undefined) tableOf(now.members).forget([after.id]);
    else tableOf(now.members).put(before);
    tableOf(now.members).lastRemoval = lastRemoval;
    cloud.groups.memberChanged(now, after, before ?? { ...after, removed: true });
  };
}

/** An image whose table of members is about to be written to: the change takes a copy, and the table stays. */
function tableBack(
  cloud: WritableCloud,
  id: string,
  changed?: { readonly before: Member; readonly after: Member },
): Undo {
  const key = imageKey(id);
  const image = cloud.images.get(key);
  if (image === undefined) return () => {};
  tableOf(image.members).share();
  return () => {
    cloud.images.set(key, image);
    if (changed !== undefined) cloud.groups.memberChanged(image, changed.after, changed.before);
  };
}
