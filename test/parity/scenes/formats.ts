import { ask, clear, image, label, type Scene, send } from '../scene.ts';

/** How requests are put: paths, methods, `Accept`, tokens, request ids, versions, schemas. */

const accepts: readonly (string | null)[] = [
  null,
  '',
  '*/*',
  'application/json',
  'application/*',
  'text/html',
  'text/plain',
  'text/*',
  'application/xml',
  'garbage',
  'text/html, application/json',
  'application/json, text/html',
  'application/json, text/plain, */*',
  'application/json, */*',
  'application/json, */*;q=0.1',
  'application/json;q=0.5, text/html;q=0.4',
  'application/json;q=0, */*',
  'application/json; charset=utf-8',
  'application/json;version=1',
  'APPLICATION/JSON',
  'text/html;q=0',
  '*/*;q=0',
  'application/json;q=2',
  ', ,application/json',
  'text/html;level=1, application/json;q=0.9',
  'image/png, application/json;q=0.1',
  '*',
  'application',
  'application/json;q=0.001',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
];

function* accept(): ReturnType<Scene['tell']> {
  yield* image('a', { name: '<b>&"\'' });
  for (const value of accepts) {
    const headers: Record<string, string> = value === null ? {} : { accept: value };
    const as = `accept ${value}`;
    yield label(`${as}: 404`, ask('delta', 'GET', '/v2/images/<image:a>', headers));
    yield label(`${as}: 403`, ask('delta', 'GET', '/v2/images/<image:a>/members', headers));
    yield label(`${as}: 400`, ask('alpha', 'GET', '/v2/images?limit=%3Cb%3E%26', headers));
    yield label(`${as}: 404 with tags`, ask('alpha', 'GET', '/v2/images/%3Cb%3E%26%22', headers));
    yield label(`${as}: 405`, ask('alpha', 'PUT', '/v2/images/<image:a>/members', headers));
    yield label(`${as}: no route`, ask('alpha', 'GET', '/v2/nothing', headers));
    yield label(`${as}: 401`, ask(null, 'GET', '/v2/images', headers));
    yield label(`${as}: success`, ask('alpha', 'GET', '/v2/images/<image:a>', headers));
    yield label(`${as}: 415`, {
      ...ask('alpha', 'PATCH', '/v2/images/<image:a>', { ...headers, 'content-type': 'application/json' }),
      body: '[]',
    });
    yield label(`${as}: 409`, { ...ask('alpha', 'POST', '/v2/images', headers), body: '{"id":"<image:a>"}' });
  }
  yield* clear('a');
}

const paths: readonly string[] = [
  '/v2/images/',
  '/v2/images//',
  '//v2/images/<image:a>',
  '/v2//images/<image:a>',
  '/v2/images//<image:a>/members',
  '/v2/images/<image:a>/',
  '/v2/images/<image:a>/members/',
  '/V2/images/<image:a>',
  '/v2/Images/<image:a>',
  '/v2/images/<image:a>/Members',
  '/v2/images/<image:a>.json',
  '/v2/images/<image:a>/members.json',
  '/v2/images/<IMAGE:A>',
  '/v2/images/<IMAGE:A>/members',
  '/v2/images/<image:a>%20',
  '/v2/images/%20<image:a>',
  '/v2/images/<image:a>/members/a%2Fb',
  '/v2/images/<image:a>/members/%FF',
  '/v2/images/%C3%A9',
  '/v2/images/<image:a>/members/%E6%9D%B1',
  '/v2/images/<image:a>/members/%',
  '/v2/images/<image:a>/members/%zz',
  '/v2/images/<image:a>/members/a+b',
  '/v2/images/<image:a>/members/a;b',
  '/v2/images/<image:a>/members/a?b=c#d',
  '/v2/images/<image:a>/./members',
  '/v2/images/x/../<image:a>',
  '/v2/images/<image:a>/members/..',
  '/v2/images/<image:a>/members/.',
  '/v2/images/not-a-uuid',
  '/v2/images/not-a-uuid/members',
  '/v2/images/00000000-0000-0000-0000-000000000000',
  '/v2/images/<image:a>/members/<TENANT:BETA>',
  '/v2/images/<image:a>/members?limit=1&marker=x&nonsense=%FF',
  '/v2/images/<image:a>/file/',
  '/v2/images/<image:a>/tags',
  '/v2/images/<image:a>/actions',
  '/v2/images/<image:a>/actions/explode',
  '/v2/images/<image:a>/members/<tenant:beta>/more',
  '/v2/images/<image:a>/nothing',
  '/v2/',
  '/v2',
  '/v2/nothing',
  '/v2/members',
  '/v2/schemas',
  '/v2/schemas/nothing',
  '/v2/schemas/Member',
  '/v2/%69mages/<image:a>',
  '/v2/images/<image:a>%00',
  '/v2/images/<image:a>?x=%00',
  ...['image', 'images', 'member', 'members'].map((each) => `/v2/schemas/${each}`),
];

