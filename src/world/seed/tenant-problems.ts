import { folded } from '../../domain/collation.ts';
import { domainFinder, domainKey } from './domains.ts';
import { tenantIdOf } from './ids.ts';
import { type SeedProblem, repeats } from './problem.ts';
import type { Seed, SeedTenant } from '../seed.ts';

/** What is wrong with the tenants of a seed whose shape is right. */
export function tenantProblems(seed: Seed): readonly SeedProblem[] {
  const { tenants } = seed;
  return [...repeatedIds(tenants), ...repeatedNames(seed), ...ambiguousNames(tenants)];
}

function repeatedIds(tenants: readonly SeedTenant[]): readonly SeedProblem[] {
  const given = repeats(tenants, (tenant) => tenant.id);
  return given.map(({ index, first }) => ({
    path: ['tenants', index, 'id'],
    problem: `\`${tenants[index]?.id}\` is the id of tenants[${first}] too`,
    mend: 'Give each tenant an id of its own',
  }));
}

/** Names are compared as Keystone's database does. Each domain has its own. */
function repeatedNames(seed: Seed): readonly SeedProblem[] {
  const { tenants } = seed;
  const find = domainFinder(seed);
  return repeats(tenants, (tenant) => `${domainKey(tenant, find)} ${folded(tenant.name)}`).map(
    ({ index, first }) => ({
      path: ['tenants', index, 'name'],
      problem: `\`${tenants[index]?.name}\` is the name of tenants[${first}] too`,
      mend: 'Give each tenant a name of its own; upper and lower case count as the same',
    }),
  );
}

function ambiguousNames(tenants: readonly SeedTenant[]): readonly SeedProblem[] {
  const byId = new Map(tenants.map((tenant, index) => [tenantIdOf(tenant), index]));
  return tenants.flatMap((tenant, index) => {
    const other = byId.get(tenant.name);
    // One with an id of its own is not looked for by its name.
    if (other === undefined || other === index || tenant.id !== undefined) return [];
    return {
      path: ['tenants', index, 'name'],
      problem: `\`${tenant.name}\` is the id of tenants[${other}]`,
      mend: 'Choose another name: an owner or a member of this name would be the other tenant',
    };
  });
}
