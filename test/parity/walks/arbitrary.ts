import { Arbitrary, type Random, Stream, Value } from 'fast-check';
import { diceOf } from './dice.ts';
import type { Dice } from './dice.ts';
import { makeWalk } from './moves.ts';
import { lesserWalks } from './shrinking.ts';
import type { Walk } from './step.ts';

/** Makes up a walk of so many steps. */
export type Maker = (dice: Dice, steps: number) => Walk;

/**
 * Walks for fast-check. Generation follows a belief about the cloud, so that calls make sense; shrinking leaves
 * calls out and then parts of calls. What a walk names is fixed when it is made, so that any part of it can go.
 */
export class Walks extends Arbitrary<Walk> {
  readonly #steps: number;
  readonly #make: Maker;
  readonly #failedAt: WeakMap<Walk, number> = new WeakMap();

  constructor(steps: number, make: Maker = makeWalk) {
    super();
    this.#steps = steps;
    this.#make = make;
  }

  override generate(random: Random): Value<Walk> {
    return new Value(this.#make(diceOf(random), this.#steps), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Walk {
    return Array.isArray(value);
  }

  override shrink(walk: Walk): Stream<Value<Walk>> {
    const failed = walk.slice(0, (this.#failedAt.get(walk) ?? walk.length - 1) + 1);
    return new Stream(lesserWalks(failed)).map((lesser) => new Value(lesser, undefined));
  }

  /** Where a walk came to its end: nothing behind that matters. */
  failed(walk: Walk, index: number): void {
    this.#failedAt.set(walk, index);
  }
}
