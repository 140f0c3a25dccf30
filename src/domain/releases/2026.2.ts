import type { Release } from '../release.ts';
import { release20251 } from './2025.1.ts';

/** Source: RELEASES.md, from 30 to 33; measured on Glance 33.0.0 and Keystone 30.0.0 (Debian sid). */
export const release20262: Release = {
  ...release20251,
  name: '2026.2',
  title: '2026.2: Glance 33, Keystone 30',
  permissions: {},
  emptyLength: 'none',
  endpoints: [
    ['identity', 'admin'],
    ['identity', 'public'],
    ['image', 'internal'],
    ['image', 'admin'],
    ['image', 'public'],
    ['identity', 'internal'],
  ],
  mediaTypes: { explained: true, untyped: '${CONTENT_TYPE}' },
  // jsonschema 4.26.
  schemaErrors: { keys: 'as written', empty: 'should be non-empty', told: 'greatest path' },
  uploads: { formats: 'as said', sizes: 'as said' },
  // From 33 on, Glance has no web server of its own; behind uWSGI, as Debian has it.
  webServer: {
    dotSegments: 'resolved',
    brokenPercent: 'read',
    chunkedJson: 'taken for empty',
    forwardedProtocol: 'believed',
    broken: 'cut',
  },
  lackingPaths: [],
  imageScopes: 'enforced',
  logins: { ...release20251.logins, methods: [...release20251.logins.methods, 'ec2credential'] },
  residents: { ...release20251.residents, unknownUser: 'notFound' },
};
