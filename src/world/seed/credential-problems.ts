import { withImplied } from '../../domain/callers.ts';
import { either, type SeedProblem } from './problem.ts';
import { repeats } from './repeats.ts';
import { type FindTenant, homeOf, rolesOf } from './tenants.ts';
import type { Seed, SeedApplicationCredential, SeedUser } from '../seed.ts';

type Path = readonly (string | number)[];

/** What is wrong with the application credentials of one user, all of whose tenants are known. */
export function credentialProblems(
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
  const tenant = credential.tenant ?? homeOf(user, seed);
  if (tenant === null || tenant === undefined) {
    const problem = `user \`${user.name}\` has no tenant that the application credential could be for`;
    return [{ path, problem, mend: 'Add `tenant:` to it' }];
  }
  const granted = Object.entries(rolesOf(user, seed)).find(([key]) => find(key) === find(tenant))?.[1] ?? [];
  const held = withImplied(granted);
  return (credential.roles ?? [])
    .filter((role) => !held.includes(role))
    .map((role) => ({
      path: [...path, 'roles'],
      problem: `user \`${user.name}\` does not have role \`${role}\` on tenant \`${tenant}\``,
      mend: held.length === 0 ? 'Give it roles there first' : `Use ${either(held)}`,
    }));
}
