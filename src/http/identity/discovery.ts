import { preferred } from '../accept.ts';
import type { Release } from '../../domain/release.ts';
import type { Context } from '../context.ts';
import type { RequestHead } from '../message.ts';
import { documentReply, methodNotAllowed, options, type IdentityReply } from './reply.ts';
import { homeResources } from './home-document.ts';

const allow = 'OPTIONS, HEAD, GET';
const home = 'application/json-home';

/**
 * The discovery documents: `/identity` (`versioned` false), which lists the versions that are served, and
 * `/identity/v3`. Source: recorded, 14-keystone docs/*.
 */
export function discovery(
  request: RequestHead,
  versioned: boolean,
  versions: Versions,
  release: Release,
): IdentityReply {
  const { method, headers, base } = request;
  if (method === 'OPTIONS') return options(allow);
  if (method !== 'GET' && method !== 'HEAD') return methodNotAllowed(allow, true);
  if (preferred(headers['accept'], ['application/json', home]) === home)
    return homeDocument(homeResources(release, versioned ? '' : '/v3'));
  const [v3] = versions;
  if (versioned) return documentReply(200, { version: v3 });
  return documentReply(300, { versions: { values: versions } }, [['Location', `${base}/identity/v3/`]]);
}

function homeDocument(resources: object): IdentityReply {
  return { ...documentReply(200, { resources }), headers: [['Content-Type', home]] };
}

/** The versions that are served, as documents; v3 is the first. */
export type Versions = readonly [v3: object, ...others: object[]];

/** The versions that are served at a base. Source: recorded, 14-keystone docs/*. */
export function versionsAt(base: string, { identityV2 }: Pick<Context, 'identityV2'>): Versions {
  return identityV2 ? [version3(base), version2(base)] : [version3(base)];
}

function version3(base: string): object {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${base}/identity/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}

/** Identity v2.0 as a Keystone of its time described it. Source: Keystone's v2.0 API reference, Show version details. */
export function version2(base: string): object {
  return {
    id: 'v2.0',
    status: 'stable',
    updated: '2014-04-17T00:00:00Z',
    links: [
      { rel: 'self', href: `${base}/identity/v2.0/` },
      { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' },
    ],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v2.0+json' }],
  };
}