const versions: readonly string[] = [
  '/',
  '',
  '/foo',
  '/v1',
  '/v1/images',
  '/v3',
  '/v2.0/images/<image:a>',
  '/v2.1/images/<image:a>',
  '/v2.9/images/<image:a>',
  '/v2.14/images/<image:a>',
  '/v2.15/images/<image:a>',
  '/v2.16/images/<image:a>',
  '/v2.15',
  '/v2.10/',
  '/images?tag=<word>',
  '/versions',
  '/versions/',
  '/versions/x',
  '/Versions',
  '/healthcheck',
  '/healthcheck/',
  '/v2.00/images',
  '/v02/images',
  '/v2x/images',
  '/favicon.ico',
];

function* routes(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { beta: 'pending' } });
  for (const path of paths) {
    for (const as of ['alpha', 'delta', null]) yield label(`${as} GET ${path}`, ask(as, 'GET', path));
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
      if (method === 'DELETE' && path.toLowerCase().includes('image:a') && !path.includes('members'))
        continue;
      yield label(`beta ${method} ${path}`, ask('beta', method, path));
    }
  }
  yield* clear('a');
}

function* versioned(): ReturnType<Scene['tell']> {
  yield* image('a');
  for (const path of versions) {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      yield label(`${method} ${path}`, ask(null, method, path));
      if (method === 'GET' || method === 'POST')
        yield label(`alpha ${method} ${path}`, ask('alpha', method, path));
    }
    for (const version of ['v2', 'v2.15', 'v2.16', 'v1', '', 'V2', 'v2+json'])
      yield label(
        `vendor type ${version} ${path}`,
        ask('alpha', 'GET', path, { accept: `application/vnd.openstack.images-${version}` }),
      );
  }
  yield* clear('a');
}

const methods: readonly string[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'MKCOL',
  'LOCK',
  'QUERY',
];
const resources: readonly string[] = [
  '?tag=<word>',
  '/<image:a>',
  '/<image:a>/members',
  '/<image:a>/members/<tenant:beta>',
  '/<image:a>/file',
  '/<image:a>/stage',
  '/<image:a>/tags/t',
  '/<image:a>/actions/deactivate',
  '/<image:a>/actions/reactivate',
];

function* everyMethod(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { beta: 'pending' } });
  for (const resource of resources)
    for (const method of methods)
      for (const as of ['delta', null])
        yield label(`${as} ${method} images${resource}`, ask(as, method, `/v2/images${resource}`));
  for (const each of ['image', 'images', 'member', 'members'])
    for (const method of methods)
      yield label(`${method} schema ${each}`, ask('alpha', method, `/v2/schemas/${each}`));
  yield* clear('a');
}

const headers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'own request id': { 'x-openstack-request-id': 'req-mine' },
  'own request id without prefix': { 'x-openstack-request-id': 'mine' },
  'own request id of 64': { 'x-openstack-request-id': `req-${'a'.repeat(60)}` },
  'own request id of 65': { 'x-openstack-request-id': `req-${'a'.repeat(61)}` },
  'empty request id': { 'x-openstack-request-id': '' },
  language: { 'accept-language': 'de' },
  'method override': { 'x-http-method-override': 'DELETE' },
  'identity headers': {
    'x-project-id': '<tenant:alpha>',
    'x-roles': 'admin',
    'x-identity-status': 'Confirmed',
  },
  'bad token': { 'x-auth-token': 'nonsense' },
  'empty token': { 'x-auth-token': '' },
  'token with spaces': { 'x-auth-token': 'a b c' },
  bearer: { authorization: 'Bearer nonsense' },
  'storage token': { 'x-storage-token': 'nonsense' },
  'bad service token': { 'x-service-token': 'nonsense' },
  range: { range: 'bytes=0-3' },
  'if none match': { 'if-none-match': '*' },
  'expect nothing': { origin: 'http://example.com' },
};

function* requestHeaders(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { beta: 'pending' } });
  for (const [name, given] of Object.entries(headers))
    for (const as of ['beta', 'delta', null])
      for (const path of ['/v2/images/<image:a>', '/v2/images/<image:a>/members']) {
        yield label(`${name}: ${as} ${path}`, ask(as, 'GET', path, { accept: 'application/json', ...given }));
      }
  yield label(
    'token in capitals of name',
    ask('beta', 'GET', '/v2/images/<image:a>', { ACCEPT: 'application/json' }),
  );
  yield label('POST with request id', {
    ...send('alpha', 'POST', '/v2/images/<image:a>/members', {}),
    headers: { accept: 'application/json', 'x-openstack-request-id': 'req-x' },
  });
  yield* clear('a');
}

/** All scenes about how requests are put. */
export const formats: readonly Scene[] = Object.entries({
  accept,
  routes,
  versioned,
  everyMethod,
  requestHeaders,
}).map(([name, tell]) => ({ name: `wire/${name}`, tell }));
