/** Profiles with orders of checks and refusals that are made up, and whether all can be decided by them. */
import type { Action, Operation } from '../../src/domain/operations.ts';
import type { CheckName, OwnProfile } from '../../src/domain/profile.ts';
import { profiles } from '../../src/domain/profiles.ts';
import { type RefusalName, refusals } from '../../src/domain/refusals.ts';
import { profileProblems } from '../../src/world/profile-problems.ts';
import { actionNames, checksOf, givenOutcomes } from '../../src/world/profile-schema.ts';
import { coreProblems, requestOf } from '../fuzz/core.ts';
import { attackAt, diceAt } from '../fuzz/generate.ts';
import type { Dice } from '../parity/walks/dice.ts';

const host = '127.0.0.1:9292';
const personas = ['producer', 'consumer', 'onlooker', 'stranger', 'administrator'] as const;
/** Refusals that are failures, and would hide others. */
const names = (Object.keys(refusals) as RefusalName[]).filter((name) => refusals[name].status < 500);

function shuffled<Item>(items: readonly Item[], dice: Dice): readonly Item[] {
  const left = [...items];
  return items.map(() => left.splice(dice.whole(0, left.length - 1), 1)[0] as Item);
}

/** The first of some parts without problems. */
function sound<Part extends Partial<OwnProfile>>(base: OwnProfile['based_on'], make: () => Part): Part {
  for (let tries = 0; tries < 10_000; tries += 1) {
    const part = make();
    if (profileProblems({ name: 'our', based_on: base, ...part }).length === 0) return part;
  }
  throw new Error('no part without problems was made');
}

function someOrder(base: OwnProfile['based_on'], operation: Operation, dice: Dice): readonly CheckName[] {
  const { checks } = sound(base, () => {
    const order = shuffled(checksOf[operation], dice).filter(() => !dice.percent(10));
    const first = order.filter((each) => each === 'imageVisible');
    return { checks: { [operation]: [...first, ...order.filter((each) => each !== 'imageVisible')] } };
  });
  return checks[operation] ?? [];
}

function someLine(base: OwnProfile['based_on'], action: Action, dice: Dice): object {
  const { permissions } = sound(base, () => {
    const cells = personas.map((persona) => [persona, dice.pick(givenOutcomes)] as const);
    return { permissions: { [action]: { ...Object.fromEntries(cells), refusal: dice.pick(names) } } };
  });
  return permissions[action] ?? {};
}

/** A profile without problems, made with a seed. */
export function madeUp(base: OwnProfile['based_on'], seed: number): OwnProfile {
  const dice = diceAt(seed, 0);
  const operations = Object.keys(profiles.glance.checks) as Operation[];
  return {
    name: 'our',
    based_on: base,
    checks: Object.fromEntries(operations.map((each) => [each, someOrder(base, each, dice)])),
    permissions: Object.fromEntries(actionNames.map((each) => [each, someLine(base, each, dice)])),
  } as OwnProfile;
}

/** What goes wrong where a profile decides 600 attacks. */
export function undecided(profile: OwnProfile, seed: number): readonly unknown[] {
  const made = Array.from({ length: 600 }, (_, index) =>
    requestOf(attackAt(seed, index, host), `http://${host}`),
  );
  return coreProblems(made, { profile });
}
