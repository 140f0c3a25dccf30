import { endOf } from './callers.ts';
import type { Change, Cloud, Forgetting } from './cloud.ts';
import { imageKey } from './collation.ts';
import type { Image, Token } from './model.ts';

/** Seconds of a limit that is a time, at most: a date of JavaScript can be that far ahead, with room to spare. */
export const longestTime = 1_000_000_000;

/** Limits of a world, all changeable by options. */
export interface Limits {
  /** Members an image may have; Glance's `image_member_quota` (128), and none that is documented of Rackspace. */
  readonly membersPerImage: number;
  /** Bytes of a JSON body that are read. */
  readonly jsonBytes: number;
  /** Bytes of image data that the world keeps, all images together. */
  readonly imageBytes: number;
  /**
   * Bytes that images without their data, their members, application credentials, tasks, and the domains, tenants and
   * users that were created or changed may take, as `growthBy` estimates them.
   */
  readonly worldBytes: number;
  /** Deleted images that are remembered: their ids stay taken. */
  readonly deletedImages: number;
  /** Removed members of an image that are remembered: added again, they keep their place and their `createdAt`. */
  readonly removedMembers: number;
  /** Imports that are over and remembered as tasks. */
  readonly tasks: number;
  /** Seconds that an import takes; 0: it is over before the next request. */
  readonly importSeconds: number;
  /** Seconds that a token lives that was got by logging in; Keystone's `expiration`. */
  readonly tokenLifetime: number;
  /** Seconds that the image API goes on taking a token that it has seen, whatever Keystone says by then. */
  readonly tokenCache: number;
  /** Tokens got by logging in that the world keeps; beyond them the oldest ends. */
  readonly maxTokens: number;
  /** Application credentials that a user may have; Keystone's `[application_credential] user_limit`. */
  readonly credentialsPerUser: number;
  /** Domains that a world may have, those of its seed too, for another one to be created. */
  readonly maxDomains: number;
  /** Tenants that a world may have, in the same way. */
  readonly maxTenants: number;
  /** Users that a world may have, in the same way. */
  readonly maxUsers: number;
  /** Roles that a user may have on tenants, domains and the system together, for another one to be granted. */
  readonly rolesPerUser: number;
  /** Requests to the image API that a tenant may send in a minute. */
  readonly requestsPerMinute: number;
}

/**
 * The same text in memory of its own, for texts that a world keeps: in V8 a part of a text holds on to the whole of it,
 * and one that was put together to its parts.
 */
export function detached(text: string): string {
  // Shorter ones are always copies.
  return text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string);
}

/**
 * What a world lets go once these changes are made, so that it holds no more of it than its limits allow: the oldest
 * login tokens, the images that were deleted longest ago, the oldest imports that are over, the members that were removed from an image longest ago.
 * These are changes of their own, so that a log of changes replays to the same world whatever its limits are then.
 */
export function forgotten(cloud: Cloud, changes: readonly Change[], limits: Limits): readonly Forgetting[] {
  return [
    ...oldestTokens(cloud, limits.maxTokens),
    ...longestDeleted(cloud, limits.deletedImages),
    ...oldestTasks(cloud, changes, limits.tasks),
    ...longestRemovedFrom(cloud, changes, limits.removedMembers),
  ];
}

function longestRemovedFrom(cloud: Cloud, changes: readonly Change[], most: number): readonly Forgetting[] {
  if (!changes.some(({ kind }) => kind === 'memberRemoved')) return none;
  const keys = new Set(
    changes.flatMap((change) => (change.kind === 'memberRemoved' ? [imageKey(change.image)] : [])),
  );
  return Array.from(keys, (key) => cloud.images.get(key)).flatMap((image) =>
    image === undefined ? none : longestRemoved(image, most),
  );
}

const none: readonly Forgetting[] = [];

function loginTokens({ tokens, fixedTokens }: Cloud): IteratorObject<Token> {
  return tokens.values().filter(({ id, user }) => fixedTokens.get(user) !== id);
}

/** Fixed tokens do not count, and never go. */
function oldestTokens(cloud: Cloud, most: number): readonly Forgetting[] {
  const over = cloud.tokens.size - cloud.fixedTokens.size - most;
  if (over <= 0) return none;
  const tokens = loginTokens(cloud).take(over);
  return [{ kind: 'tokensEnded', tokens: tokens.map(({ id }) => id).toArray() }];
}

function longestDeleted({ deletedImages }: Cloud, most: number): readonly Forgetting[] {
  const over = deletedImages.size - most;
  if (over <= 0) return none;
  return [{ kind: 'deletedImagesForgotten', images: deletedImages.keys().take(over).toArray() }];
}

/** Only tasks that are over go: looked for when one has ended. */
function oldestTasks({ tasks }: Cloud, changes: readonly Change[], most: number): readonly Forgetting[] {
  if (tasks.size <= most || !changes.some((change) => change.kind === 'taskChanged')) return none;
  const over = tasks.values().filter(({ status }) => status !== 'processing');
  const ids = over.map(({ id }) => id).toArray();
  return ids.length <= most ? [] : [{ kind: 'tasksForgotten', tasks: ids.slice(0, ids.length - most) }];
}

function longestRemoved({ id: image, members }: Image, most: number): readonly Forgetting[] {
  const over = members.removed - most;
  if (over <= 0) return none;
  return [
    { kind: 'removedMembersForgotten', image, members: members.longestRemoved(over).map(({ id }) => id) },
  ];
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
