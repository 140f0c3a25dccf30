import type { HttpResponse, RequestHead } from './message.ts';

/**
 * Whose pages may use a cloud from another origin: `true` or `*` any, otherwise the origins as browsers write them
 * (`http://localhost:3000`); `false`: none.
 */
export type CorsOption = boolean | string | readonly string[];

/** The origins whose pages may use a cloud; `*` stands for any. */
export type AllowedOrigins = ReadonlySet<string>;

/** The two services of a cloud, each with rules of its own. */
export type Api = 'image' | 'identity';

/** What the middleware in front of a service lets pages send, and read. */
interface Rules {
  readonly allowed: readonly string[];
  readonly exposed: readonly string[];
}

/** Source: `set_defaults` in glance/common/config.py of Glance 25.1 and keystone/conf/__init__.py of Keystone 22. */
const rulesOf: Readonly<Record<Api, Rules>> = {
  image: {
    allowed: [
      'Content-MD5',
      'X-Image-Meta-Checksum',
      'X-Storage-Token',
      'Accept-Encoding',
      'X-Auth-Token',
      'X-Identity-Status',
      'X-Roles',
      'X-Service-Catalog',
      'X-User-Id',
      'X-Tenant-Id',
      'X-OpenStack-Request-ID',
    ],
    exposed: [
      'X-Image-Meta-Checksum',
      'X-Auth-Token',
      'X-Subject-Token',
      'X-Service-Token',
      'X-OpenStack-Request-ID',
    ],
  },
  identity: {
    allowed: [
      'X-Auth-Token',
      'X-Openstack-Request-Id',
      'X-Subject-Token',
      'X-Project-Id',
      'X-Project-Name',
      'X-Project-Domain-Id',
      'X-Project-Domain-Name',
      'X-Domain-Id',
      'X-Domain-Name',
      'Openstack-Auth-Receipt',
    ],
    exposed: ['X-Auth-Token', 'X-Openstack-Request-Id', 'X-Subject-Token', 'Openstack-Auth-Receipt'],
  },
};

/** Both services allow the same. Source: as above. */
const methods: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'];

/** Headers that the middleware allows everywhere. Source: `simple_headers` of oslo_middleware/cors.py. */
const simpleHeaders: readonly string[] = [
  'Accept',
  'Accept-Language',
  'Content-Type',
  'Cache-Control',
  'Content-Language',
  'Expires',
  'Last-Modified',
  'Pragma',
];

/** The fake's own header, which chooses a world, goes wherever a request may go. */
const ownHeaders: readonly string[] = ['X-Fake-World'];

/** Seconds for which a browser may remember the answer to a preflight. Source: `max_age` of oslo_middleware/cors.py. */
const maxAge = '3600';

/**
 * Reads a `cors` option; undefined: CORS is off.
 * @throws TypeError for what is not an origin.
 */
export function allowedOrigins(option: CorsOption | undefined): AllowedOrigins | undefined {
  if (option === undefined || option === false) return undefined;
  if (option === true) return new Set(['*']);
  const origins = typeof option === 'string' ? option.split(',') : option;
  return origins.length === 0 ? undefined : new Set(origins.map((each) => originOf(each.trim())));
}

