import { folded } from '../../domain/collation.ts';
import type { SeedProblem } from './problem.ts';
import { repeats } from './repeats.ts';
import { type FindTenant, memberIdOf } from './tenants.ts';
import { timeProblems } from './time-problems.ts';
import type { SeedImage } from '../seed.ts';

/** What is wrong with the members of one image. Removed ones count: they are the same record. */
export function memberProblems(
  image: SeedImage,
  path: readonly (string | number)[],
  find: FindTenant,
): readonly SeedProblem[] {
  const members = image.members ?? [];
  const twice = repeats(members, (member) => folded(memberIdOf(member, find))).map(({ index, first }) => ({
    path: [...path, 'members', index, 'member'],
    problem: `\`${members[index]?.member}\` is members[${first}] already`,
    mend: 'List a member once; names and ids of a tenant, upper and lower case and accents count as the same',
  }));
  return [...twice, ...members.flatMap((member, index) => timeProblems(member, [...path, 'members', index]))];
}
