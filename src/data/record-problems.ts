import type { SeedProblem } from '../world/seed/problem.ts';
import { shapeProblems } from '../world/seed/shape-problems.ts';

/** What is wrong with the values of a new record, in the words of a seed file. */
export type RecordProblems = (values: object) => readonly SeedProblem[];

/** Problems of the one record of a seed, told from the record on: its path in the seed has `depth` steps. */
function within(seed: object, depth: number): readonly SeedProblem[] {
  return shapeProblems(seed).map(({ path, ...problem }) => ({ path: path.slice(depth), ...problem }));
}

/** Of a tenant. */
export const tenantProblems: RecordProblems = (tenant) => within({ tenants: [tenant] }, 2);

/** Of a user. */
export const userProblems: RecordProblems = (user) => within({ tenants: [], users: [user] }, 2);

/** Of an image. */
export const imageProblems: RecordProblems = (image) => {
  if (!('members' in image)) return within({ tenants: [], images: [image] }, 2);
  const problem = 'members are records of their own here';
  return [{ path: ['members'], problem, mend: 'Use `members.create({ image, member })`' }];
};

/** Of a membership. */
export const memberProblems: RecordProblems = (values) => {
  const { image, ...member }: { image?: unknown } = values;
  const inSeed = within({ tenants: [], images: [{ owner: null, members: [member] }] }, 4);
  if (typeof image === 'string' && image !== '') return inSeed;
  const mend = "Give the image's id, its name, or its record";
  return [{ path: ['image'], problem: 'no image is given', mend }, ...inSeed];
};
