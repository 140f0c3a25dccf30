/** Whether what a verification needs is there, before its first request. */
import type { Profile } from '../../domain/profile.ts';
import { profiles } from '../../domain/profiles.ts';
import { cast, type Player } from '../cast.ts';
import { type ContractCloud, jsonOrText, StateError } from '../cloud.ts';
import { type Answer, answerTo, ended, type NoAnswer } from '../connection.ts';
import { VerifierFailed } from './program.ts';

/** What was checked, and what came of it as one line. */
export interface Check {
  /** The server, the broker, or the player who logs in. */
  readonly name: 'provider' | 'broker' | Player;
  readonly ok: boolean;
  readonly text: string;
  /** What may go wrong all the same, a sentence each. */
  readonly warnings?: readonly string[];
}

/** What a verification needs. */
export interface Needed {
  /** What was not done where something is missing: `verified`. */
  readonly done?: string;
  readonly providerBaseUrl: string;
  readonly cloud: ContractCloud;
  readonly players: ReadonlySet<Player>;
  /** The rules by whose levels the roles of the players are looked at; left out: their roles do not matter. */
  readonly rules?: Profile | undefined;
  /** Hears of each check. */
  readonly checked: (check: Check) => void;
}

/**
 * Checks that the server answers at all, and that the players log in.
 * @throws VerifierFailed with a line for each that does not.
 */
export async function preflight(needed: Needed): Promise<void> {
  const { providerBaseUrl, cloud, players, checked, done, rules } = needed;
  const provider = await providerCheck(providerBaseUrl, cloud, players);
  const logins = await Promise.all(Array.from(players, (player) => loginCheck(cloud, player, rules)));
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

/** What came of a look at the server. */
export interface ProviderCheck extends Check {
  /** Whether nothing was answered at all. */
  readonly isSilent: boolean;
}

/**
 * Whether an image API answers: it says which versions it has, or shows a player its images where something before it keeps
 * the versions back. Without players, anything that answers will do.
 */
export async function providerCheck(
  providerBaseUrl: string,
  cloud: ContractCloud,
  players: ReadonlySet<Player>,
): Promise<ProviderCheck> {
  const url = `${providerBaseUrl.replace(/\/+$/, '')}/versions`;
  const name = 'provider';
  const request = { method: 'GET', headers: { accept: 'application/json' }, ...cloud.hurry?.('GET') };
  try {
    const answer = await answerTo(url, request, { ...cloud.connection?.(), seconds: patienceSeconds });
    const version = versionIn(jsonOrText(answer.text));
    const ok = version !== undefined || players.size === 0 || (await showsImages(cloud, players));
    const text = ok
      ? `${providerBaseUrl} answers (${version ?? `GET /versions: ${answer.status}`})`
      : otherText(providerBaseUrl, answer);
    return { name, ok, isSilent: false, text };
  } catch (error) {
    const { message, cause } = error as NoAnswer;
    const { code = '' } = Object(cause) as NodeJS.ErrnoException;
    const text = `${providerBaseUrl} does not answer GET /versions: ${ended(message)}`;
    return { name, ok: mayAnswer.test(code), isSilent: true, text };
  }
}

/** What is said of a server that is no image API. */
function otherText(url: string, { status, headers: { location } }: Answer): string {
  const where = location === undefined ? '' : `, which leads to ${location}`;
  return `${url} is no image API, or not all of its URL: GET /versions was answered ${status}${where}, without a list of versions. It is the URL from the catalog, without version: http://glance.example:9292.`;
}

/** The newest version that a server says it has, as a phrase; undefined where it lists none. */
function versionIn(body: unknown): string | undefined {
  const { versions } = Object(body) as { readonly versions?: unknown };
  if (!Array.isArray(versions)) return undefined;
  const current: unknown = versions.find((each) => Object(each).status === 'CURRENT');
  const { id } = Object(current) as { readonly id?: unknown };
  return typeof id === 'string' ? `image API ${id}` : 'GET /versions has none that is current';
}

/** Whether a player gets a list of images. */
async function showsImages(cloud: ContractCloud, players: ReadonlySet<Player>): Promise<boolean> {
  const [player] = players;
  if (player === undefined) return false;
  try {
    const { status, body } = await cloud.ask(player, { method: 'GET', path: '/v2/images?limit=1' });
    return status === 200 && Array.isArray((Object(body) as { readonly images?: unknown }).images);
  } catch (error) {
    // Whether it logs in is checked by itself.
    if (error instanceof StateError) return false;
    throw error;
  }
}

async function loginCheck(cloud: ContractCloud, player: Player, rules?: Profile): Promise<Check> {
  try {
    await cloud.token(player);
    const who = cloud.loginOf?.(player);
    const roles = await cloud.roles?.(player);
    const warnings = roles === undefined || rules === undefined ? [] : lacking(player, roles, rules);
    return { name: player, ok: true, text: `logs in${who === undefined ? '' : ` as ${who}`}`, warnings };
  } catch (error) {
    return { name: player, ok: false, text: (error as Error).message };
  }
}

/** The levels that a player is to reach by its part, and does not reach with its roles. */
function lacking(player: Player, has: readonly string[], rules: Profile): readonly string[] {
  return levelsOf(player, rules)
    .filter(({ roles }) => roles.length > 0 && !roles.some((role) => has.includes(role)))
    .map(
      ({ level, roles, actions }) =>
        `the ${player} has no role of the level ${level} (${roles.join(', ')}), but ${has.join(', ') || 'none at all'}. What asks for it is refused, unless the cloud takes another role for it: ${actions.join(', ')}.`,
    );
}

/** A level of the permission table, the roles that reach it, and what asks for it. */
interface NeededLevel {
  readonly level: string;
  readonly roles: readonly string[];
  readonly actions: readonly string[];
}

/**
 * As the players of the contracts have roles: a member those of each level but the ones of administrators; the second
 * consumer none of a profile's own levels.
 */
function levelsOf(player: Player, rules: Profile): readonly NeededLevel[] {
  const { roles, administrators, permissions, own } = rules;
  const part = cast[player].role;
  if (part === 'admin')
    return [
      { level: 'administrator', roles: administrators, actions: ['all that only an administrator may'] },
    ];
  const asking = Map.groupBy(Object.entries(permissions), ([, { role }]) => role);
  return Object.entries(roles).flatMap(([level, reaching]) => {
    const actions = (asking.get(level) ?? []).map(([action]) => action);
    const isOthers = reaching.every((role) => administrators.includes(role));
    const isOwn = own !== null && !Object.hasOwn(profiles[own.based_on].roles, level);
    if (isOwn && player === 'second-consumer') return [];
    const isNeeded = actions.length > 0 && !isOthers && (part === 'member' || level === 'reader');
    return isNeeded ? [{ level, roles: reaching, actions }] : [];
  });
}
