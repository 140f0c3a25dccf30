import type { Profile, Wire } from '../domain/profile.ts';
import type { RulesTable } from './table.ts';

const bodies: Readonly<Record<Wire['errorBody'], string>> = {
  glance: "Glance's: message, code and title",
  general: "that of Rackspace's services: code, message and details under a key such as itemNotFound",
};

const schemas: Readonly<Record<Wire['schemas'], string>> = {
  glance: "Glance's of today",
  rackspace: 'those that Rackspace documents',
};

/** What clients notice besides the rules. Source: the profile's wire and identity. */
export function wireTable({ wire, identity }: Profile): RulesTable {
  const { name, path } = identity.imageService;
  const rows: readonly (readonly [what: string, ...facts: string[]])[] = [
    ['logins', `Keystone v3${identity.servesV2 ? ', and Identity v2.0' : ''}`],
    ['region', identity.region],
    ['the image service in the catalog', `${name}, at ${path === '' ? 'the root' : path}`],
    ['a tenant in the path', ...when(wire.tenantInPath, "/v2/{tenant}/images, the token's own alone")],
    ['a path that ends in .json', ...when(wire.jsonSuffix, 'is the path without it, and asks for JSON')],
    ['the media type of JSON bodies', ...wire.jsonTypes],
    ['schemas', schemas[wire.schemas]],
    ['attributes that no image has', ...wire.withheld],
    ['properties that only the cloud sets', ...wire.reservedPrefixes.map((prefix) => `${prefix}…`)],
    ['operations that there are not', ...wire.absent],
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
