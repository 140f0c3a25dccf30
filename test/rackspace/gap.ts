import { expect } from 'vitest';
import { type Call, everyDoor, type World } from '../doors.ts';
import { cloudImages, overheard } from './sentences.ts';

/** A call whose answer nobody knows of the service itself. */
export interface Gap {
  readonly gap: string;
  readonly rule: string;
  readonly world?: World;
  /** What is asked before, by the same. */
  readonly before?: readonly Call[];
  /** The producer, unless it says otherwise. */
  readonly as?: string;
  readonly call: Call;
  readonly status: number;
  /** The gaps that the answer touches. */
  readonly unproven: readonly string[];
}

/** Tells that the answers to some calls, and only these, are unproven, and what of them. */
export function gapsAreTold(gaps: readonly Gap[]): void {
  for (const {
    gap,
    rule,
    world: plain = cloudImages(),
    before = [],
    as = 'producer',
    call,
    status,
    unproven,
  } of gaps) {
    const { world, heard } = overheard(plain);
    everyDoor(`unproven, ${gap}: ${rule}`, world, async (t) => {
      for (const each of before) await t.send({ as, ...each });
      heard.length = 0;
      expect((await t.send({ as, ...call })).status).toBe(status);
      expect(heard.map(({ trace }) => trace.unproven)).toEqual([unproven]);
    });
  }
}
