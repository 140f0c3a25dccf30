import type { IdentityFacts, Profile } from '../profile.ts';
import type { EndpointName } from '../release.ts';
import { fixedId } from './bootstrap.ts';

/** A service of the catalog. `path` leads from the fake's base to its endpoint. */
export interface CatalogService {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly path: string;
  readonly interfaces: readonly EndpointName[1][];
}

/** One way to a service. The interfaces of a service share a URL. */
export interface CatalogEndpoint {
  readonly id: string;
  readonly interface: string;
  readonly service: CatalogService;
  readonly region: string;
}

const identity: CatalogService = {
  id: fixedId('service identity'),
  name: 'keystone',
  type: 'identity',
  path: '/identity/v3/',
  interfaces: ['internal', 'public', 'admin'],
};

function image({ imageService: { name, path } }: IdentityFacts): CatalogService {
  return {
    id: fixedId('service image'),
    name,
    type: 'image',
    description: 'OpenStack Image',
    path,
    interfaces: ['public', 'internal', 'admin'],
  };
}

/** Every service of the cloud. */
export function services(facts: IdentityFacts): readonly CatalogService[] {
  return [identity, image(facts)];
}

/**
 * Every service as Identity v2.0 lists them. Where v2.0 is the cloud's own, the catalog has the image service alone,
 * with its public address: the guide prints no other of cloudImages, and no identity. A Keystone lists itself too,
 * and all interfaces.
 * Source: rackerlabs/docs-cloud-identity, Authenticate as user; Keystone's v2.0 API reference.
 */
export function listedByV2(facts: IdentityFacts): readonly CatalogService[] {
  if (facts.servesV2) return [{ ...image(facts), interfaces: ['public'] }];
  return [{ ...identity, path: '/identity/v2.0' }, image(facts)];
}

/** The services of the catalog, in the order in which Keystone comes upon their endpoints. */
export function catalogued({ identity: facts, release }: CatalogFacts): readonly CatalogService[] {
  return [...new Set(release.endpoints.map(([type]) => type))].map((type) => ({
    ...ofType(type, facts),
    interfaces: release.endpoints.flatMap(([of, name]) => (of === type ? [name] : [])),
  }));
}

/** What the catalog depends on. */
type CatalogFacts = Pick<Profile, 'identity' | 'release'>;

function ofType(type: EndpointName[0], facts: IdentityFacts): CatalogService {
  return type === 'identity' ? identity : image(facts);
}

/** The endpoints of one service. */
export function endpointsOf(service: CatalogService, facts: IdentityFacts): readonly CatalogEndpoint[] {
  return service.interfaces.map((name) => endpoint(service, name, facts));
}

function endpoint(service: CatalogService, name: string, { region }: IdentityFacts): CatalogEndpoint {
  return { id: fixedId(`endpoint ${service.type} ${name}`), interface: name, service, region };
}

/** Every endpoint, in the order of Keystone's own list. */
export function endpoints({ identity: facts, release }: CatalogFacts): readonly CatalogEndpoint[] {
  return release.endpoints.map(([type, name]) => endpoint(ofType(type, facts), name, facts));
}
