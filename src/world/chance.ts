import type { Chance } from '../http/context.ts';

/**
 * Ids out of a source of randomness.
 * @param random gives numbers from 0 up to, not including, 1, like `Math.random`; a seeded one makes a world repeatable.
 */
export function chanceFrom(random: () => number): Chance {
  const digit = (): string => Math.floor(random() * 16).toString(16);
  const hex = (length: number): string => Array.from({ length }, digit).join('');
  const variant = (): string => (8 + Math.floor(random() * 4)).toString(16);
  return { hex, uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${variant()}${hex(3)}-${hex(12)}` };
}
