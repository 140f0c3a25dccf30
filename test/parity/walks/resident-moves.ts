import type { Dice } from './dice.ts';
import { plain, type Step, type Walk, withJson } from './step.ts';

/** Walks about who lives in a cloud: projects, users and roles, made, changed and taken away by whoever. */

/** What the maker of a walk believes to be there. */
interface Population {
  readonly dice: Dice;
  readonly projects: string[];
  readonly users: string[];
  /** Users that have logged in. */
  readonly tokens: Set<string>;
}

const v3 = '/identity/v3';
const roles: readonly string[] = ['reader', 'member', 'admin'];
const asked: Readonly<Record<string, string>> = { accept: 'application/json' };

/** The administrator mostly; else a persona, or a user of the walk with its last token. */
function by({ dice, tokens }: Population, step: Step): Step {
  if (dice.percent(55) || (tokens.size === 0 && dice.percent(50))) return { ...step, as: 'admin' };
  if (tokens.size === 0 || dice.percent(35)) return { ...step, as: dice.pick(['alpha', 'areader', 'beta']) };
  const token = `<kept:token-${dice.pick([...tokens])}>`;
  return { ...step, as: null, headers: { ...step.headers, 'x-auth-token': token } };
}

function project({ dice, projects }: Population): string {
  return projects.length === 0 || dice.percent(5)
    ? dice.pick(['<tenant:alpha>', 'x', 'default'])
    : `<kept:${dice.pick(projects)}>`;
}

function user({ dice, users }: Population): string {
  return users.length === 0 || dice.percent(5)
    ? dice.pick(['<user:alpha>', 'x'])
    : `<kept:${dice.pick(users)}>`;
}

/** What is changed or taken away: only what the walk has made, so that the residents of a cloud stay as they are for the next one. */
function ownProject(population: Population): string {
  const { dice, projects } = population;
  return dice.percent(5) ? 'x' : `<kept:${dice.pick(projects)}>`;
}

function ownUser({ dice, users }: Population): string {
  return dice.percent(5) ? 'x' : `<kept:${dice.pick(users)}>`;
}

const enabled = (dice: Dice): object => (dice.percent(10) ? { enabled: dice.pick([true, false, 'x']) } : {});
const described = (dice: Dice): object =>
  dice.percent(20) ? { description: dice.pick(['d', '', null, 5]) } : {};

function createProject(population: Population): Step {
  const { dice, projects } = population;
  const key = `p${projects.length + 1}`;
  const parent = projects.length > 0 && dice.percent(25) ? { parent_id: project(population) } : {};
  const taken = projects.length > 0 && dice.percent(5) ? dice.pick(projects).toUpperCase() : key;
  const fields = { name: `<word>-${taken}`, ...parent, ...enabled(dice), ...described(dice) };
  projects.push(key);
  const step = by(population, withJson('admin', 'POST', `${v3}/projects`, { project: fields }));
  return { ...step, keep: { [key]: 'project.id' } };
}

function createUser(population: Population): Step {
  const { dice, users } = population;
  const key = `u${users.length + 1}`;
  const home = dice.percent(50) ? { default_project_id: project(population) } : {};
  const password = dice.percent(95) ? { password: '<word>-pw' } : {};
  const taken = users.length > 0 && dice.percent(5) ? dice.pick(users).toUpperCase() : key;
  const fields = { name: `<word>-${taken}`, ...password, ...home, ...enabled(dice), ...described(dice) };
  users.push(key);
  const step = by(population, withJson('admin', 'POST', `${v3}/users`, { user: fields }));
  return { ...step, keep: { [key]: 'user.id' } };
}

function changeProject(population: Population): Step {
  const { dice } = population;
  const fields = dice.pick<object>([
    { description: 'changed' },
    { enabled: false },
    { enabled: true },
    { name: `<word>-n${dice.whole(1, 4)}` },
    { tags: ['a', 'b'] },
    { own: 'x' },
    { domain_id: 'default' },
    { parent_id: project(population) },
    {},
  ]);
  const step = withJson('admin', 'PATCH', `${v3}/projects/${ownProject(population)}`, { project: fields });
  return { ...by(population, step), later: 'enabled' in fields };
}

