import { rememberedLast } from './remembered.ts';

/** A time in milliseconds since 1970 as Glance prints it: whole seconds, `YYYY-MM-DDTHH:MM:SSZ`. Source: RULES.md §2, Times. */
export function wholeSecond(milliseconds: number): string {
  return written(Math.floor(milliseconds / 1000));
}

/** Requests come in the same second, and to write it again costs more than to decide them. */
const written: (second: number) => string = rememberedLast(
  (second) => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`,
);

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
