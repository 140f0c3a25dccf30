import { endOf } from './callers.ts';
import type { Change, Forgetting } from './changes.ts';
import type { Cloud } from './cloud.ts';
import { imageKey } from './collation.ts';
import type { Limits } from './limits.ts';
import type { Image, Token } from './model.ts';

/**
 * What a world lets go once these changes are made, so that it holds no more of it than its limits allow: the oldest
 * login tokens, the images that were deleted longest ago, the members that were removed from an image longest ago.
 * These are changes of their own, so that a log of changes replays to the same world whatever its limits are then.
 */
export function forgotten(cloud: Cloud, changes: readonly Change[], limits: Limits): readonly Forgetting[] {
  const removedFrom = new Set(
    changes.flatMap((change) => (change.kind === 'memberRemoved' ? [imageKey(change.image)] : [])),
  );
  return [
    ...oldestTokens(cloud, limits.maxTokens),
    ...longestDeleted(cloud, limits.deletedImages),
    ...Array.from(removedFrom, (key) => cloud.images.get(key)).flatMap((image) =>
      image === undefined ? [] : longestRemoved(image, limits.removedMembers),
    ),
  ];
}

function loginTokens({ tokens, fixedTokens }: Cloud): IteratorObject<Token> {
  return tokens.values().filter(({ id, user }) => fixedTokens.get(user) !== id);
}

/** Fixed tokens do not count, and never go. */
function oldestTokens(cloud: Cloud, most: number): readonly Forgetting[] {
  const over = cloud.tokens.size - cloud.fixedTokens.size - most;
  if (over <= 0) return [];
  const tokens = loginTokens(cloud).take(over);
  return [{ kind: 'tokensEnded', tokens: tokens.map(({ id }) => id).toArray() }];
}

function longestDeleted({ deletedImages }: Cloud, most: number): readonly Forgetting[] {
  const over = deletedImages.size - most;
  if (over <= 0) return [];
  return [{ kind: 'deletedImagesForgotten', images: deletedImages.keys().take(over).toArray() }];
}

function longestRemoved({ id: image, members }: Image, most: number): readonly Forgetting[] {
  const removed = members.filter((member) => member.removed);
  const over = removed.length - most;
  if (over <= 0) return [];
  const byAge = removed.toSorted((one, other) => (one.removal ?? 0) - (other.removal ?? 0));
  return [{ kind: 'removedMembersForgotten', image, members: byAge.slice(0, over).map(({ id }) => id) }];
}

/** Login tokens whose time is over. */
export interface EndedTokens {
  readonly tokens: readonly string[];
  /** When the next one ends, in milliseconds since 1970; Infinity: none of those that are there ever does. */
  readonly next: number;
}

/**
 * The login tokens whose time is over at `now` (milliseconds since 1970). It looks at all of them, because a token may
 * end with the application credential or the token that it was got with, before older ones.
 */
export function endedTokens(cloud: Cloud, now: number): EndedTokens {
  const tokens: string[] = [];
  let next = Infinity;
  for (const token of loginTokens(cloud)) {
    const end = endOf(token);
    if (end <= now) tokens.push(token.id);
    else next = Math.min(next, end);
  }
  return { tokens, next };
}
