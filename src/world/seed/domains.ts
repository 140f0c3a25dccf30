import { folded } from '../../domain/collation.ts';
import { defaultDomain } from '../../domain/identity/bootstrap.ts';
import type { Domain, Extra } from '../../domain/model.ts';
import { deepestJson, printJson, readJson } from '../../http/json.ts';
import type { Seed, SeedDomain, SeedTenant, SeedUser } from '../seed.ts';
import { stableHex, type FindTenant, tenantIdOf } from './ids.ts';
import { either, repeats, type SeedProblem } from './problem.ts';

/** The domains of a seed, which tenants and users are in, and what all three may have besides. */

/** The id of a domain of a seed. The default one is called by its name. */
export function domainIdOf({ id, name }: SeedDomain): string {
  if (id !== undefined) return id;
  return folded(name) === folded(defaultDomain.name) ? defaultDomain.id : stableHex(`domain:${name}`);
}

/** The id of the domain that a text names; an id goes before a name. The default domain is always there. */
export type FindDomain = (text: string) => string | undefined;

/** Makes a finder for the domains of a seed. */
export function domainFinder({ domains = [] }: Seed): FindDomain {
  const found = new Map([[folded(defaultDomain.name), defaultDomain.id]]);
  for (const domain of domains) found.set(folded(domain.name), domainIdOf(domain));
  const ids = new Set([defaultDomain.id, ...domains.map(domainIdOf)]);
  return (text) => (ids.has(text) ? text : found.get(folded(text)));
}

/** A domain as the cloud holds it. */
export function plantedDomain(domain: SeedDomain): Domain {
  const { name, description = '', enabled = true, tags = [], options = {}, extra = {} } = domain;
  return { id: domainIdOf(domain), name, description, enabled, tags, options, extra: plantedExtra(extra) };
}

/** What clients gave of their own, as the cloud holds it. */
export function plantedExtra(extra: Readonly<Record<string, unknown>> = {}): Extra {
  const entries = Object.entries(extra).map(([key, value]) => [key, printJson(value ?? null)] as const);
  return Object.fromEntries(entries);
}

/** What is left out of a seed because it is what it is by default. */
type Besides = Pick<SeedDomain, 'description' | 'enabled' | 'tags' | 'options' | 'extra'>;

/** A domain of a cloud, or what a tenant has of the same, as a snapshot writes it. */
export function seedBesides({
  description,
  enabled,
  tags,
  options,
  extra,
}: Omit<Domain, 'id' | 'name'>): Besides {
  return {
    ...(description === '' ? {} : { description }),
    ...(enabled ? {} : { enabled }),
    ...(tags.length === 0 ? {} : { tags }),
    ...seedOwn({ options, extra }),
  };
}

/** Options and own fields as a snapshot writes them. */
export function seedOwn({
  options,
  extra,
}: Pick<Domain, 'options' | 'extra'>): Pick<SeedDomain, 'options' | 'extra'> {
  const own = Object.entries(extra).map(([key, text]) => [key, plainJson(text)] as const);
  return {
    ...(Object.keys(options).length === 0 ? {} : { options }),
    ...(own.length === 0 ? {} : { extra: Object.fromEntries(own) }),
  };
}

/** The value of a JSON text as JSON of every language has it: Python's has endless numbers, and `NaN`. */
function plainJson(text: string): unknown {
  const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
  return JSON.parse(JSON.stringify(readJson(text, deepestJson.keystone).value ?? null, plain)) as unknown;
}

/** The domains of a cloud as a snapshot writes them: all but the default one, where nothing of it is different. */
export function seedDomains(domains: ReadonlyMap<string, Domain>): Pick<Seed, 'domains'> {
  const written = [...domains.values()].filter((domain) => domain !== defaultDomain);
  if (written.length === 0) return {};
  return { domains: written.map(({ id, name, ...besides }) => ({ name, id, ...seedBesides(besides) })) };
}

/** What is wrong with the domains of a seed, and with what its tenants and users say of domains and parents. */
export function domainProblems(seed: Seed, findTenant: FindTenant): readonly SeedProblem[] {
  const { domains = [], tenants, users = [] } = seed;
  const unknown = unknownDomain(seed);
  return [
    ...twice(domains, 'name', ({ name }) => folded(name)),
    ...twice(domains, 'id', domainIdOf),
    ...tenants.flatMap((tenant, index) => unknown(['tenants', index, 'domain'], tenant.domain)),
    ...users.flatMap((user, index) => [
      ...unknown(['users', index, 'domain'], user.domain),
      ...Object.keys(user.domain_roles ?? {}).flatMap((text) =>
        unknown(['users', index, 'domain_roles', text], text),
      ),
    ]),
    ...parentProblems(tenants, findTenant),
  ];
}

function twice(
  domains: readonly SeedDomain[],
  key: 'id' | 'name',
  keyOf: (domain: SeedDomain) => string,
): readonly SeedProblem[] {
  return repeats(domains, keyOf).map(({ index, first }) => ({
    path: ['domains', index, key],
    problem: `domains[${index}] has the ${key} of domains[${first}]`,
    mend: `Give each domain ${key === 'id' ? 'an id' : 'a name'} of its own`,
  }));
}

/** Finds what is wrong with the name of a domain at a path; undefined is none, and nothing is wrong with it. */
function unknownDomain(
  seed: Seed,
): (path: SeedProblem['path'], text: string | undefined) => readonly SeedProblem[] {
  const find = domainFinder(seed);
  const names = [defaultDomain.name, ...(seed.domains ?? []).map(({ name }) => name)];
  return (path, text) => {
    if (text === undefined || find(text) !== undefined) return [];
    const problem = `no domain has the name or id \`${text}\``;
    return [{ path, problem, mend: `Use ${either(names)}, or add it under \`domains\`` }];
  };
}

/** A parent stands before its children, so that no tenant can stand above itself. */
function parentProblems(tenants: readonly SeedTenant[], find: FindTenant): readonly SeedProblem[] {
  const before = new Map<string, SeedTenant>();
  return tenants.flatMap((tenant, index) => {
    const parent = tenant.parent === undefined ? undefined : before.get(find(tenant.parent) ?? '');
    before.set(tenantIdOf(tenant), tenant);
    const path = ['tenants', index, 'parent'];
    if (tenant.parent === undefined) return [];
    if (parent === undefined)
      return {
        path,
        problem: `no tenant before this one has the name or id \`${tenant.parent}\``,
        mend: 'List the parent before its children',
      };
    if ((parent.domain ?? defaultDomain.id) === (tenant.domain ?? defaultDomain.id)) return [];
    return { path, problem: 'the parent is in another domain', mend: 'Give both the same `domain:`' };
  });
}

/** In which domain a thing of a seed is, as text that tells domains apart. */
export function domainKey({ domain }: Pick<SeedTenant | SeedUser, 'domain'>, find: FindDomain): string {
  return find(domain ?? defaultDomain.id) ?? domain ?? '';
}
