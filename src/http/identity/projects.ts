import {
  changedPlace,
  createdDomain,
  createdTenant,
  deletedDomain,
  deletedTenant,
  findPlace,
  isTenant,
  type PlaceChanges,
} from '../../domain/identity/places.ts';
import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import { mergedOptions } from '../../domain/identity/users.ts';
import type { Domain, Tenant } from '../../domain/model.ts';
import { isRefused } from '../../domain/refusals.ts';
import { type Call, decidedReply, type IdentityOutcome, noContent, refusedByPolicy } from './call.ts';
import { linked } from './collections.ts';
import { resourceReply } from './reply.ts';
import {
  domainFor,
  extraOf,
  type Fields,
  fieldsOf,
  given,
  newFields,
  otherId,
  stripped,
  tooMany,
} from './resident-fields.ts';
import { domainSchemas, projectSchemas } from './resident-schemas.ts';
import { domainAsTenantView, domainView, extraView, tenantView } from './views.ts';

/** Fields of a project of which Keystone knows what they mean; a domain has them in its table as well. */
const known: readonly string[] = ['description', 'parent_id', 'is_domain', 'tags'];

/** What domains and projects have in common, out of the fields of a request. */
function placeOf(
  id: string,
  { name = '', description = '', enabled = true, tags = [], options = {}, ...fields }: Fields,
): Domain {
  return {
    id,
    name: stripped(name),
    description,
    enabled,
    tags,
    options: mergedOptions({}, options),
    extra: extraOf(fields, known),
  };
}

/** `POST /v3/projects`: a project, or one that acts as a domain, which is one. */
export function createProject(call: Call): IdentityOutcome {
  const refusal = refusedByPolicy(call, 'create_project');
  if (refusal) return refusal;
  const read = newFields(call, projectSchemas);
  if (isRefused(read)) return read;
  const { fields } = read;
  const { cloud, limits, randomIds } = call.context;
  const place = placeOf(randomIds.hex(32), fields);
  if (fields.is_domain) {
    const isBelow = Boolean(fields.parent_id || fields.domain_id);
    if (isBelow) return refuseIdentity('onlyRoots');
    return newDomain(call, place, () => projectReply(201, call, domainAsTenantView(place)));
  }
  const domain = domainFor(call, fields.domain_id);
  const tenant: Tenant = { ...place, domain, parent: fields.parent_id || domain };
  const full = tooMany(cloud.tenants.size, limits.maxTenants, 'tenants');
  return decidedReply(call, full ?? createdTenant(cloud, tenant), () =>
    projectReply(201, call, tenantView(tenant)),
  );
}

function newDomain(
  call: Call,
  domain: Domain,
  reply: () => ReturnType<typeof resourceReply>,
): IdentityOutcome {
  const { cloud, limits } = call.context;
  const full = tooMany(cloud.domains.size, limits.maxDomains, 'domains');
  return decidedReply(call, full ?? createdDomain(cloud, domain), reply);
}

function projectReply(
  status: number,
  call: Call,
  project: Record<string, unknown>,
): ReturnType<typeof resourceReply> {
  return resourceReply(status, { project: linked('projects', project, call.v3) });
}

function domainReply(status: number, call: Call, domain: Domain): ReturnType<typeof resourceReply> {
  return resourceReply(status, { domain: linked('domains', domainView(domain), call.v3) });
}

/** What a request wants to be different. */
function changesIn(
  { name, description, enabled, tags, options, ...fields }: Fields,
  before: Domain,
): PlaceChanges {
  const { domain_id, parent_id, is_domain } = fields;
  return {
    ...given('name', name === undefined || name === before.name ? undefined : stripped(name)),
    ...given('description', description),
    ...given('enabled', enabled),
    ...given('tags', tags),
    ...given('options', options),
    extra: extraOf(fields, known),
    fixed: {
      ...given('domain_id', domain_id),
      ...given('parent_id', parent_id),
      ...given('is_domain', is_domain),
    },
    namesId: fields.id !== undefined,
  };
}

