import type { Dice } from '../../parity/walks/dice.ts';
import type { Draft } from '../request.ts';
import type { Making } from '../valid.ts';

/** The part of a request that a mutation changes. */
export type Part = 'method' | 'path' | 'query' | 'headers' | 'token' | 'body' | 'size';

/** One way to spoil a valid request. What comes out is still one request, whole: another one may follow it. */
export interface Mutation {
  /** A few words for the report. */
  readonly name: string;
  readonly part: Part;
  /** How often it is taken, beside the others of its part; 1 where it is left out. */
  readonly weight?: number;
  readonly change: (draft: Draft, making: Making) => Draft;
}

/** Mutations of one part, written as a table of names and functions. */
export function mutationsOf(
  part: Part,
  table: Readonly<Record<string, Mutation['change']>>,
  weight = 1,
): readonly Mutation[] {
  return Object.entries(table).map(([name, change]) => ({ name, part, weight, change }));
}

/** A text of a length: of one character, or of several that take turns. */
export function long(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

/** Bytes of any value, as Latin-1. */
export function anyBytes(dice: Dice, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => dice.whole(0, 255));
}
