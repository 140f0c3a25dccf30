import type { Role } from '../model.ts';
import { type Action, type Operation, operations, partPolicies } from '../operations.ts';
import { personas, type Permission, type Persona } from '../permissions.ts';
import type { OwnProfile, Profile } from '../profile.ts';
import { isNameOfRole } from './check.ts';
import { levelFor, outcomeFor, refusalFor } from './row.ts';
import { type Asked, leaves, reachedFrom } from './evaluate.ts';
import {
  type About,
  aboutsOf,
  mostRoles,
  outcomeOf,
  refusedByRule,
  type RoleSets,
  roleSets,
  sharedOf,
  strongest,
} from './players.ts';

/** Something of a policy that has no place in a profile: what it is about stays as the base has it. */
export interface Unexpressed {
  /** The rule that says it, by its name. */
  readonly rule: string;
  readonly why: string;
}

/** What a policy makes of a profile. */
interface WorkedOut {
  readonly permissions: NonNullable<OwnProfile['permissions']>;
  readonly roles: Readonly<Record<string, readonly Role[]>>;
  readonly administrators: readonly Role[] | undefined;
  readonly unexpressed: readonly Unexpressed[];
}

/** What cells are worked out from. */
export interface Policy {
  readonly rule: Asked['rule'];
  /** The names of the rules that the file has. */
  readonly own: ReadonlySet<string>;
  readonly base: Profile;
}

/** A line of the table: what each persona may do, and with which roles. */
export interface Line {
  readonly personas: { readonly [P in Persona]?: boolean };
  /** The roles that reach it; `any`: every token does; `as before`: the level of the base tells the same ones apart. */
  readonly roles: readonly Role[] | 'any' | 'as before';
  /** What has no place in the line, and what stays as it is for that. */
  readonly problems: readonly string[];
  /** Whether it is left as it is as a whole. */
  readonly isLeft: boolean;
}

/** The rule that Glance asks for an action. */
export function ruleOf(action: Action): string {
  return Object.hasOwn(operations, action)
    ? operations[action as Operation].policy
    : partPolicies[action as keyof typeof partPolicies];
}

/** Works out the cells of all lines whose rules the file has something to say of. */
export function workedOut(policy: Policy): WorkedOut {
  const { base, rule } = policy;
  const administrators = administratorsOf(policy);
  const isAdmin = (roles: ReadonlySet<Role>): boolean => administrators.roles.some((each) => roles.has(each));
  const found: Found = { permissions: {}, roles: {}, unexpressed: [...administrators.unexpressed] };
  for (const action of Object.keys(base.permissions) as Action[]) {
    if (!isTouched(ruleOf(action), policy)) continue;
    if (ruleOf(action) === 'tasks_api_access') {
      found.unexpressed.push({
        rule: 'tasks_api_access',
        why: 'a profile cannot express who may see the tasks of whom',
      });
      continue;
    }
    const sets = roleSets(rolesIn(ruleOf(action), policy, administrators.roles), base.release.roles);
    if (sets === undefined) {
      addOnce(found, { rule: ruleOf(action), why: manyRoles });
      continue;
    }
    const about = aboutsOf(action);
    const { role } = base.permissions[action];
    const usual = role === 'any' ? role : (base.roles[role] ?? []);
    const line = lineOf(ruleOf(action), { rule, sets, isAdmin, about, usual });
    const byRule = refusedByRule(action, { name: ruleOf(action), rule, sets, isAdmin });
    addLine(action, { ...line, byRule }, base, found);
  }
  hideImages(base, found);
  const changed = administrators.roles.join() !== base.administrators.join();
  return { ...found, administrators: changed ? administrators.roles : undefined };
}

export interface Found {
  readonly permissions: { [A in Action]?: Partial<Permission> };
  readonly roles: Record<string, readonly Role[]>;
  readonly unexpressed: Unexpressed[];
}

function isTouched(name: string, { rule, own }: Policy): boolean {
  return [...reachedFrom(name, rule)].some((each) => own.has(each));
}

