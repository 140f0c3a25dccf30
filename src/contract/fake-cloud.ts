import { tenantOf } from '../domain/callers.ts';
import { checkOptions } from '../domain/given-options.ts';
import { bytesOf, textOf } from '../http/message.ts';
import type { Fake } from '../world/fake.ts';
import { stableUuid } from '../world/seed/ids.ts';
import type { Player } from './cast.ts';
import {
  type CloudReply,
  type CloudRequest,
  type ContractCloud,
  jsonOrText,
  sentWith,
  StateError,
} from './cloud.ts';

/** How ids and names come about in a fake. */
interface FakeCloudOptions {
  /** Whether an image's id and name follow from its state: then a pact is the same each time it is written. */
  readonly stable?: boolean;
}

const base = 'http://image-members.fake';

/** A fake in this process as a cloud for provider states; its users bear the names of the players. */
export function fakeCloud(fake: Fake, options: FakeCloudOptions = {}): ContractCloud {
  checkOptions('fakeCloud', options, { stable: 'boolean' });
  const { stable = false } = options;
  let words = 0;
  const token = (player: Player): string => tokenIn(fake, player);
  return {
    token: async (player) => token(player),
    tenant: async (player) => tenantIn(fake, token(player)),
    ask: async (player, request) => answer(fake, token(player), request),
    imageId: (text) => (stable ? stableUuid(`image:${text}`) : undefined),
    pass: () => fake.clock.advance(1000),
    freshWord: () => (stable ? String((words += 1)) : crypto.randomUUID().slice(0, 8)),
  };
}

function tokenIn(fake: Fake, player: Player): string {
  try {
    return fake.as(player).token;
  } catch (error) {
    throw new StateError(
      `The world has no user ${player}. Start it with the seed "contract", or name a user so.`,
      { cause: error },
    );
  }
}

function tenantIn({ cloud }: Fake, token: string): string {
  const known = cloud.tokens.get(token);
  const tenant = known && tenantOf(known);
  if (tenant) return tenant;
  throw new StateError('A player has no tenant in this world: give its user one.');
}

function answer(fake: Fake, token: string, request: CloudRequest): CloudReply {
  const { headers, body = bytesOf('') } = sentWith(token, request);
  const { method, path: target } = request;
  const reply = fake.exchange({ method, target, base, headers, body });
  return { status: reply.status, body: jsonOrText(textOf(reply.body)) };
}
