/**
 * One rule, every door: the same test asks the core directly, Express over a socket, and MSW with fetch. `npm test` asks each rule
 * of the core, and a share of the rules through the other doors (share.ts).
 * A door is left out otherwise only with a reason, which stands in the name of the test.
 */
import { expect, it } from 'vitest';
import { createFake, type FakeOptions } from '../src/world/fake.ts';
import { type Clock, clockAt } from './doors/clock.ts';
import { core } from './doors/core.ts';
import { express } from './doors/express.ts';
import { msw } from './doors/msw.ts';
import { type Call, type Told, tellerOf } from './doors/teller.ts';
import { seededRandom } from '../src/world/random-ids.ts';
import { problemsOf } from './openapi.ts';
import { numberOf, triesAll } from './share.ts';

export type { Call, Told };

/** The ways in, in the order in which a rule is tried. */
const doors: { readonly [N in DoorName]: typeof core } = { core, express, msw };

/** The name of a way in. */
export type DoorName = 'core' | 'express' | 'msw';

/** The world of a test. The clock and the source of ids are the test's own. */
export type World = Omit<FakeOptions, 'clock' | 'random'>;

/** When every test starts, unless it says otherwise. */
export const start = '2013-10-09T12:00:00Z';

/** Tells a rule once for each door. */
export interface EveryDoor {
  (rule: string, world: World, run: (told: Told) => Promise<void>): void;
  /** In no share: each door has a part of its own in the rule. */
  inFull(rule: string, world: World, run: (told: Told) => Promise<void>): void;
  /** Without one door, for a reason that the name of the test carries. */
  except(door: DoorName, reason: string): EveryDoor;
}

/** Of so many rules, one goes through Express and another one through MSW. */
const oneOf = 5;

/** Whether a rule goes through a door where a share of the rules does. */
function isInShare(rule: string, door: DoorName): boolean {
  return door === 'core' || numberOf(rule, oneOf) === (door === 'express' ? 0 : 1);
}

function withDoors(names: readonly DoorName[], reasons: readonly string[], all: boolean): EveryDoor {
  const note = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
  const tell = (rule: string, world: World, run: (told: Told) => Promise<void>): void => {
    for (const name of names.filter((each) => all || isInShare(rule, each)))
      it(`${rule}${note} – ${name}`, () => runThrough(name, world, run));
  };
  return Object.assign(tell, {
    inFull: (...told: Parameters<typeof tell>) => withDoors(names, reasons, true)(...told),
    except: (door: DoorName, reason: string) =>
      withDoors(
        names.filter((name) => name !== door),
        [...reasons, `not ${door}: ${reason}`],
        // Where doors differ, a share says too little.
        true,
      ),
  });
}

/** MSW of an older version is asked by its own door alone: the others load none. */
const tried: readonly DoorName[] = process.env['MSW_VERSION']?.startsWith('2.')
  ? ['msw']
  : ['core', 'express', 'msw'];

/** Tells a rule once for each door; every reply on the way must be one that the OpenAPI description allows. */
export const everyDoor: EveryDoor = withDoors(tried, [], triesAll);

async function runThrough(name: DoorName, world: World, run: (told: Told) => Promise<void>): Promise<void> {
  const clock: Clock = clockAt(start);
  const fake = createFake({ ...world, clock: clock.now, random: seededRandom(7) });
  const door = await doors[name](fake);
  const problems: string[] = [];
  try {
    const watch: Parameters<typeof tellerOf>[3] = (request, reply) => {
      // The description is of the service; a fault is of the tester.
      const isFault = (fake.journal.entries().at(-1)?.fault ?? null) !== null;
      if (!isFault) problems.push(...problemsOf(request, reply));
    };
    await run(tellerOf(fake, clock, door, watch));
  } finally {
    await door.close();
  }
  expect(problems).toEqual([]);
}
