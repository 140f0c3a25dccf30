import type { Player } from '../cast.ts';
import { type ContractCloud, StateError } from '../cloud.ts';
import { patch } from './patch.ts';

/** An image that a provider state made. */
export interface MadeImage {
  readonly id: string;
  readonly owner: Player;
}

/** Takes an image away, protected or not; one that is gone is no mistake. @returns whether it is gone. */
export async function removeImage(cloud: ContractCloud, { id, owner }: MadeImage): Promise<boolean> {
  const path = `/v2/images/${id}`;
  // Whoever else does not see an image says nothing of whether it is there.
  const isGone = (status: number, player: Player): boolean =>
    status === 204 || (status === 404 && player === owner);
  for (const player of [owner, 'administrator' as const]) {
    try {
      const { status } = await cloud.ask(player, { method: 'DELETE', path });
      if (isGone(status, player)) return true;
      await cloud.ask(player, patch(path, 'protected', false));
      const again = await cloud.ask(player, { method: 'DELETE', path });
      if (isGone(again.status, player)) return true;
    } catch (error) {
      // Nobody plays the administrator on many clouds; then what the owner could not do stays undone, and is told.
      if (!(error instanceof StateError)) throw error;
    }
  }
  return false;
}
