import type { Player } from '../contract/cast.ts';
import { StateError, withHelp } from '../contract/cloud.ts';
import {
  type ProviderStateChanged,
  type ProviderStateServerOptions,
  secretProblem,
  serveStates,
} from '../contract/provider-state-server.ts';
import { type RealCloud, realCloud } from '../contract/real-cloud.ts';
import { stageIn } from '../contract/stage.ts';
import { providerCheck } from '../contract/verify/preflight.ts';
import { addressOf, listeningAt } from './addresses.ts';
import type { CommandArguments } from './arguments.ts';
import { Failure, UsageError } from './errors.ts';
import { loginsOf } from './players.ts';
import { stopAsked } from './serve/stop.ts';
import { printable } from '../http/printable.ts';
import { hostNames, imageApiUrl } from './values.ts';

/**
 * `states`: serves provider states until it is stopped, then takes away what is left of them, and logs the players
 * out.
 * @throws UsageError where an option or the address is not right; Failure where something could not be taken away.
 */
export async function runStates(args: CommandArguments): Promise<void> {
  const imageUrl = imageApiUrl(args, 'target');
  if (imageUrl === undefined)
    throw new UsageError('states needs to know the cloud: --target URL, the image API without version.');
  const address = addressOf(args, 9294);
  const options = { ...secretOf(args), allowedHosts: hostNames(args, 'allowed-host'), ...address };
  const logins = loginsOf(args);
  const cloud = realCloud({ imageUrl, logins });
  await checkTarget(imageUrl, cloud, new Set(Object.keys(logins) as Player[]));
  const stage = stageIn(logins.administrator === undefined ? cloud : withHelp(cloud));
  const heard = { changed: printChange, refused: refusalPrinter() };
  const server = await listeningAt(() => serveStates(stage, { ...options, ...heard }));
  const stopped = stopAsked();
  process.stdout.write(`provider states for ${imageUrl}: ${server.url}\n`);
  await stopped;
  await server.close();
  try {
    await stage.tearDown();
  } catch (error) {
    throw error instanceof StateError ? new Failure(error.message, { cause: error }) : error;
  } finally {
    await cloud.logOut();
  }
}

/** A server may be started later; what answers as something else is refused at once. @throws Failure */
async function checkTarget(url: string, cloud: RealCloud, players: ReadonlySet<Player>): Promise<void> {
  const { ok, isSilent, text } = await providerCheck(url, cloud, players);
  if (ok) return;
  if (isSilent) return print(`warning: ${text}`);
  await cloud.logOut();
  throw new Failure(`no states can be made there: ${text}`);
}

/** Where the secret may stand instead: everybody on a machine sees the options of a command. */
const secretVariable = 'IMAGE_MEMBERS_FAKE_STATES_SECRET';

/** @throws UsageError for a secret that cannot be used; the message does not have it. */
function secretOf(args: CommandArguments): Pick<ProviderStateServerOptions, 'secret'> {
  const option = args.text('secret');
  const secret = option ?? process.env[secretVariable];
  if (secret === undefined) return {};
  const problem = secretProblem(secret);
  if (problem === undefined) return { secret };
  throw new UsageError(`${option === undefined ? secretVariable : '--secret'} ${problem}.`);
}

/** A line is longer than this where somebody sends one for a state. */
const longest = 1000;

/** The values of a state have tokens in them: they are never printed. */
function printChange({ action, state, trouble }: ProviderStateChanged): void {
  if (state === '' && trouble === undefined) return;
  const what = `${action} ${state}`.trim();
  print(trouble === undefined ? what : `${what}: ${trouble}`);
}

/** Prints each reason for a refusal once: verifiers do not show what they were answered. */
function refusalPrinter(): (why: string) => void {
  const all = new Set<string>();
  return (why) => {
    if (!all.has(why)) print(`refused: ${why}`);
    all.add(why);
  };
}

function print(text: string): void {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  process.stderr.write(`${printable(cut)}\n`);
}
