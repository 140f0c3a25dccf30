import { reaches, withImplied } from '../domain/callers.ts';
import type { Role } from '../domain/model.ts';
import type { Level } from '../domain/permissions.ts';
import type { Profile, Wire } from '../domain/profile.ts';
import { permissionsOf } from './permissions.ts';
import type { RulesTable } from './table.ts';

/** The roles that reach each level of the permission table. Source: the profile's roles and administrators. */
export function levelTable(profile: Profile): RulesTable {
  const { administrators, roles } = profile;
  const asked = new Set<string>(permissionsOf(profile).map(([, { role }]) => role));
  const levels = ['any', ...Object.keys(roles)].filter((level) => asked.has(level)) as Level[];
  const above = administrators.length === 0 ? 'No role' : `The role ${administrators.join(' or ')}`;
  return {
    title: 'Levels',
    legend: `What the column role asks for; any role that reaches it will do. ${above} stands above ownership.`,
    terms: [],
    columns: ['level', 'reached by'],
    rows: levels.map((level) => [level, reachedBy(level, profile).join(', ')]),
  };
}

/** Roles bring others along: whoever has one that implies a role of the level reaches it too. The strongest come last. */
function reachedBy(level: Level, { roles, release }: Profile): readonly string[] {
  if (level === 'any') return ['every token'];
  const levels = Object.values(roles);
  const strength = (role: Role): number =>
    levels.filter((those) => reaches(role, those, release.roles)).length * levels.flat().length +
    withImplied([role], release.roles).length;
  return [...new Set(levels.flat())]
    .filter((role) => reaches(role, roles[level] ?? [], release.roles))
    .toSorted((one, other) => strength(one) - strength(other));
}

/** How many there may be of what. Source: the profile's page, membersPerImage and quotas. */
export function limitTable({ page, membersPerImage, quotas }: Profile): RulesTable {
  return {
    title: 'Limits',
    legend: 'A world may ask for another number of members: serve --members-per-image.',
    terms: [],
    columns: ['what', 'how many'],
    rows: [
      ['images on a page where limit is not given', counted(page.size)],
      ['images on a page at most, whatever limit says', counted(page.most)],
      ['members of an image', counted(membersPerImage)],
      ['properties of an image', counted(quotas.properties)],
      ['tags of an image', counted(quotas.tags)],
    ],
  };
}

function counted(number: number): string {
  return number === Infinity ? 'no limit' : String(number);
}

const bodies: Readonly<Record<Wire['errorBody'], string>> = {
  glance: "Glance's: message, code and title",
  general: "that of Rackspace's services: code, message and details under a key such as itemNotFound",
};

const schemas: Readonly<Record<Wire['schemas'], string>> = {
  glance: "Glance's of today",
  rackspace: 'those that Rackspace documents',
};

/** What clients notice besides the rules. Source: the profile's wire and identity. */
export function wireTable({ wire, identity, locations, importMethods }: Profile): RulesTable {
  const { name, path } = identity.imageService;
  const rows: readonly (readonly [what: string, ...facts: string[]])[] = [
    ['logins', `Keystone v3${identity.servesV2 ? ', and Identity v2.0' : ''}`],
    ['region', identity.region],
    ['the image service in the catalog', `${name}, at ${path === '' ? 'the root' : path}`],
    ['a tenant in the path', ...when(wire.tenantInPath, "/v2/{tenant}/images, the token's own alone")],
    ['a path that ends in .json', ...when(wire.jsonSuffix, 'is the path without it, and asks for JSON')],
    ['the media type of a body that is not JSON', ...wire.jsonTypes.map(() => '415')],
    ['schemas', schemas[wire.schemas]],
    ['attributes that no image has', ...wire.withheld],
    ['properties of the cloud alone', ...wire.reservedPrefixes.map((prefix) => `${prefix}…`)],
    ['operations that there are not', ...wire.absent],
    ['ways to import data', ...(wire.absent.includes('importImage') ? [] : importMethods)],
    [
      'where data lies, in images',
      ...when(locations.multiple, 'locations'),
      ...when(locations.directUrl, 'direct_url'),
    ],
    ['the body of a refusal', bodies[wire.errorBody]],
  ];
  return {
    title: 'On the wire',
    legend:
      'What clients notice besides. serve --identity-v2 adds logins; serve --error-body has another form of refusals.',
    terms: [],
    columns: ['what', 'how'],
    rows: rows.filter(([, ...facts]) => facts.length > 0).map(([what, ...facts]) => [what, facts.join(', ')]),
  };
}

function when(so: boolean, fact: string): readonly string[] {
  return so ? [fact] : [];
}
