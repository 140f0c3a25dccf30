/** Chances, all from one seeded source. */
export interface Dice {
  /** Both ends included. */
  whole(from: number, to: number): number;
  /** True in so many of a hundred throws. */
  percent(chance: number): boolean;
  /** @throws Error where there is nothing to pick from. */
  pick<T>(items: readonly T[]): T;
  /** Each row is an item behind its weight. */
  weigh<T>(rows: readonly (readonly [weight: number, item: T])[]): T;
}

/** Dice that a generator throws, such as fast-check's; `nextInt` includes both ends. */
export function diceOf(random: { nextInt(from: number, to: number): number }): Dice {
  const whole = (from: number, to: number): number => random.nextInt(from, to);
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('there is nothing to pick from');
    return items[whole(0, items.length - 1)] as T;
  };
  return {
    whole,
    percent: (chance) => whole(1, 100) <= chance,
    pick,
    weigh: (rows) => {
      let left = whole(
        1,
        rows.reduce((sum, [weight]) => sum + weight, 0),
      );
      const row = rows.find(([weight]) => (left -= weight) <= 0);
      return (row ?? rows[0] ?? pick([]))[1];
    },
  };
}
