import { endOf } from '../domain/callers.ts';
import type { Limits } from '../domain/limits.ts';
import type { Token } from '../domain/model.ts';

/** The tokens that the image API has seen, which it takes without asking Keystone again. */
interface TokenCache {
  /**
   * The token as the image API knows it at a time.
   * @param valid the token where Keystone knows it by then.
   */
  recall(id: string, valid: Token | undefined, now: number): Token | undefined;
}

/**
 * A cache of tokens. An expired one does not count, however fresh its entry is.
 * Source: keystonemiddleware, `token_cache_time`; asked of Glance 25.1 with a revoked token.
 * @param seconds how long a token is kept; 0: not at all.
 * @param most tokens that are kept; beyond them the oldest entry ends.
 */
function tokenCacheOf(seconds: number, most: number): TokenCache {
  const kept = new Map<string, { readonly token: Token; readonly until: number }>();
  return {
    recall(id, valid, now) {
      if (seconds === 0) return valid;
      const known = kept.get(id);
      if (known !== undefined && known.until > now && endOf(known.token) > now) return known.token;
      kept.delete(id);
      if (valid === undefined) return undefined;
      kept.set(id, { token: valid, until: now + seconds * 1000 });
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return valid;
    },
  };
}

/** Milliseconds in a minute. */
const minute = 60_000;

/** How often each tenant asks: counted by the minutes of the clock. */
interface RateLimit {
  /** Counts a request at a time; undefined where it is within the limit, else when the next minute begins. */
  count(tenant: string | null, now: number): number | undefined;
}

/** A count of requests. @param most how many a tenant may send in a minute. */
function rateLimitOf(most: number): RateLimit {
  const counts = new Map<string | null, { readonly from: number; sent: number }>();
  return {
    count(tenant, now) {
      if (most === Infinity) return undefined;
      const from = now - (now % minute);
      const counted = counts.get(tenant);
      const count = counted?.from === from ? counted : { from, sent: 0 };
      count.sent += 1;
      counts.set(tenant, count);
      return count.sent <= most ? undefined : from + minute;
    },
  };
}

/** What a world remembers of requests besides its cloud. */
export interface Counts {
  readonly rateLimit: RateLimit;
  readonly tokens: TokenCache;
}

/** Counts that begin anew, within the limits of a world. */
export function countsOf({ requestsPerMinute, tokenCache, maxTokens }: Limits): Counts {
  return { rateLimit: rateLimitOf(requestsPerMinute), tokens: tokenCacheOf(tokenCache, maxTokens) };
}
