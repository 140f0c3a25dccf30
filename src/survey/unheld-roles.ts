/** Cells that a cloud refuses to all roles of the players: whoever has another role may be allowed, which a policy file says. */
import { reaches } from '../domain/callers.ts';
import type { Action } from '../domain/operations.ts';
import { granting, type Outcome, type Persona, personas } from '../domain/permissions.ts';
import type { OwnProfile, Profile } from '../domain/profile.ts';
import { profileWith } from '../domain/profiles.ts';
import { cast, type Player } from '../contract/cast.ts';
import { counted } from '../http/printable.ts';
import { inTurn } from '../contract/write.ts';
import { rulesOf } from '../world/options.ts';
import { judgedBy, type Learnt, wrongIn } from './learning.ts';
import type { SurveyedCloud } from './surveyed-cloud.ts';

/** The roles of the players, as the cloud says them. */
export type RolesOfPlayers = ReadonlyMap<Player, readonly string[]>;

/** What each persona is played by. */
const playedBy: Readonly<Record<Persona, Player>> = {
  producer: 'producer',
  consumer: 'consumer',
  onlooker: 'stranger',
  stranger: 'stranger',
  administrator: 'administrator',
};

/** The roles of all players; those that the contracts give them where the cloud does not say. @throws StateError */
export async function rolesOfPlayers({ states, played }: SurveyedCloud): Promise<RolesOfPlayers> {
  const all = await inTurn([...played], async (player) => {
    const roles = (await states.roles?.(player)) ?? [cast[player].role];
    return [player, roles] as const;
  });
  return new Map(all);
}

/** A cell that is refused, where its base grants it. */
interface RefusedCell {
  readonly action: Action;
  readonly persona: Persona;
  readonly held: readonly string[];
}

/** The cells that the players were refused and the base grants them: nobody knows whether another role would do. */
function refusedCells(own: OwnProfile, players: RolesOfPlayers): readonly RefusedCell[] {
  const base = rulesOf({ profile: own.based_on });
  return (Object.entries(own.permissions ?? {}) as [Action, Partial<Record<Persona, Outcome>>][]).flatMap(
    ([action, row]) =>
      personas
        .filter((each) => row[each] !== undefined && !granting.has(row[each]))
        .filter((each) => granting.has(base.permissions[action][each]))
        .map((persona) => ({ action, persona, held: players.get(playedBy[persona]) ?? [] })),
  );
}

/** What is to be said of cells that only hold for the roles of the players, by their entries. */
export function roleNotes(own: OwnProfile, players: RolesOfPlayers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    refusedCells(own, players).map(({ action, persona, held }) => [
      `${action}.${persona}`,
      `refused to the roles of the player (${held.join(', ') || 'none'}); another role was not asked`,
    ]),
  );
}

/** A profile with what a policy says of roles that no player has, and what it said of which entry. */
export interface FilledIn extends Learnt {
  readonly notes: Readonly<Record<string, string>>;
}

/**
 * What was learnt with the lines of a policy for cells that its rule grants to a role that the player does not have, as far as a fake
 * then answers all questions as well as before.
 * @param policy the profile that the policy file makes of the same base.
 */
export async function filledIn(
  learnt: Learnt,
  policy: OwnProfile,
  players: RolesOfPlayers,
): Promise<FilledIn> {
  const notes = new Map(Object.entries(roleNotes(learnt.own, players)));
  const stated: string[] = [];
  let { own, judged } = learnt;
  for (const cell of refusedCells(learnt.own, players)) {
    const line = await lineOf(cell, { ...learnt, own, judged }, policy, players);
    if (line === undefined) continue;
    const entry = `${cell.action}.${cell.persona}`;
    notes.set(entry, line.note);
    if (line.taken === undefined) continue;
    ({ own, judged } = line.taken);
    stated.push(entry, `${cell.action}.role`);
  }
  return { ...learnt, own, judged, stated, notes: Object.fromEntries(notes) };
}

/** What a policy file says of a cell that the cloud refused: the profile with its line, unless the answers of the cloud speak against it. */
interface LineOfPolicy {
  readonly note: string;
  readonly taken?: Pick<Learnt, 'own' | 'judged'>;
}

/** Undefined where the policy refuses the cell, too. */
async function lineOf(
  cell: RefusedCell,
  { own, judged }: Learnt,
  policy: OwnProfile,
  players: RolesOfPlayers,
): Promise<LineOfPolicy | undefined> {
  const rules = profileWith(policy);
  const row = rules.permissions[cell.action];
  if (!granting.has(row[cell.persona])) return undefined;
  const held = cell.held.join(', ') || 'none';
  if (!asksForMore(cell, rules))
    return { note: `refused by the cloud; ${notTaken(`grants it to the roles of the player (${held})`)}` };
  const roles = (rules.roles[row.role] ?? []).join(' or ');
  const tried = withLine(own, cell.action, policy, rules);
  const answered = await judgedBy(asPlayed(tried, players), judged);
  const worse = wrongIn(answered) - wrongIn(judged);
  const taken = { own: tried, judged: answered };
  if (worse <= 0) return { note: `by the policy file, the role ${roles} may; the player has ${held}`, taken };
  const why = `grants it to the role ${roles}, and with that a fake answers ${counted(worse, 'question')} less as the cloud does`;
  return { note: `refused to the roles of the player (${held}); ${notTaken(why)}` };
}

/** What is said of a line of a policy file that the answers of the cloud speak against. */
function notTaken(grant: string): string {
  return `the policy file ${grant}, so its line is not taken: is it the file of this cloud?`;
}

/** A profile as it is to the players: nobody has the other roles of its levels, which questions would give to them. */
function asPlayed(own: OwnProfile, players: RolesOfPlayers): OwnProfile {
  const held = new Set([...players.values()].flat());
  const levels = Object.entries(own.roles ?? {}).map(([level, roles]) => [
    level,
    roles.filter((role) => held.has(role)),
  ]);
  return { ...own, roles: Object.fromEntries(levels) as NonNullable<OwnProfile['roles']> };
}

/** Whether a policy grants a cell to roles that its player has none of. */
function asksForMore(
  { action, persona, held }: RefusedCell,
  { permissions, roles, release }: Profile,
): boolean {
  const row = permissions[action];
  if (!granting.has(row[persona]) || row.role === 'any') return false;
  return !held.some((role) => reaches(role, roles[row.role] ?? [], release.roles));
}

/** The profile with the line that a policy has for an action, and the roles of its level. */
function withLine(
  own: OwnProfile,
  action: Action,
  policy: OwnProfile,
  { permissions, roles }: Profile,
): OwnProfile {
  const { role } = permissions[action];
  const { [action]: _, ...others } = own.permissions ?? {};
  const line = { ...policy.permissions?.[action], role };
  const level = { [role]: roles[role] ?? [] };
  return { ...own, permissions: { ...others, [action]: line }, roles: { ...own.roles, ...level } };
}
