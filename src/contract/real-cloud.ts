import { checkOptions } from '../domain/given-options.ts';
import { cast, type Player } from './cast.ts';
import {
  type CloudReply,
  type CloudRequest,
  type ContractCloud,
  jsonOrText,
  sentWith,
  StateError,
} from './cloud.ts';
import { answerTo, type Connection, ended, type Hurry, hurriedBy } from './connection.ts';
import { enterCloud, leaveCloud, type LoggedIn, type Login, loginText } from './login.ts';

/** A real cloud, and how the players get in. */
interface RealCloudOptions {
  /** Where the image API answers, without version: `http://glance.example:9292`. */
  readonly imageUrl: string;
  /** Those of the players that are played; states that need another are refused. */
  readonly logins: Readonly<Partial<Record<Player, Login>>>;
  /** Ends requests under way, as `hurriedBy` says; none if left out. */
  readonly ending?: AbortSignal;
}

/** A real cloud, in which players are logged in. */
export interface RealCloud extends ContractCloud {
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
export function realCloud(options: RealCloudOptions): RealCloud {
  checkOptions('realCloud', options, { imageUrl: 'text', logins: 'any', ending: 'any' });
  return cloudAt(options);
}

function cloudAt({ imageUrl, logins, ending }: RealCloudOptions): RealCloud {
  const hurry = ending && hurriedBy(ending);
  const sessions = sessionsOf(logins, hurry);
  const base = imageUrl.replace(/\/+$/, '');
  const sendAs = async (player: Player, request: CloudRequest): Promise<CloudReply> => {
    const { token } = await sessions.of(player);
    return send(base, token, request, { connection: sessions.connection(token), hurry });
  };
  return {
    token: async (player) => (await sessions.of(player)).token,
    tenant: async (player) => (await sessions.of(player)).tenant,
    roles: async (player) => (await sessions.of(player)).roles,
    async ask(player, request) {
      const reply = await sendAs(player, request);
      if (reply.status !== 401) return reply;
      sessions.forget(player);
      return sendAs(player, request);
    },
    connection: sessions.connection,
    hurry,
    loginOf(player) {
      const login = logins[player];
      return login === undefined ? undefined : loginText(login);
    },
    imageId: () => undefined,
    freshWord: () => crypto.randomUUID().slice(0, 8),
    logOut: sessions.logOut,
  };
}

/** The players who are logged in. */
interface Sessions extends Pick<RealCloud, 'logOut'> {
  of(player: Player): Promise<LoggedIn>;
  forget(player: Player): void;
  /** How whoever has a token reaches the cloud; without one of a player, as the first player does. */
  readonly connection: (token?: string) => Connection;
}

function sessionsOf(logins: RealCloudOptions['logins'], hurry: Hurry | undefined): Sessions {
  const sessions = new Map<Player, Promise<LoggedIn>>();
  const holders = new Map<string, Player>();
  return {
    of(player) {
      const known = sessions.get(player) ?? entered(player, logins, { holders, hurry });
      sessions.set(player, known);
      return known;
    },
    forget: (player) => void sessions.delete(player),
    connection(token = '') {
      const holder = holders.get(token);
      const login = holder === undefined ? Object.values(logins)[0] : logins[holder];
      return login?.connection ?? {};
    },
    async logOut() {
      const all = [...sessions];
      sessions.clear();
      const leaving = all.map(async ([player, known]) => leaveCloud(logins[player]!, await known));
      // Who never came in has nothing to leave.
      await Promise.allSettled(leaving);
    },
  };
}

/** @param entering.holders remembers whose token it is. */
async function entered(
  player: Player,
  logins: RealCloudOptions['logins'],
  { holders, hurry }: { readonly holders: Map<string, Player>; readonly hurry: Hurry | undefined },
): Promise<LoggedIn> {
  const login = logins[player];
  if (login === undefined)
    throw new StateError(
      `Nobody plays the ${player}, who ${cast[player].meaning}. Say who does: --as-${player} CLOUD, or a cloud called ${player} in clouds.yaml.`,
    );
  const loggedIn = await enterCloud(player, login, hurry?.('GET'));
  holders.set(loggedIn.token, player);
  return loggedIn;
}

async function send(
  base: string,
  token: string,
  request: CloudRequest,
  { connection, hurry }: { readonly connection: Connection; readonly hurry: Hurry | undefined },
): Promise<CloudReply> {
  const { method, path } = request;
  try {
    const sent = { method, ...sentWith(token, request), ...hurry?.(method) };
    const { status, text } = await answerTo(base + path, sent, connection);
    const isOk = status >= 200 && status < 300;
    return { status, body: jsonOrText(isOk ? text : without(token, text)) };
  } catch (error) {
    const reason = without(token, (error as Error).message);
    throw new StateError(`${method} ${base}${path} was not answered: ${ended(reason)}`, { cause: error });
  }
}

/** What a cloud says of a request that failed is printed: its token must not be. */
function without(token: string, text: string): string {
  return text.replaceAll(token, '***');
}
