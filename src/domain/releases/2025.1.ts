import type { ApiVersion, Release } from '../release.ts';
import { zed } from './zed.ts';

/** A new version takes its place behind v2.8, as it does in the document of Glance; what was current is supported. */
const versions: readonly ApiVersion[] = zed.versions.flatMap(({ minor }) => {
  const supported: ApiVersion = { minor, status: 'SUPPORTED' };
  return minor === 8 ? [supported, { minor: 17, status: 'CURRENT' }] : [supported];
});

/** Source: RELEASES.md, from 25 to 30; measured on Glance 30.0.0 and Keystone 27.0.0 (Debian 13). */
export const release20251: Release = {
  ...zed,
  name: '2025.1',
  title: '2025.1: Glance 30, Keystone 27',
  versions,
  emptyLength: 'where a body may be',
  memberOrder: 'id',
  afterRemoval: { order: 'added', milliseconds: 500 },
  endpoints: [
    ['image', 'public'],
    ['image', 'admin'],
    ['identity', 'admin'],
    ['identity', 'public'],
    ['identity', 'internal'],
    ['image', 'internal'],
  ],
  healthcheckSlash: true,
  storeWeight: true,
  locations: 'there',
  // For services alone: an administrator is what it would be without that role.
  permissions: { listLocations: { administrator: 'no' }, addLocation: { administrator: 'no' } },
  uploads: { formats: 'as said', sizes: 'any' },
  credentialRoles: 'with implied',
  taskTypes: [...zed.taskTypes, 'location_import'],
  roles: {
    builtIn: ['reader', 'member', 'manager', 'admin', 'service'],
    implied: {
      admin: ['manager', 'member', 'reader'],
      manager: ['member', 'reader'],
      member: ['reader'],
    },
  },
  logins: { ...zed.logins, delegated: 'refused' },
  residents: {
    bodies: 'the whole, first',
    scopes: 'enforced',
    unknownUser: 'notAuthenticated',
    explicitIdShown: false,
  },
};
