import { preferred } from '../accept.ts';
import { type Reply, documentReply, methodNotAllowed, options } from './reply.ts';
import { routes } from './routes.ts';

const allow = 'OPTIONS, HEAD, GET';
const home = 'application/json-home';
const names = 'https://docs.openstack.org/api/openstack-identity/3';

/** The discovery documents: `/identity` (`versioned` false) and `/identity/v3`. Source: recorded, 14-keystone docs/*. */
export function discovery(method: string, versioned: boolean, accept: string | undefined, v3: string): Reply {
  if (method === 'OPTIONS') return options(allow);
  if (method !== 'GET' && method !== 'HEAD') return methodNotAllowed(allow, true);
  if (preferred(accept, ['application/json', home]) === home) return homeDocument(versioned ? '' : '/v3');
  if (versioned) return documentReply(200, { version: version(v3) });
  return documentReply(300, { versions: { values: [version(v3)] } }, [['Location', `${v3}/`]]);
}

function version(v3: string): object {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${v3}/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
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
