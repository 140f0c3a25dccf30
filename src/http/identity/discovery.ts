import { preferred } from '../accept.ts';
import type { RequestHead } from '../message.ts';
import { type Reply, documentReply, methodNotAllowed, options } from './reply.ts';
import { routes } from './routes.ts';
import type { Versions } from './versions.ts';

const allow = 'OPTIONS, HEAD, GET';
const home = 'application/json-home';
const names = 'https://docs.openstack.org/api/openstack-identity/3';

/**
 * The discovery documents: `/identity` (`versioned` false), which lists the versions that are served, and
 * `/identity/v3`. Source: recorded, 14-keystone docs/*.
 */
export function discovery(request: RequestHead, versioned: boolean, versions: Versions): Reply {
  const { method, headers, base } = request;
  if (method === 'OPTIONS') return options(allow);
  if (method !== 'GET' && method !== 'HEAD') return methodNotAllowed(allow, true);
  if (preferred(headers['accept'], ['application/json', home]) === home)
    return homeDocument(versioned ? '' : '/v3');
  const [v3] = versions;
  if (versioned) return documentReply(200, { version: v3 });
  return documentReply(300, { versions: { values: versions } }, [['Location', `${base}/identity/v3/`]]);
}

/** The JSON home document: every path that is served. */
function homeDocument(prefix: string): Reply {
  const resources = Object.fromEntries(
    routes.map(({ path, relation }) => [`${names}/rel/${relation}`, target(`${prefix}/${path}`)]),
  );
  return { ...documentReply(200, { resources }), headers: [['Content-Type', home]] };
}

function target(path: string): object {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (parameters.length === 0) return { href: path };
  return {
    'href-template': path,
    'href-vars': Object.fromEntries(parameters.map((name) => [name, `${names}/param/${name}`])),
  };
}
