import type { ApiVersion, Release } from '../release.ts';

/** The minor versions, newest first. v2.14 and v2.16 exist with an image cache only. */
const minors: readonly number[] = [15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

/** Versions of which the first is the current one. */
const versions: readonly ApiVersion[] = minors.map((minor, place) => ({
  minor,
  status: place === 0 ? 'CURRENT' : 'SUPPORTED',
}));

/** Source: RULES.md, measured on Glance 25.1.0 and Keystone 22.0.2 (Debian 12). */
export const zed: Release = {
  name: 'zed',
  title: 'Zed of 2022: Glance 25, Keystone 22',
  versions,
  emptyLength: 'all',
  memberOrder: 'added',
  afterRemoval: { order: 'added', milliseconds: 0 },
  endpoints: [
    ['identity', 'internal'],
    ['identity', 'public'],
    ['image', 'public'],
    ['image', 'internal'],
    ['image', 'admin'],
    ['identity', 'admin'],
  ],
  healthcheckSlash: false,
  storeWeight: false,
  locations: 'none',
  permissions: {},
  uploads: { formats: 'any', sizes: 'any' },
  // eventlet.
  webServer: {
    dotSegments: 'kept',
    brokenPercent: 'kept',
    chunkedJson: 'read',
    forwardedProtocol: 'ignored',
    broken: 'answered 500',
  },
  lackingPaths: ['users/{user_id}/tokens'],
  taskTypes: ['import', 'api_image_import'],
  imageScopes: 'as the policy',
  residents: {
    bodies: 'the thing, last',
    scopes: 'any',
    unknownUser: 'notAuthenticated',
    explicitIdShown: true,
  },
  credentialRoles: 'as asked',
  roles: {
    builtIn: ['reader', 'member', 'admin'],
    implied: { admin: ['member', 'reader'], member: ['reader'] },
  },
  logins: {
    methods: ['external', 'password', 'token', 'oauth1', 'mapped', 'application_credential'],
    delegated: 'broken',
  },
  mediaTypes: { explained: false, untyped: 'text/plain' },
  // jsonschema 4.10; 4.19 in 2025.1.
  schemaErrors: { keys: 'sorted', empty: 'is too short, or has not enough properties', told: 'first' },
};
