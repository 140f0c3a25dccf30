/** A time in milliseconds since 1970 as Glance prints it: whole seconds, `YYYY-MM-DDTHH:MM:SSZ`. Source: RULES.md §2, Times. */
export function wholeSecond(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== written.second)
    written = { second, text: `${new Date(milliseconds).toISOString().slice(0, 19)}Z` };
  return written.text;
}

/** The last time that was written: requests come in the same second, and to write it again costs more than to decide them. */
let written: { readonly second: number; readonly text: string } = { second: NaN, text: '' };

/** Keystone's form of a time (milliseconds since 1970): whole seconds with six zeroes behind them. */
export function identityTime(now: number): string {
  return new Date(Math.floor(now / 1000) * 1000).toISOString().replace(/\.\d+Z$/, '.000000Z');
}

/** When a token ends that never ends: Keystone always prints an end. */
export const farAway: string = '2099-12-31T23:59:59.000000Z';

const readable: RegExp = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/;

/**
 * A time as a client writes it, in UTC, in Keystone's form with microseconds; undefined where it cannot be read.
 * Source: asked of Keystone 22 (an offset and a bare date are refused; the `Z` may be missing).
 */
export function readIdentityTime(text: string): string | undefined {
  const [, day, hour, fraction = ''] = readable.exec(text) ?? [];
  const time = `${day}T${hour}.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
  return day === undefined || Number.isNaN(Date.parse(time)) ? undefined : time;
}