/** An origin as browsers write it. Theirs have no path; that of a page without an origin of its own is `null`. */
function originOf(written: string): string {
  if (written === '*' || written === 'null') return written;
  const [, origin] = /^([a-z][a-z\d+.-]*:\/\/[^/?#@\s\\]+)\/?$/i.exec(written) ?? [];
  if (origin !== undefined && URL.canParse(origin))
    return /^https?:/i.test(origin) ? new URL(origin).origin : origin.toLowerCase();
  throw new TypeError(
    `${JSON.stringify(written)} is not an origin. Write scheme, host and port of the page, without a path, as in http://localhost:3000; or * for any page.`,
  );
}

/** What the middleware sends back as `Access-Control-Allow-Origin`; undefined: the origin is not allowed. */
function answerTo(origin: string | undefined, origins: AllowedOrigins): string | undefined {
  if (origin === undefined || origins.has(origin)) return origin;
  return origins.has('*') ? '*' : undefined;
}

/** Whether a request comes from a page whose origin is allowed. */
export function isOfAllowedPage({ headers }: Pick<RequestHead, 'headers'>, option?: CorsOption): boolean {
  const origins = allowedOrigins(option);
  return origins !== undefined && answerTo(headers['origin'], origins) !== undefined;
}

/** Whether a browser only asks if it may send a request of a page. */
export function isPreflight({ method, headers }: Pick<RequestHead, 'method' | 'headers'>): boolean {
  const { origin, 'access-control-request-method': requested } = headers;
  return method === 'OPTIONS' && origin !== undefined && requested !== undefined;
}

/** The headers that a page wants to send, as a preflight lists them. */
function requestedHeaders({ headers }: Pick<RequestHead, 'headers'>): readonly string[] {
  const listed = (headers['access-control-request-headers'] ?? '').split(',');
  return listed.map((each) => each.trim()).filter((each) => each !== '');
}

/** The first of some headers that no page may send to a service; names are alike in any case. */
function forbiddenHeader(requested: readonly string[], api: Api): string | undefined {
  const allowed = new Set(
    [...rulesOf[api].allowed, ...simpleHeaders, ...ownHeaders].map((name) => name.toLowerCase()),
  );
  return requested.find((name) => !allowed.has(name.toLowerCase()));
}

type Headers = HttpResponse['headers'];

/**
 * The answer with the headers of CORS, as oslo.middleware adds them in front of a service: to a preflight, whatever it
 * leads to, and to any other request of an allowed origin, errors too.
 * Source: `CORS.process_response` of oslo_middleware/cors.py; asked of Glance 25.1 and Keystone 22 with `allowed_origin`.
 */
export function withCorsHeaders(
  head: RequestHead,
  response: HttpResponse,
  api: Api,
  origins: AllowedOrigins,
): HttpResponse {
  const origin = answerTo(head.headers['origin'], origins);
  if (head.method === 'OPTIONS') return preflightAnswer(head, response, api, origin);
  if (origin === undefined) return response;
  const [vary = []] = response.headers.filter(isVary).map(([, value]) => [value]);
  const added: Headers = [
    ['Vary', [...vary, 'Origin'].join(',')],
    ...openTo(origin),
    ['Access-Control-Expose-Headers', rulesOf[api].exposed.join(',')],
  ];
  return { ...response, headers: [...response.headers.filter((each) => !isVary(each)), ...added] };
}

function preflightAnswer(
  head: RequestHead,
  response: HttpResponse,
  api: Api,
  origin: string | undefined,
): HttpResponse {
  const isSuccess = response.status >= 200 && response.status < 300;
  const answer: HttpResponse = isSuccess ? response : { ...response, ...empty };
  const method = head.headers['access-control-request-method'] ?? '';
  const requested = requestedHeaders(head);
  if (origin === undefined || !methods.includes(method)) return answer;
  if (forbiddenHeader(requested, api) !== undefined) return answer;
  const added: Headers = [
    ['Vary', 'Origin'],
    ...openTo(origin),
    ['Access-Control-Max-Age', maxAge],
    ['Access-Control-Allow-Methods', method],
    ...(requested.length === 0 ? [] : [['Access-Control-Allow-Headers', requested.join(',')] as const]),
  ];
  return { ...answer, headers: [...answer.headers.filter((each) => !isVary(each)), ...added] };
}

/** What the middleware puts in the place of an error that a service answers an OPTIONS with. */
const empty: Pick<HttpResponse, 'status' | 'headers' | 'body'> = {
  status: 200,
  headers: [['Content-Length', '0']],
  body: new Uint8Array(),
};

function isVary([name]: Headers[number]): boolean {
  return name.toLowerCase() === 'vary';
}

function openTo(origin: string): Headers {
  return [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', 'true'],
  ];
}

/** Why a browser keeps a request of a page from a service, and what to do about it; undefined: it does not. */
export function corsProblem(
  head: RequestHead,
  api: Api,
  origins: AllowedOrigins | undefined,
): string | undefined {
  const origin = shown(head.headers['origin'] ?? '');
  if (origins === undefined)
    return `A page of ${origin} cannot use this cloud: CORS is off. Let the page in with --cors ${origin}, or in code with \`cors: '${origin}'\`.`;
  const others = [...origins].join(',');
  if (answerTo(head.headers['origin'], origins) === undefined)
    return `A page of ${origin} cannot use this cloud: CORS is on for ${others} alone. Let the page in as well with --cors ${others},${origin}, or with \`cors\` in code.`;
  if (!isPreflight(head)) return undefined;
  const method = head.headers['access-control-request-method'] ?? '';
  const name = api === 'image' ? 'Glance' : 'Keystone';
  if (!methods.includes(method))
    return `A page of ${origin} cannot send ${shown(method)} to the ${api} API: ${name} lets pages of other origins send ${methods.join(', ')}, and so does this fake.`;
  const header = forbiddenHeader(requestedHeaders(head), api);
  if (header === undefined) return undefined;
  const { allowed } = rulesOf[api];
  return `A page of ${origin} cannot send the header ${shown(header)} to the ${api} API: ${name} lets pages of other origins send ${[...allowed, ...simpleHeaders].join(', ')}, and so does this fake.`;
}

/** Text of a request as a sentence may show it. */
function shown(text: string): string {
  return text.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?');
}
