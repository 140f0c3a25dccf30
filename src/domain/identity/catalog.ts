import { region } from './domain.ts';
import { fixedId } from './fixed-id.ts';

/** A service of the catalog. `path` leads from the fake's base to its endpoint. */
export interface CatalogService {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly path: string;
  /** In the order in which Keystone's catalog prints them (recorded: 14-keystone). */
  readonly interfaces: readonly string[];
}

/** One way to a service. The three interfaces of a service share a URL. */
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

const image: CatalogService = {
  id: fixedId('service image'),
  name: 'glance',
  type: 'image',
  description: 'OpenStack Image',
  path: '',
  interfaces: ['public', 'internal', 'admin'],
};

/** Every service of the cloud. */
export const services: readonly CatalogService[] = [identity, image];

/** The endpoints of one service. */
export function endpointsOf(service: CatalogService): readonly CatalogEndpoint[] {
  return service.interfaces.map((name) => endpoint(service, name));
}

function endpoint(service: CatalogService, name: string): CatalogEndpoint {
  return { id: fixedId(`endpoint ${service.type} ${name}`), interface: name, service, region };
}

/** Every endpoint, in the order of Keystone's own list (recorded: 14-keystone projects//endpoints). */
export const endpoints: readonly CatalogEndpoint[] = [
  endpoint(identity, 'internal'),
  endpoint(identity, 'public'),
  endpoint(image, 'public'),
  endpoint(image, 'internal'),
  endpoint(image, 'admin'),
  endpoint(identity, 'admin'),
];