/** `PATCH /v3/projects/{project_id}`. The answer shows the own fields a second time, together. */
export function updateProject(call: Call): IdentityOutcome {
  const [id = ''] = call.parameters;
  const { cloud } = call.context;
  const refusal = refusedByPolicy(call, 'update_project');
  if (refusal) return refusal;
  const read = fieldsOf(call, 'project', projectSchemas.update);
  if (isRefused(read)) return read;
  const other = otherId(read.fields, id);
  if (other) return other;
  const before = findPlace(cloud, id);
  if (before === undefined) return refuseIdentity('notFound', { kind: 'project', id });
  const decided = changedPlace(cloud, before, changesIn(read.fields, before));
  return decidedReply(call, decided, () => {
    const after = changedIn(decided) ?? before;
    return projectReply(200, call, { ...placeView(after), extra: extraView(after.extra) });
  });
}

/** The domain or the tenant that a decision changes, as it is then. */
function changedIn(decided: ReturnType<typeof changedPlace>): Tenant | Domain | undefined {
  const [change] = 'kind' in decided ? [] : decided;
  if (change?.kind === 'tenantChanged') return change.tenant;
  return change?.kind === 'domainChanged' ? change.domain : undefined;
}

function placeView(place: Tenant | Domain): Record<string, unknown> {
  return isTenant(place) ? tenantView(place) : domainAsTenantView(place);
}

/** `DELETE /v3/projects/{project_id}`. */
export function deleteProject(call: Call): IdentityOutcome {
  const [id = ''] = call.parameters;
  const refusal = refusedByPolicy(call, 'delete_project');
  if (refusal) return refusal;
  const place = findPlace(call.context.cloud, id);
  if (place === undefined) return refuseIdentity('notFound', { kind: 'project', id });
  const decided = isTenant(place)
    ? deletedTenant(call.context.cloud, place)
    : deletedDomain(call.context.cloud, place);
  return decidedReply(call, decided, () => noContent);
}

/** `POST /v3/domains`. A client may give the id. */
export function createDomain(call: Call): IdentityOutcome {
  const refusal = refusedByPolicy(call, 'create_domain');
  if (refusal) return refusal;
  const read = newFields(call, domainSchemas);
  if (isRefused(read)) return read;
  const explicit = read.fields['explicit_domain_id'] ?? null;
  if (explicit !== null && !/^[0-9a-f]{32}$/.test(String(explicit)))
    return refuseIdentity('domainIdMalformed');
  const id = explicit === null ? call.context.randomIds.hex(32) : String(explicit);
  const { explicit_domain_id: _, ...fields } = read.fields;
  const { explicitIdShown } = call.context.profile.release.residents;
  const domain = placeOf(id, explicitIdShown ? read.fields : fields);
  return newDomain(call, domain, () => domainReply(201, call, domain));
}

function namedDomain(call: Call): Domain | IdentityRefusal {
  const [id = ''] = call.parameters;
  return call.context.cloud.domains.get(id) ?? refuseIdentity('notFound', { kind: 'domain', id });
}

/** `PATCH /v3/domains/{domain_id}`. One that is not there is told before the policy is asked. */
export function updateDomain(call: Call): IdentityOutcome {
  const { cloud } = call.context;
  const before = namedDomain(call);
  if (isRefused(before)) return before;
  const refusal = refusedByPolicy(call, 'update_domain');
  if (refusal) return refusal;
  const read = fieldsOf(call, 'domain', domainSchemas.update);
  if (isRefused(read)) return read;
  const changes = { ...changesIn(read.fields, before), fixed: {} };
  const decided = changedPlace(cloud, before, changes);
  return decidedReply(call, decided, () => domainReply(200, call, changedIn(decided) ?? before));
}

/** `DELETE /v3/domains/{domain_id}`, in the same order. */
export function deleteDomain(call: Call): IdentityOutcome {
  const domain = namedDomain(call);
  if (isRefused(domain)) return domain;
  const refusal = refusedByPolicy(call, 'delete_domain');
  if (refusal) return refusal;
  return decidedReply(call, deletedDomain(call.context.cloud, domain), () => noContent);
}
