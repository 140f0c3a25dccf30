/** Provider states that are made once, for all interactions that need the same ones. */
import type { Exchanged, Fake } from '../world/fake.ts';
import type { ContractCloud } from './cloud.ts';
import type { Interaction, RequiredProviderState } from './interaction.ts';
import type { ProviderStateValues } from './provider-states.ts';
import { type Stage, stageIn } from './stage.ts';

/** Provider states as they were made. */
interface Made {
  /** A fake that goes back there at a reset. */
  readonly fake: Fake;
  readonly values: ProviderStateValues;
  /** The cells that they were decided by. */
  readonly decided: readonly string[];
}

/** Where an interaction is asked. */
interface Place extends Made {
  /** The provider states that are still to be made there. */
  readonly further: Interaction['given'];
}

/**
 * Where interactions are asked, of which many need the same provider states; undefined: its states are made for one interaction alone.
 * Rejects with StateError where the states cannot be made, or not be taken away again.
 */
export function placesIn(
  fake: Fake,
  cloudOf: (fake: Fake) => ContractCloud,
  heard: Listener,
): (interaction: Interaction) => Promise<Place | undefined> {
  const known = new Map<string, Promise<Made>>();
  const made = async (given: Interaction['given']): Promise<Made> => {
    fake.reset();
    heard.begin();
    const stage = stageIn(cloudOf(fake));
    const values = await setUp(stage, given);
    const fork = fake.fork();
    await stage.tearDown();
    return { fake: fork, values, decided: heard.decided() };
  };
  return async ({ given }) => {
    if (given.some(isOfItsOwn)) return undefined;
    const placed = given.filter((each) => !isCaller(each));
    const key = JSON.stringify(placed);
    const place = known.get(key) ?? made(placed);
    known.set(key, place);
    return { ...(await place), further: given.filter(isCaller) };
  };
}

/** What bears a free name is looked for afterwards, by who made it; and a clock that went on goes back at a reset. */
function isOfItsOwn({ state, parameters }: RequiredProviderState): boolean {
  return state === 'a free name' || parameters['timed'] === true;
}

/** Who asks leaves nothing in the cloud. */
export function isCaller({ state }: RequiredProviderState): boolean {
  return state === 'a caller';
}

/** Makes provider states, one after the other. @returns what they give. */
export async function setUp(stage: Stage, given: Interaction['given']): Promise<ProviderStateValues> {
  const values: Record<string, string> = {};
  for (const { state, parameters } of given) Object.assign(values, await stage.setUp(state, parameters));
  return values;
}

/** Hears how requests are decided. */
export interface Listener {
  hear(exchanged: Exchanged): void;
  /** Begins anew. @param known what was decided before. */
  begin(known?: readonly string[]): void;
  last(): Exchanged;
  /** The cells that were decided by since it began. */
  decided(): readonly string[];
}

export function listener(): Listener {
  let last: Exchanged | undefined;
  let decided = new Set<string>();
  return {
    hear(exchanged) {
      last = exchanged;
      const { operation, decision } = exchanged.trace;
      if (operation !== null) decided.add(decision === null ? operation : `${operation} ${decision.persona}`);
    },
    begin: (known) => void (decided = new Set(known)),
    last: () => last as Exchanged,
    decided: () => [...decided],
  };
}
