/** Milliseconds in a minute. */
const minute = 60_000;

/** How often each tenant asks: counted by the minutes of the clock. */
export interface RateLimit {
  /** Counts a request at a time; undefined where it is within the limit, else when the next minute begins. */
  count(tenant: string | null, now: number): number | undefined;
}

/** A count of requests. @param most how many a tenant may send in a minute. */
export function rateLimitOf(most: number): RateLimit {
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
