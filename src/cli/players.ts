import { type Player, players } from '../contract/cast.ts';
import { StateError } from '../contract/cloud.ts';
import { type CloudLogins, cloudsFile, readClouds } from '../contract/clouds-file.ts';
import type { Login } from '../contract/login.ts';
import { maskedTarget } from '../http/masking.ts';
import type { CommandArguments } from './arguments.ts';
import type { Options } from './command.ts';
import { UsageError } from './errors.ts';
import { printable } from '../http/printable.ts';
import { webUrl } from './values.ts';

/** The options by which players get into a cloud. */
export const playerOptions: Options = {
  clouds: {
    value: 'FILE',
    help: 'A clouds.yaml, where the OpenStack clients look for it if left out; a cloud called like a player is its login',
  },
  'auth-url': { value: 'URL', help: 'Keystone, for players that are given as USER@PROJECT' },
  ...Object.fromEntries(
    players.map((player) => [
      `as-${player}`,
      {
        value: 'WHO',
        help:
          player === 'producer'
            ? 'Who plays the producer: a cloud of clouds.yaml, or USER@PROJECT with the password in PRODUCER_PASSWORD'
            : `The same for the ${player.replace('-reader', "'s reader")}`,
      },
    ]),
  ),
};

/** Where the password of a player that is given as USER@PROJECT is looked for. */
function passwordVariable(player: Player): string {
  return `${player.replaceAll('-', '_').toUpperCase()}_PASSWORD`;
}

/**
 * The logins of the players that the command line and clouds.yaml give.
 * @throws UsageError where they give none at all, or one that is not right.
 */
export function loginsOf(args: CommandArguments): Partial<Record<Player, Login>> {
  refuseUnusedUrl(args);
  const clouds = cloudsOf(args);
  const logins = players.flatMap((player) => {
    const login = loginOf(player, args, clouds);
    return login === undefined ? [] : [[player, login] as const];
  });
  if (logins.length > 0) return Object.fromEntries(logins);
  const known =
    clouds === undefined
      ? 'No clouds.yaml was found'
      : `${clouds.file} has the clouds ${clouds.names.join(', ')}`;
  throw new UsageError(
    `No player has a login. ${known}. Name clouds after the players (${players.join(', ')}), or say who plays whom: --as-producer CLOUD, or --auth-url URL --as-producer USER@PROJECT with the password in ${passwordVariable('producer')}.`,
  );
}

/** @throws UsageError for a Keystone that no player logs in at. */
function refuseUnusedUrl(args: CommandArguments): void {
  if (args.has('auth-url') && !players.some((player) => args.text(`as-${player}`)?.includes('@')))
    throw new UsageError(
      '--auth-url is for players that are given as USER@PROJECT, and none is: clouds.yaml has the URLs of its clouds. Leave it out, or write --as-producer USER@PROJECT.',
    );
}

function cloudsOf(args: CommandArguments): CloudLogins | undefined {
  const named = args.text('clouds');
  const file = cloudsFile(named);
  if (file === undefined) return undefined;
  const clouds = orUsageError(() => readClouds(file, named !== undefined));
  for (const warning of clouds.warnings) process.stderr.write(`warning: ${printable(warning)}\n`);
  return clouds;
}

function loginOf(player: Player, args: CommandArguments, clouds: CloudLogins | undefined): Login | undefined {
  const who = args.text(`as-${player}`);
  const named = who ?? (clouds?.names.includes(player) ? player : undefined);
  if (named === undefined) return undefined;
  if (who?.includes('@')) return passwordLogin(player, who, webUrl(args, 'auth-url'));
  if (clouds === undefined)
    throw new UsageError(
      `--as-${player} ${named} names a cloud, but no clouds.yaml was found. Give one with --clouds FILE, or write USER@PROJECT.`,
    );
  return orUsageError(() => clouds.login(named));
}

function passwordLogin(player: Player, who: string, authUrl: string | undefined): Login {
  const variable = passwordVariable(player);
  const password = process.env[variable];
  // Whoever writes USER:PASSWORD@PROJECT, which it does not take, is not to find it in a log.
  const shown = maskedTarget(who);
  if (authUrl === undefined)
    throw new UsageError(`--as-${player} ${shown} needs --auth-url, the URL of Keystone: http://…:5000/v3.`);
  if (password === undefined)
    throw new UsageError(`--as-${player} ${shown} needs a password: set the variable ${variable}.`);
  const at = who.lastIndexOf('@');
  const domain = { name: 'Default' };
  return {
    authUrl,
    user: { name: who.slice(0, at), domain },
    password,
    project: { name: who.slice(at + 1), domain },
  };
}

function orUsageError<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof StateError ? new UsageError(error.message, { cause: error }) : error;
  }
}
