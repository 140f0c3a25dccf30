import {
  description,
  methods,
  misfits,
  type Operation,
  type Path,
  type Reply,
  resolved,
} from './openapi/description.ts';

/** Which replies the description allows to a request under `/v2`, by status, and a name to call the request. */
function allowed(method: string, path: string): { name: string; replies: Operation['responses'] } {
  const {
    Options,
    OtherVersion,
    Unauthorized,
    TenantRefused,
    NotFound,
    MethodNotAllowed,
    OverLimit,
    LineTooLong,
    ...others
  } = description.components.responses as Record<string, Reply>;
  const { Erred, JsonExpected, NotServed } = others;
  const always = {
    300: OtherVersion!,
    401: Unauthorized!,
    403: TenantRefused!,
    413: OverLimit!,
    414: LineTooLong!,
    415: JsonExpected!,
    500: Erred!,
  };
  if (method === 'OPTIONS') return { name: 'OPTIONS', replies: { 200: Options! } };
  const item = itemAt(path);
  if (item === undefined) {
    return { name: 'unknown path', replies: { ...always, 404: NotFound!, 501: NotServed! } };
  }
  const found = operationIn(item, method);
  if (item['x-unserved']?.includes(method.toLowerCase()))
    return { name: 'unserved method', replies: { ...always, 501: NotServed! } };
  if (found === undefined) {
    const others = item['x-other-methods'] === 'unknown' ? { 404: NotFound! } : { 405: MethodNotAllowed! };
    return { name: 'unknown method', replies: { ...always, ...others } };
  }
  return { name: found.operationId, replies: { ...always, ...found.responses } };
}

/** The operation that a request is for; undefined where the description has none for it. */
export function operationAt(method: string, target: string): Operation | undefined {
  const item = itemAt(pathOf(target));
  return item && operationIn(item, method);
}

function operationIn(item: Path, method: string): Operation | undefined {
  const name = methods.find((each) => each.toUpperCase() === method);
  return name && item[name];
}

const templates: readonly (readonly [segments: readonly string[], item: Path])[] = Object.entries(
  description.paths,
).map(([template, item]) => [template.split('/'), item]);

function itemAt(path: string): Path | undefined {
  const segments = path.split('/');
  const fits = ([wanted]: (typeof templates)[number]): boolean =>
    wanted.length === segments.length &&
    wanted.every((each, at) => (each.startsWith('{') ? segments[at] !== '' : each === segments[at]));
  return templates.find(fits)?.[1];
}

/** The path as the router sees it: decoded, doubled slashes as one, without the tenant and the suffix of Cloud Images. */
function pathOf(target: string): string {
  const raw = target.replace(/\?.*$/s, '');
  try {
    return decodeURIComponent(raw)
      .replace(/\/+/g, '/')
      .replace(/^\/v2\/\d+\/(?=images|schemas)/, '/v2/')
      .replace(/\.json$/, '');
  } catch {
    return raw;
  }
}

/** A reply as any door gives it. */
export interface Replied {
  readonly status: number;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: Uint8Array;
}

/**
 * In which ways a reply is not one that the description allows to the request; empty where it is, and for
 * paths outside `/v2`. Looks at status, headers, media type, and JSON bodies.
 */
export function problemsOf(
  request: { readonly method: string; readonly target: string },
  response: Replied,
): string[] {
  const path = pathOf(request.target);
  if (!path.startsWith('/v2/')) return [];
  const { name, replies } = allowed(request.method, path);
  const reply = replies[response.status];
  const at = `${request.method} ${request.target} (${name}): ${response.status}`;
  if (reply === undefined) return [`${at} is not described; ${Object.keys(replies).join(', ')} are`];
  const headers = new Headers(
    [...response.headers].map(([header, value]): [string, string] => [header, value]),
  );
  const body = request.method === 'HEAD' ? [] : bodyProblems(resolved(reply), headers, response.body);
  return [...headerProblems(resolved(reply), headers), ...body].map((problem) => `${at} ${problem}`);
}

function headerProblems(reply: Reply, headers: Headers): string[] {
  return Object.entries(reply.headers ?? {}).flatMap(([name, described]) => {
    const { required, schema } = resolved(described);
    const value = headers.get(name);
    if (value === null) return required === true ? [`lacks the header ${name}`] : [];
    const misfit = misfits(schema, value);
    return misfit === '' ? [] : [`has the header ${name}: ${value} (${misfit})`];
  });
}

function bodyProblems(reply: Reply, headers: Headers, bytes: Uint8Array): string[] {
  if (reply.content === undefined) return bytes.length === 0 ? [] : ['has a body'];
  const mediaType = (headers.get('content-type') ?? '').replace(/\s*;.*$/s, '').toLowerCase();
  const body = reply.content[mediaType];
  if (body === undefined)
    return [`has the media type '${mediaType}'; ${Object.keys(reply.content).join(', ')} are described`];
  if (mediaType !== 'application/json' || body.schema === undefined) return [];
  const text = new TextDecoder().decode(bytes);
  try {
    const misfit = misfits(body.schema, JSON.parse(text));
    return misfit === '' ? [] : [`has a body that does not fit: ${misfit}, in ${text}`];
  } catch (error) {
    return [`has a body that is not JSON (${String(error)}): ${text}`];
  }
}
