import type { Usage } from '../domain/cloud.ts';
import type { Limits } from '../domain/limits.ts';
import { noUsage } from '../domain/usage.ts';
import type { Fake } from '../world/fake.ts';

/** The memory of a host: its limits are for all worlds together. */
export interface Sharing {
  /**
   * Takes a new world in, whose limits count the others.
   * @param isOwn what it begins with is shared with no other.
   */
  joined(make: (limits: (own: Limits) => Limits) => Fake, isOwn?: boolean): Fake;
  left(fake: Fake | undefined): void;
}

/** The memory of a host without a world. */
export function sharing(): Sharing {
  // What a world began with is shared by all that began with the same, and counts for none of the others.
  const members = new Map<Fake, Usage>();
  const others = (kind: keyof Usage, own: Fake): number => {
    let sum = 0;
    for (const [fake, begun] of members)
      if (fake !== own) sum += Math.max(0, fake.cloud.usage[kind] - begun[kind]);
    return sum;
  };
  const limitsFor =
    (self: () => Fake) =>
    (own: Limits): Limits => ({
      ...own,
      get worldBytes() {
        return Math.max(0, own.worldBytes - others('records', self()));
      },
      get imageBytes() {
        return Math.max(0, own.imageBytes - others('data', self()));
      },
    });
  return {
    joined(make, isOwn = false) {
      const fake: Fake = make(limitsFor(() => fake));
      members.set(fake, isOwn ? noUsage : fake.cloud.usage);
      return fake;
    },
    left: (fake) => void (fake === undefined || members.delete(fake)),
  };
}