/** The roles that tokens may differ by before a rule: those that it leads to, of administrators, and of every cloud. */
function rolesIn(name: string, { rule, base }: Policy, administrators: readonly Role[]): readonly Role[] {
  const named = [...reachedFrom(name, rule)].flatMap((each) => {
    const check = rule(each);
    return check === undefined
      ? []
      : leaves(check).flatMap((leaf) =>
          leaf.kind === 'role' && !leaf.role.includes('%(') && isNameOfRole(leaf.role) ? leaf.role : [],
        );
  });
  const usual = base.release.roles.builtIn.filter((each) => each !== 'service');
  // Names of roles know no case: the first way of writing one stands for all.
  const all = new Map<string, Role>();
  for (const role of [...usual, ...base.release.roles.builtIn, ...administrators, ...named])
    if (!all.has(role.toLowerCase())) all.set(role.toLowerCase(), role);
  const wanted = new Set([...usual, ...administrators, ...named].map((role) => role.toLowerCase()));
  return [...all].flatMap(([lowered, role]) => (wanted.has(lowered) ? role : []));
}

const manyRoles = `it tells more than ${mostRoles} roles apart`;

/** The roles with which a token is an administrator's: as the rule `context_is_admin` says. */
function administratorsOf(policy: Policy): {
  readonly roles: readonly Role[];
  readonly unexpressed: readonly Unexpressed[];
} {
  const { rule, base } = policy;
  const name = 'context_is_admin';
  if (!isTouched(name, policy)) return { roles: base.administrators, unexpressed: [] };
  const sets = roleSets(rolesIn(name, policy, base.administrators), base.release.roles);
  if (sets === undefined)
    return { roles: base.administrators, unexpressed: [{ rule: name, why: manyRoles }] };
  const about = { project_id: 'the tenant of the caller' };
  const results = sets.map((roles) => [roles, outcomeOf(name, rule, roles, about)] as const);
  const all = [...new Set(sets.flatMap((each) => [...each]))];
  const roles = all.filter((role) => results.every(([set, result]) => !set.has(role) || result === true));
  const isRight = results.every(([set, result]) => result === roles.some((each) => set.has(each)));
  if (isRight)
    return {
      roles: strongest(
        roles,
        results.map(([set]) => set),
      ),
      unexpressed: [],
    };
  const why = 'administrators are known by one role; who is one here depends on something else';
  return { roles: base.administrators, unexpressed: [{ rule: name, why }] };
}

interface Asking {
  readonly rule: Asked['rule'];
  readonly sets: RoleSets;
  isAdmin(roles: ReadonlySet<Role>): boolean;
  readonly about: Readonly<Record<Persona, readonly About[]>>;
  /** The roles that reach the line in the base. */
  readonly usual: readonly Role[] | 'any';
}

/** What a rule says to each persona, and the roles that it asks for. */
function lineOf(name: string, asking: Asking): Line {
  const asked = personas.flatMap((persona) => {
    const own = asking.sets.filter((roles) => asking.isAdmin(roles) === (persona === 'administrator'));
    const about = asking.about[persona];
    return about.length === 0
      ? []
      : [{ persona, results: own.map((roles) => resultFor(name, asking, { roles, about })) }];
  });
  const open = asked.filter(({ results }) => results.some(({ problem }) => problem !== undefined));
  const told = asked.filter((each) => !open.includes(each));
  const granted = told.filter(({ results }) => results.some(({ may }) => may));
  const tells = (roles: readonly Role[] | 'any'): boolean =>
    granted.every(({ results }) => results.every(({ roles: had, may }) => may === reaches(had, roles)));
  const roles = rolesFor(granted.map(({ results }) => results));
  const isRight = tells(roles);
  const problems = [
    ...grouped(open.map(({ persona, results }) => [persona, problemIn(results)])),
    ...(isRight ? [] : [onRoles]),
  ];
  const cells = told.map(({ persona, results }) => [persona, results.some(({ may }) => may)]);
  const kept = tells(asking.usual) ? 'as before' : roles;
  return { personas: Object.fromEntries(cells), roles: kept, problems, isLeft: problems.length > 0 };
}

/** Problems, each with all the personas that have it. */
function grouped(problems: readonly (readonly [Persona, string])[]): readonly string[] {
  const kinds = [...new Set(problems.map(([, problem]) => problem))];
  return kinds.map((kind) => {
    const those = problems.filter(([, problem]) => problem === kind).map(([persona]) => persona);
    return `${kind} (${those.join(', ')})`;
  });
}

