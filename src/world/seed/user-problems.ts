import { withImplied } from '../../domain/callers.ts';
import { newestRelease, releases } from '../../domain/releases.ts';
import { closestWord } from '../../domain/closest-word.ts';
import { folded } from '../../domain/collation.ts';
import type { Seed, SeedApplicationCredential, SeedUser } from '../seed.ts';
import { domainFinder, domainKey, type FindDomain } from './domains.ts';
import { type FindTenant, homeOf, rolesOfUser, userIdOf } from './ids.ts';
import { either, repeats, type SeedProblem } from './problem.ts';

/** What is wrong with the users of a seed whose shape is right. */
export function userProblems(seed: Seed, find: FindTenant): readonly SeedProblem[] {
  const users = seed.users ?? [];
  return [
    ...repeatedAmong(users, domainFinder(seed)),
    ...users.flatMap((user, index) => {
      const path = ['users', index];
      const unknown = unknownTenants(user, path, seed, find);
      if (unknown.length > 0) return unknown;
      return [
        ...homeProblems(user, path, seed, find),
        ...rolesTwice(user, path, find),
        ...credentialProblems(user, path, seed, find),
      ];
    }),
    ...credentialIdsTwice(users),
  ];
}

function repeatedAmong(users: readonly SeedUser[], find: FindDomain): readonly SeedProblem[] {
  const names = repeats(users, (user) => `${domainKey(user, find)} ${folded(user.name)}`).map(
    ({ index, first }) => ({
      path: ['users', index, 'name'],
      problem: `\`${users[index]?.name}\` is the name of users[${first}] too`,
      mend: 'Give each user a name of its own; upper and lower case count as the same',
    }),
  );
  const ids = repeats(users, (user) => user.id ?? userIdOf(user)).map(({ index, first }) => ({
    path: ['users', index, 'id'],
    problem: `users[${index}] has the id of users[${first}]`,
    mend: 'Give each user an id of its own',
  }));
  const tokens = repeats(users, (user) => user.token).map(({ index, first }) => ({
    path: ['users', index, 'token'],
    problem: `the token is that of users[${first}] (\`${users[first]?.name}\`) too`,
    mend: 'Give each user a token of its own',
  }));
  // Users of one name have one id as well, where none is given: the name says it all.
  return [...names, ...ids.filter(({ path }) => names.every((name) => name.path[1] !== path[1])), ...tokens];
}

function unknownTenants(user: SeedUser, path: Path, seed: Seed, find: FindTenant): readonly SeedProblem[] {
  const tenant = typeof user.tenant === 'string' ? [{ text: user.tenant, at: ['tenant'] }] : [];
  const roles = Object.keys(user.roles ?? {}).map((text) => ({ text, at: ['roles', text] }));
  const credentials = (user.application_credentials ?? []).flatMap(({ tenant: text }, index) =>
    text === undefined || text === null ? [] : { text, at: ['application_credentials', index, 'tenant'] },
  );
  return [...tenant, ...roles, ...credentials]
    .filter(({ text }) => find(text) === undefined)
    .map(({ text, at }) => unknownTenant([...path, ...at], text, seed));
}

/** A tenant that is not there. */
export function unknownTenant(path: Path, text: string, seed: Seed): SeedProblem {
  const names = seed.tenants.map((tenant) => tenant.name);
  const meant = closestWord(text, names);
  return {
    path,
    problem: `no tenant has the name or id \`${text}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
    mend: names.length === 0 ? 'Add it under `tenants`' : `Use ${either(names)}, or add it under \`tenants\``,
  };
}

type Path = readonly (string | number)[];

function homeProblems(user: SeedUser, path: Path, seed: Seed, find: FindTenant): readonly SeedProblem[] {
  const home = homeOf(user, seed);
  if (home === undefined) {
    const problem = `user \`${user.name}\` has neither a tenant nor roles, and there is more than one tenant`;
    return [{ path, problem, mend: 'Add `tenant:` with the name of its tenant, or `tenant: null`' }];
  }
  const held = Object.keys(rolesOfUser(user, seed)).map(find);
  if (user.token === undefined || home === null || held.includes(find(home))) return [];
  return [
    {
      path: [...path, 'token'],
      problem: `the token is for tenant \`${home}\`, where user \`${user.name}\` has no roles`,
      mend: `Add \`${home}\` to \`roles\`, with [] for a token without any role`,
    },
  ];
}

function rolesTwice(user: SeedUser, path: Path, find: FindTenant): readonly SeedProblem[] {
  const keys = Object.keys(user.roles ?? {});
  return repeats(keys, find).map(({ index, first }) => ({
    path: [...path, 'roles', keys[index] ?? ''],
    problem: `\`${keys[index]}\` and \`${keys[first]}\` are one tenant`,
    mend: 'List the roles on a tenant under its name or under its id',
  }));
}

function credentialIdsTwice(users: readonly SeedUser[]): readonly SeedProblem[] {
  const all = users.flatMap((user, userIndex) =>
    (user.application_credentials ?? []).map(({ id }, index) => ({ id, userIndex, index })),
  );
  return repeats(all, ({ id }) => id).map(({ index }) => ({
    path: ['users', all[index]?.userIndex ?? 0, 'application_credentials', all[index]?.index ?? 0, 'id'],
    problem: `\`${all[index]?.id}\` is the id of another application credential too`,
    mend: 'Give each application credential an id of its own',
  }));
}

/** What is wrong with the application credentials of one user, all of whose tenants are known. */
function credentialProblems(
  user: SeedUser,
  path: Path,
  seed: Seed,
  find: FindTenant,
): readonly SeedProblem[] {
  const credentials = user.application_credentials ?? [];
  const names = repeats(credentials, (credential) => credential.name).map(({ index, first }) => ({
    path: [...path, 'application_credentials', index, 'name'],
    problem: `\`${credentials[index]?.name}\` is the name of application_credentials[${first}] too`,
    mend: "Give each of a user's application credentials a name of its own",
  }));
  const rights = credentials.flatMap((credential, index) =>
    rightsProblems(credential, user, [...path, 'application_credentials', index], seed, find),
  );
  return [...names, ...rights];
}

/** A credential has no more rights than its user (Keystone refuses to make such a one). */
function rightsProblems(
  credential: SeedApplicationCredential,
  user: SeedUser,
  path: Path,
  seed: Seed,
  find: FindTenant,
): readonly SeedProblem[] {
  if (credential.tenant === null) return [];
  const tenant = credential.tenant ?? homeOf(user, seed);
  if (tenant === null || tenant === undefined) {
    const problem = `user \`${user.name}\` has no tenant that the application credential could be for`;
    return [{ path, problem, mend: 'Add `tenant:` to it' }];
  }
  const granted =
    Object.entries(rolesOfUser(user, seed)).find(([key]) => find(key) === find(tenant))?.[1] ?? [];
  const held = withImplied(granted, releases[newestRelease].roles);
  return (credential.roles ?? [])
    .filter((role) => !held.includes(role))
    .map((role) => ({
      path: [...path, 'roles'],
      problem: `user \`${user.name}\` does not have role \`${role}\` on tenant \`${tenant}\``,
      mend: held.length === 0 ? 'Give it roles there first' : `Use ${either(held)}`,
    }));
}
