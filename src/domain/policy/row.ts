import { reaches } from '../callers.ts';
import type { Role } from '../model.ts';
import type { Action } from '../operations.ts';
import { usualRefusal } from '../own-profile.ts';
import { type Outcome, type Permission, type Persona, personas } from '../permissions.ts';
import type { Profile } from '../profile.ts';

/** Actions in which a Glance before 2023.1 refuses some by its code, whatever a rule says. */
const legacyCode: ReadonlySet<Action> = new Set(['addMember', 'updateMember', 'removeMember', 'createImage']);

/** What a cell says where the rule lets a persona, or does not; undefined: as before. */
export function outcomeFor(
  action: Action,
  persona: Persona,
  { may, base }: { readonly may: boolean; readonly base: Profile },
): Outcome | undefined {
  const before = base.permissions[action][persona];
  const isLegacy = !base.checks.updateMember.includes('callerReads');
  if (before === 'never') return undefined;
  if (isLegacy && legacyCode.has(action) && before === 'no') return undefined;
  const isOfMembership =
    persona === 'consumer' && ['listMembers', 'showMember', 'updateMember', 'removeMember'].includes(action);
  if (may) return isOfMembership ? 'own' : 'yes';
  if (action === 'listImages' && persona !== 'producer' && persona !== 'administrator') return 'hidden';
  return isOfMembership && (action === 'updateMember' || action === 'removeMember') ? 'own no' : 'no';
}

/**
 * How who may not any more is refused: where the line never refused before, and where it does so with the words of Glance's code,
 * which others than those whom the policy refuses are refused by.
 */
export function refusalFor(
  action: Action,
  cells: Partial<Permission>,
  { before, byRule }: { readonly before: Permission; readonly byRule: readonly Persona[] },
): Partial<Pick<Permission, 'refusal' | 'refusals'>> {
  const isRefused = (each: Persona): boolean =>
    cells[each] === 'no' || cells[each] === 'own no' || (before[each] === 'no' && byRule.includes(each));
  const refused = personas.filter(isRefused);
  const refusal = usualRefusal(action);
  if (refused.length === 0 || refusal === before.refusal) return {};
  if (before.refusal === 'never') return { refusal };
  return { refusals: Object.fromEntries(refused.map((each) => [each, refusal])) };
}

/**
 * The level that some roles reach: one of the base, or one of its own, named by its roles.
 * @param own the levels of its own, to which one is added where it has to be.
 */
export function levelFor(
  roles: readonly Role[] | 'any',
  base: Profile,
  own: Record<string, readonly Role[]>,
): string {
  if (roles === 'any') return 'any';
  const wanted = roles.toSorted().join(', ');
  const known = Object.entries({ ...base.roles, ...own }).find(
    ([, each]) => withMember(each, base).toSorted().join(', ') === wanted,
  );
  if (known !== undefined) return known[0];
  const name = freeName(roles.find((each) => each !== 'admin') ?? 'admin', [
    ...Object.keys(base.roles),
    ...Object.keys(own),
  ]);
  own[name] = roles;
  return name;
}

/** Names that no level can have: that of every token, and what objects of JavaScript have without being given it. */
const takenNames: readonly string[] = ['any', '__proto__', 'prototype', 'constructor'];

/** The name of a role as that of a level that there is not yet; a very long one is cut, so that more words have room. */
function freeName(role: Role, known: readonly string[]): string {
  const taken = new Set([...takenNames, ...known]);
  const start = role.slice(0, 240);
  const names = [role, `${start} alone`];
  for (let count = 2; ; count += 1) {
    const free = names.find((each) => !taken.has(each));
    if (free !== undefined) return free;
    names.push(`${start} alone ${count}`);
  }
}

/** The roles of a level with those that bring one of them along. */
function withMember(roles: readonly Role[], base: Profile): readonly Role[] {
  const facts = base.release.roles;
  const above = Object.keys(facts.implied).filter((role) => reaches(role, roles, facts));
  return [...new Set([...roles, ...above])];
}
