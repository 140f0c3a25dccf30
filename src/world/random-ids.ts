import type { Cloud } from '../domain/cloud.ts';
import { newTokenId, newTokenIdV2 } from '../domain/identity/tokens.ts';
import type { RandomIds } from '../http/context.ts';

const digits = '0123456789abcdef';

/**
 * Ids out of a source of randomness.
 * @param random gives numbers from 0 up to, not including, 1, like `Math.random`; a seeded one makes a world repeatable.
 */
export function randomIdsFrom(random: () => number): GivenIds {
  const hex = (length: number): string => {
    let made = '';
    for (let digit = 0; digit < length; digit += 1) made += digits[Math.floor(random() * 16)];
    return made;
  };
  const variant = (): string => digits[8 + Math.floor(random() * 4)] ?? '';
  const uuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-${variant()}${hex(3)}-${hex(12)}`;
  if (random !== anyRandom) return { hex, uuid, repeats: true, source: random };
  return { hex, uuid: anyUuid(uuid), repeats: false, source: random };
}

/** Ids out of a source. */
export interface GivenIds extends RandomIds {
  /** Whether the source may give again what it gave before, as a seeded one does that begins anew. */
  readonly repeats: boolean;
  /** Where they come from. */
  readonly source: () => number;
}

const anyRandom: () => number = Math.random;

/** Random bytes of the platform, drawn many at a time: to ask for them takes longer than to write an id. */
const drawn: Uint8Array = new Uint8Array(4096);
const nextDrawn = { at: drawn.length };

/** Each answer has a new id. The platform's own function makes it of a dozen texts, and in pages only over HTTPS. */
function anyUuid(otherwise: () => string): () => string {
  const { crypto } = globalThis as { readonly crypto?: { getRandomValues?(bytes: Uint8Array): unknown } };
  if (typeof crypto?.getRandomValues !== 'function') return otherwise;
  return () => {
    if (nextDrawn.at === drawn.length) {
      crypto.getRandomValues?.(drawn);
      nextDrawn.at = 0;
    }
    const at = nextDrawn.at;
    nextDrawn.at += 16;
    return uuidAt(at);
  };
}

/** The codes of the digits. */
const digitCodes: Uint8Array = Uint8Array.from(digits, (digit) => digit.charCodeAt(0));
const dash = 0x2d;

/** The digit of the upper half of a drawn byte, and that of the lower half. */
const upper = (at: number): number => digitCodes[drawn[at]! >> 4]!;
const lower = (at: number): number => digitCodes[drawn[at]! & 15]!;

/** The random UUID (RFC 9562, version 4) that 16 drawn bytes make, written at once as one text. */
// oxfmt-ignore
function uuidAt(at: number): string {
  return String.fromCharCode(
    upper(at), lower(at), upper(at + 1), lower(at + 1), upper(at + 2), lower(at + 2), upper(at + 3), lower(at + 3),
    dash, upper(at + 4), lower(at + 4), upper(at + 5), lower(at + 5),
    dash, digitCodes[4]!, lower(at + 6), upper(at + 7), lower(at + 7),
    dash, digitCodes[8 + (drawn[at + 8]! >> 6)]!, lower(at + 8), upper(at + 9), lower(at + 9),
    dash, upper(at + 10), lower(at + 10), upper(at + 11), lower(at + 11), upper(at + 12), lower(at + 12),
    upper(at + 13), lower(at + 13), upper(at + 14), lower(at + 14), upper(at + 15), lower(at + 15),
  );
}

/** How often another id is drawn where one is taken: a source that always gives the same must not be asked for ever. */
const mostDraws = 100;

/** Ids and tokens that a cloud does not have yet. */
export function unusedIn({ images, deletedImages, tasks, tokens }: Cloud, given: GivenIds): RandomIds {
  if (!given.repeats) return given;
  const { uuid, hex } = given;
  const isTaken = (id: string): boolean => images.has(id) || deletedImages.has(id) || tasks.has(id);
  const isToken = (digits: string): boolean =>
    tokens.has(newTokenId(() => digits)) || tokens.has(newTokenIdV2(() => digits));
  return {
    uuid() {
      let made = uuid();
      for (let draw = 1; draw < mostDraws && isTaken(made); draw += 1) made = uuid();
      return made;
    },
    hex(length) {
      let made = hex(length);
      for (let draw = 1; draw < mostDraws && isToken(made); draw += 1) made = hex(length);
      return made;
    },
  };
}

/** A source of randomness that goes on from where another one is, by its state: a whole number of 32 bits. */
export interface SeededRandom {
  (): number;
  state: number;
}

/**
 * A source of randomness that always gives the same numbers for the same seed.
 * @param seed a whole number; its lower 32 bits count.
 * @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md, mulberry32
 */
export function seededRandom(seed: number): SeededRandom {
  const source: SeededRandom = Object.assign(
    () => {
      const state = (source.state + 0x6d2b79f5) >>> 0;
      source.state = state;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    { state: seed >>> 0 },
  );
  return source;
}