function changeUser(population: Population): Step {
  const { dice } = population;
  const fields = dice.pick<object>([
    { description: 'changed' },
    { enabled: false },
    { enabled: true },
    { name: `<word>-n${dice.whole(1, 4)}` },
    { default_project_id: project(population) },
    { default_project_id: null },
    { password: '<word>-pw' },
    { email: 'a@b.c' },
    {},
  ]);
  const step = withJson('admin', 'PATCH', `${v3}/users/${ownUser(population)}`, { user: fields });
  return { ...by(population, step), later: 'enabled' in fields || 'password' in fields };
}

function remove(population: Population): Step {
  const { dice } = population;
  const path = dice.percent(50) ? `projects/${ownProject(population)}` : `users/${ownUser(population)}`;
  return by(population, plain('admin', 'DELETE', `${v3}/${path}`));
}

/** A place where roles are granted. */
function place(population: Population): string {
  return population.dice.weigh([
    [12, `projects/${project(population)}`],
    [3, 'domains/default'],
    [3, 'system'],
  ]);
}

function grant(population: Population): Step {
  const { dice } = population;
  const role = `<kept:${dice.pick(roles)}>`;
  const path = `${v3}/${place(population)}/users/${ownUser(population)}/roles/${role}`;
  const method = dice.weigh([
    [12, 'PUT'],
    [4, 'DELETE'],
    [2, 'GET'],
    [1, 'HEAD'],
  ]);
  return by(population, plain('admin', method, path));
}

function logIn(population: Population): Step {
  const { dice, users, tokens } = population;
  if (users.length === 0) return createUser(population);
  const key = dice.pick(users);
  const scope = dice.pick<unknown>([
    undefined,
    'unscoped',
    { project: { id: project(population) } },
    { project: { id: project(population) } },
    { domain: { id: 'default' } },
    { system: { all: true } },
  ]);
  const password = dice.percent(95) ? '<word>-pw' : 'wrong';
  const identity = { methods: ['password'], password: { user: { id: `<kept:${key}>`, password } } };
  tokens.add(key);
  const body = { auth: { identity, ...(scope === undefined ? {} : { scope }) } };
  const step = withJson('admin', 'POST', `${v3}/auth/tokens?nocatalog`, body);
  return { ...step, as: null, keep: { [`token-${key}`]: 'header:x-subject-token' } };
}

function look(population: Population): Step {
  const { dice, tokens } = population;
  const [one, other] = [project(population), user(population)];
  const path = dice.pick([
    `projects/${one}`,
    `users/${other}`,
    `users/${other}/projects`,
    `users?name=<word>-u1`,
    `projects?name=<word>-P1`,
    `projects?parent_id=${one}`,
    `role_assignments?user.id=${other}&include_names`,
    `${place(population)}/users/${other}/roles`,
    'auth/projects',
    'auth/system',
  ]);
  const step = by(population, plain('admin', 'GET', `${v3}/${path}`));
  if (tokens.size === 0 || dice.percent(70)) return step;
  const headers = { ...asked, 'x-subject-token': `<kept:token-${dice.pick([...tokens])}>` };
  return { as: 'admin', method: 'GET', path: `${v3}/auth/tokens?nocatalog`, headers };
}

const moves: readonly (readonly [number, (population: Population) => Step])[] = [
  [8, createProject],
  [8, createUser],
  [16, grant],
  [12, logIn],
  [8, changeProject],
  [8, changeUser],
  [5, remove],
  [20, look],
];

/** Makes up a walk: it learns the ids of roles, makes a project and a user, and goes on from there. */
export function residentWalk(dice: Dice, steps: number): Walk {
  const population: Population = { dice, projects: [], users: [], tokens: new Set() };
  const learning = roles.map((role): Step => ({
    ...plain('admin', 'GET', `${v3}/roles?name=${role}`),
    keep: { [role]: 'roles.0.id' },
  }));
  const first = [createProject(population), createUser(population)];
  const rest = Array.from({ length: Math.max(0, steps - 5) }, () => dice.weigh(moves)(population));
  return [...learning, ...first, ...rest];
}
