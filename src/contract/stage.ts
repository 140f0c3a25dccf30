import type { Player } from './cast.ts';
import { type ContractCloud, imagePageIn, StateError } from './cloud.ts';
import { makeProviderState, type ProviderStateValues } from './provider-states.ts';
import { type MadeImage, removeImages } from './provider-states/image.ts';

/** Makes provider states in a cloud and takes away again what they made. */
export interface Stage {
  /** @throws StateError where the state cannot be made; what was made of it by then is remembered. */
  setUp(sentence: string, parameters: unknown): Promise<ProviderStateValues>;
  /** Takes away everything that was made since the last time. @throws StateError where something stays. */
  tearDown(): Promise<void>;
}

/** A stage in a cloud. Several may stand in one cloud: each takes away its own. */
export function stageIn(cloud: ContractCloud): Stage {
  const images: MadeImage[] = [];
  const names: (readonly [name: string, player: Player])[] = [];
  const pending = new Set<Promise<ProviderStateValues>>();
  let isClosing = false;
  const making = {
    cloud: unless(() => isClosing, cloud),
    made: (image: MadeImage) => void images.push(image),
    named: (name: string, player: Player) => void names.push([name, player]),
  };
  return {
    setUp(sentence, parameters) {
      const made = makeProviderState(making, sentence, parameters);
      pending.add(made);
      return made.finally(() => pending.delete(made));
    },
    async tearDown() {
      // A verifier that was stopped does not wait for the state that it asked for: it is given up, and what came of it
      // goes, too.
      isClosing = true;
      await Promise.allSettled(pending);
      isClosing = false;
      for (const [name, player] of names.splice(0)) images.push(...(await imagesCalled(cloud, name, player)));
      await removeImages(cloud, images.splice(0));
    },
  };
}

/** A cloud that refuses what it is asked while states are given up. */
function unless(isClosing: () => boolean, cloud: ContractCloud): ContractCloud {
  return {
    ...cloud,
    async ask(player, request) {
      if (isClosing()) throw new StateError('The state was given up, since it is no longer needed.');
      return cloud.ask(player, request);
    },
  };
}

/** The images of a name that a player sees, hidden ones too, which is all that it can have made. */
async function imagesCalled(
  cloud: ContractCloud,
  name: string,
  player: Player,
): Promise<readonly MadeImage[]> {
  const found: MadeImage[] = [];
  for (const hidden of ['false', 'true']) {
    const path = `/v2/images?name=${encodeURIComponent(name)}&os_hidden=${hidden}`;
    const page = imagePageIn(await cloud.ask(player, { method: 'GET', path }));
    found.push(...(page?.images ?? []).map(({ id }) => ({ id, owner: player })));
  }
  return found;
}