const onRoles =
  'which roles it takes depends on what the caller is to the image, or it takes several roles together';

function problemIn(results: readonly RoleResult[]): string {
  return results.find(({ problem }) => problem !== undefined)?.problem ?? '';
}

interface RoleResult {
  readonly roles: ReadonlySet<Role>;
  readonly may: boolean;
  readonly problem?: string;
}

function resultFor(
  name: string,
  { rule }: Asking,
  { roles, about }: { readonly roles: ReadonlySet<Role>; readonly about: readonly About[] },
): RoleResult {
  const results = about.map((each) => outcomeOf(name, rule, roles, each));
  const open = results.find((each) => typeof each === 'object');
  if (typeof open === 'object')
    return { roles, may: false, problem: `it depends on ${open.depends}, which a profile cannot express` };
  const may = results.includes(true);
  return may && results.includes(false)
    ? {
        roles,
        may,
        problem: 'it differs by the visibility or the owner of the image',
      }
    : { roles, may };
}

function reaches(had: ReadonlySet<Role>, roles: readonly Role[] | 'any'): boolean {
  return roles === 'any' || roles.some((each) => had.has(each));
}

/** The roles that reach a line for all who may do it at all. */
function rolesFor(granted: readonly (readonly RoleResult[])[]): readonly Role[] | 'any' {
  const results = granted.flat();
  if (results.every(({ may }) => may)) return 'any';
  const all = [...new Set(results.flatMap(({ roles }) => [...roles]))];
  return all.filter((role) => results.every(({ roles, may }) => !roles.has(role) || may));
}

type Told = Line & { readonly byRule: readonly Persona[] };

/** Several actions may ask for one rule. */
function addOnce({ unexpressed }: Found, { rule, why }: Unexpressed): void {
  const isTold = unexpressed.some((each) => each.rule === rule && each.why === why);
  if (!isTold) unexpressed.push({ rule, why });
}

function addLine(action: Action, line: Told, base: Profile, found: Found): void {
  const rule = ruleOf(action);
  for (const why of line.problems) addOnce(found, { rule, why });
  if (line.isLeft) return;
  const before = base.permissions[action];
  const cells = Object.fromEntries(
    personas.flatMap((persona) => {
      const may = line.personas[persona];
      const outcome = may === undefined ? undefined : outcomeFor(action, persona, { may, base });
      return outcome === undefined || outcome === before[persona] ? [] : [[persona, outcome]];
    }),
  ) as Partial<Permission>;
  const roles = levelRoles(line, base);
  const role = roles === 'as before' ? before.role : levelFor(roles, base, found.roles);
  const refusal = refusalFor(action, cells, { before, byRule: line.byRule });
  const row = { ...cells, ...(role === before.role ? {} : { role }), ...refusal };
  if (Object.keys(row).length > 0) found.permissions[action] = row;
}

/** The roles of a line; those of administrators make no difference where it is not for them. */
function levelRoles({ roles, personas: { administrator } }: Line, base: Profile): Line['roles'] {
  return typeof roles === 'string' || administrator !== false
    ? roles
    : [...new Set([...roles, ...base.administrators])];
}

/** An image that a persona may not get is in no list of its, and what it may not do besides is refused as if it were not there. */
function hideImages(base: Profile, { permissions }: Found): void {
  const blind = (['consumer', 'onlooker'] as const).filter((each) => permissions.showImage?.[each] === 'no');
  for (const persona of blind)
    for (const action of Object.keys(base.permissions) as Action[]) {
      const outcome = permissions[action]?.[persona] ?? base.permissions[action][persona];
      const isHidden = isMembers(action)
        ? persona === 'consumer'
        : action === 'listImages' || (outcome === 'no' && isOfImage(action));
      if (isHidden) permissions[action] = { ...permissions[action], [persona]: 'hidden' };
    }
}

/** Whether an action is about members: an image that takes none is refused before any rule is asked. */
function isMembers(action: Action): boolean {
  return aboutsOf(action) === sharedOf;
}

/** Whether an action names an image, and is no part of another one. */
function isOfImage(action: Action): boolean {
  return (
    Object.hasOwn(operations, action) &&
    action !== 'showImage' &&
    operations[action as Operation].path.includes('{image_id}')
  );
}
