import type { RandomIds } from '../http/context.ts';

const digits = '0123456789abcdef';

/**
 * Ids out of a source of randomness.
 * @param random gives numbers from 0 up to, not including, 1, like `Math.random`; a seeded one makes a world repeatable.
 */
export function randomIdsFrom(random: () => number): RandomIds {
  const hex = (length: number): string => {
    let made = '';
    for (let digit = 0; digit < length; digit += 1) made += digits[Math.floor(random() * 16)];
    return made;
  };
  const variant = (): string => digits[8 + Math.floor(random() * 4)] ?? '';
  return { hex, uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${variant()}${hex(3)}-${hex(12)}` };
}

/**
 * A source of randomness that always gives the same numbers for the same seed.
 * @param seed a whole number; its lower 32 bits count.
 * @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md, mulberry32
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
