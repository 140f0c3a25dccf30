/** Whether what a verification needs is there, before its first request. */
import type { Player } from '../cast.ts';
import { type ContractCloud, jsonOrText } from '../cloud.ts';
import { answerTo, type Connection, ended, type NoAnswer } from '../connection.ts';
import { VerifierFailed } from './program.ts';

/** What was checked, and what came of it as one line. */
export interface Check {
  /** The server, the broker, or the player who logs in. */
  readonly name: 'provider' | 'broker' | Player;
  readonly ok: boolean;
  readonly text: string;
}

/** What a verification needs. */
export interface Needed {
  /** What was not done where something is missing: `verified`. */
  readonly done?: string;
  readonly providerBaseUrl: string;
  readonly cloud: ContractCloud;
  readonly players: ReadonlySet<Player>;
  /** Hears of each check. */
  readonly checked: (check: Check) => void;
}

/**
 * Checks that the server answers at all, and that the players log in.
 * @throws VerifierFailed with a line for each that does not.
 */
export async function preflight({ providerBaseUrl, cloud, players, checked, done }: Needed): Promise<void> {
  const provider = await providerCheck(providerBaseUrl, cloud.connection?.() ?? {});
  const logins = await Promise.all(Array.from(players, (player) => loginCheck(cloud, player)));
  const checks = [provider, ...logins];
  for (const check of checks) checked(check);
  failWhereDead(checks, done);
}

/** @throws VerifierFailed with a line for each check that failed. */
export function failWhereDead(checks: readonly Check[], done: string = 'verified'): void {
  const dead = checks.filter(({ ok }) => !ok);
  if (dead.length === 0) return;
  const lines = dead.map(({ name, text }) => `  ${name}: ${text}`);
  throw new VerifierFailed(
    [`nothing was ${done}, since not all that it needs is there:`, ...lines].join('\n'),
  );
}

/** Seconds that a server may take to say which versions it has. */
const patienceSeconds = 20;

/** Failures of a server that listens, and answers other requests perhaps. */
const mayAnswer: RegExp = /^(?:ECONNRESET|EPIPE|ETIMEDOUT|HPE_)/;

async function providerCheck(providerBaseUrl: string, connection: Connection): Promise<Check> {
  const url = `${providerBaseUrl.replace(/\/+$/, '')}/versions`;
  const name = 'provider';
  const request = { method: 'GET', headers: { accept: 'application/json' } };
  try {
    const answer = await answerTo(url, request, { ...connection, seconds: patienceSeconds });
    const version = currentVersion(jsonOrText(answer.text));
    const what = version === undefined ? `GET /versions: ${answer.status}` : `image API ${version}`;
    return { name, ok: true, text: `${providerBaseUrl} answers (${what})` };
  } catch (error) {
    const { message, cause } = error as NoAnswer;
    const { code = '' } = Object(cause) as NodeJS.ErrnoException;
    const text = `${providerBaseUrl} does not answer GET /versions: ${ended(message)}`;
    return { name, ok: mayAnswer.test(code), text };
  }
}

function currentVersion(body: unknown): string | undefined {
  const { versions } = Object(body) as { readonly versions?: unknown };
  const all = (Array.isArray(versions) ? versions : []) as readonly {
    readonly id?: unknown;
    readonly status?: unknown;
  }[];
  const id = all.find((each) => Object(each).status === 'CURRENT')?.id;
  return typeof id === 'string' ? id : undefined;
}

async function loginCheck(cloud: ContractCloud, player: Player): Promise<Check> {
  try {
    await cloud.token(player);
    const who = cloud.loginOf?.(player);
    return { name: player, ok: true, text: `logs in${who === undefined ? '' : ` as ${who}`}` };
  } catch (error) {
    return { name: player, ok: false, text: (error as Error).message };
  }
}
