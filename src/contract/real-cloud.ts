import { cast, type Player } from './cast.ts';
import {
  type CloudReply,
  type CloudRequest,
  type ContractCloud,
  jsonOrText,
  reasonOf,
  sentWith,
  StateError,
} from './cloud.ts';
import { enterCloud, leaveCloud, type LoggedIn, type Login } from './login.ts';

/** A real cloud, and how the players get in. */
interface RealCloudOptions {
  /** Where the image API answers, without version: `http://glance.example:9292`. */
  readonly imageUrl: string;
  /** Those of the players that are played; states that need another are refused. */
  readonly logins: Readonly<Partial<Record<Player, Login>>>;
}

/** A real cloud, in which players are logged in. */
interface RealCloud extends ContractCloud {
  /**
   * Has Keystone revoke the tokens of all players, so that one that leaked is worth nothing. Whoever is needed later
   * logs in again.
   */
  logOut(): Promise<void>;
}

/**
 * A real cloud, through nothing but its own API: Keystone v3 to log in, the image API for the rest. A player logs in
 * when it is first needed, and again once its token is good no more.
 */
export function realCloud({ imageUrl, logins }: RealCloudOptions): RealCloud {
  const sessions = new Map<Player, Promise<LoggedIn>>();
  const base = imageUrl.replace(/\/+$/, '');
  const session = (player: Player): Promise<LoggedIn> => {
    const known = sessions.get(player) ?? enter(player, logins);
    sessions.set(player, known);
    return known;
  };
  const ask = async (player: Player, request: CloudRequest): Promise<CloudReply> => {
    const reply = await send(base, (await session(player)).token, request);
    if (reply.status !== 401) return reply;
    sessions.delete(player);
    return send(base, (await session(player)).token, request);
  };
  return {
    token: async (player) => (await session(player)).token,
    tenant: async (player) => (await session(player)).tenant,
    ask,
    imageId: () => undefined,
    freshWord: () => crypto.randomUUID().slice(0, 8),
    async logOut() {
      const all = [...sessions];
      sessions.clear();
      const leaving = all.map(async ([player, known]) => leaveCloud(logins[player]!, await known));
      // Who never came in has nothing to leave.
      await Promise.allSettled(leaving);
    },
  };
}

async function enter(player: Player, logins: RealCloudOptions['logins']): Promise<LoggedIn> {
  const login = logins[player];
  if (login === undefined)
    throw new StateError(
      `Nobody plays the ${player}, who ${cast[player].meaning}. Say who does: --as-${player} CLOUD, or a cloud called ${player} in clouds.yaml.`,
    );
  return enterCloud(player, login);
}

async function send(base: string, token: string, request: CloudRequest): Promise<CloudReply> {
  const { method, path } = request;
  const { headers, body } = sentWith(token, request);
  try {
    const reply = await fetch(base + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const text = await reply.text();
    return { status: reply.status, body: jsonOrText(reply.ok ? text : without(token, text)) };
  } catch (error) {
    const reason = without(token, reasonOf(error));
    throw new StateError(`${method} ${base}${path} was not answered: ${reason}.`, { cause: error });
  }
}

/** What a cloud says of a request that failed is printed: its token must not be. */
function without(token: string, text: string): string {
  return text.replaceAll(token, '***');
}
