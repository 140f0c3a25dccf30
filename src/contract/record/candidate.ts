import * as v from 'valibot';
import { readJson } from '../../http/json.ts';
import type { HttpRequest } from '../../http/message.ts';
import { readQuery } from '../../http/query.ts';
import type { Route } from '../../http/routes.ts';
import type { Player } from '../cast.ts';
import type { Interaction, RequestTemplate, RequiredProviderState } from '../interaction.ts';
import { type ImageGiven, imageParameters } from '../provider-states/image-parameters.ts';
import { isOpen } from '../template.ts';

/** An interaction while it is made: what is needed of the world is still in parts, to be taken out one by one. */
export interface Candidate {
  readonly caller: Player | null;
  readonly images: readonly ImageGiven[];
  /** Whether the request names an image that never was. */
  readonly absent: boolean;
  /** Whether the request names an image that is to be, or that nobody has. */
  readonly freeName: boolean;
  readonly request: RequestTemplate;
  readonly openLists: boolean;
}

/** A candidate as an interaction of a consumer, without a sentence yet. */
export function interactionFrom(candidate: Candidate, consumer: string): Interaction {
  const { caller, images, absent, freeName, request, openLists } = candidate;
  const given: readonly RequiredProviderState[] = [
    ...images.map((image) => ({ state: 'an image', parameters: withoutDefaults(image) })),
    ...(absent || (lacksTenants(candidate) && !freeName) ? [{ state: 'no image', parameters: {} }] : []),
    ...(freeName ? [{ state: 'a free name', parameters: { is: caller ?? 'producer' } }] : []),
    ...(caller === null ? [] : [{ state: 'a caller', parameters: { is: caller } }]),
  ];
  return { consumer, sentence: '', caller, given, request, ...(openLists ? { openLists } : {}) };
}

/** Whether a request names a tenant by an id that no other state gives. */
function lacksTenants({ images, request }: Candidate): boolean {
  const { path, query, body } = request;
  return images.length === 0 && /\$\{(?!token|tenant)\w+\}/.test(JSON.stringify([path, query, body]));
}

const imageDefaults: Readonly<Record<string, unknown>> = {
  ...v.parse(imageParameters, {}),
  earlier: undefined,
};

/** What a state says of an image besides what holds anyway, in the order of the parameters. */
function withoutDefaults(image: ImageGiven): Readonly<Record<string, unknown>> {
  const said = Object.keys(imageDefaults).flatMap((name) => {
    const value = image[name as keyof ImageGiven];
    const isDefault = JSON.stringify(value) === JSON.stringify(imageDefaults[name]);
    return value === undefined || isDefault ? [] : [[name, name === 'members' ? plainMembers(image) : value]];
  });
  return Object.fromEntries(said) as Readonly<Record<string, unknown>>;
}

function plainMembers({ members = [] }: ImageGiven): readonly object[] {
  return members.map(({ tenant, status = 'pending', removed = false }) => ({
    tenant,
    ...(status === 'pending' ? {} : { status }),
    ...(removed ? { removed } : {}),
  }));
}

/** A question for the versions of the API: it is the same in every world, and wants no token. */
export function versionsCandidate({ method, target }: HttpRequest): Candidate {
  const path = target.replace(/\?.*$/s, '');
  return {
    caller: null,
    images: [],
    absent: false,
    freeName: false,
    request: { method, path: path === '' ? '/' : path },
    openLists: false,
  };
}

/** Templates that stand for texts of a recorded world. */
export interface Symbols {
  /** For ids, by the id. */
  readonly ids: ReadonlyMap<string, string>;
  /** For the names of images, by the name: they are ordinary words, and count where a name is expected. */
  readonly names: ReadonlyMap<string, string>;
}

/** Bytes for an upload whose own are long, or no text. */
const ownData = 'The data of an image.\n';

/**
 * A recorded request with templates where its world's ids and names stood. Of the headers those are kept that a rule
 * may read; what else a client sends is nobody's business, and may be a secret.
 */
export function requestTemplateOf(
  request: HttpRequest,
  route: Route | undefined,
  symbols: Symbols,
): RequestTemplate {
  const [path = '', query] = request.target.split(/\?(.*)/s);
  const type = request.headers['content-type'];
  const body = request.body.length === 0 ? undefined : bodyTemplate(request.body, route, type, symbols);
  const headers = headersOf(request, route, body === undefined);
  return {
    method: request.method,
    path: pathTemplate(path, symbols),
    ...(query === undefined || query === '' ? {} : { query: queryTemplate(query, symbols) }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body === undefined ? {} : { body, ...(type === undefined || type === json ? {} : { type }) }),
  };
}

/** Who says nothing of the format gets errors as text, and so does who asks for that. */
const noFormat = 'text/plain';

/** What interactions ask for and send where they say nothing else. */
const json = 'application/json';

function headersOf(
  { headers }: HttpRequest,
  route: Route | undefined,
  isBodiless: boolean,
): Readonly<Record<string, string>> {
  const read = [...(isBodiless ? ['content-type'] : []), ...(route?.reads.headers ?? [])];
  const sent = read.flatMap((name) => {
    const value = name === 'x-openstack-request-id' ? undefined : headers[name];
    return value === undefined ? [] : [[written(name), value] as const];
  });
  const accept = headers['accept'] ?? noFormat;
  return { ...(accept === json ? {} : { Accept: accept }), ...Object.fromEntries(sent) };
}

/** `content-type` as it is usually written. */
function written(name: string): string {
  return name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function pathTemplate(path: string, { ids }: Symbols): string {
  return path
    .split('/')
    .map((segment) => ids.get(decoded(segment)) ?? ids.get(decoded(segment).toLowerCase()) ?? segment)
    .join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function queryTemplate(
  query: string,
  symbols: Symbols,
): Readonly<Record<string, string | readonly string[]>> {
  const grouped = Map.groupBy(readQuery(query) ?? [], ([name]) => name);
  return Object.fromEntries(
    Array.from(grouped, ([name, pairs]) => {
      const values = pairs.map(([, value]) => valueTemplate(name, value, symbols));
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** The value of a query parameter; `in:` and `eq:` stay before what they are about. */
export function valueTemplate(name: string, value: string, { ids, names }: Symbols): string {
  const one = (text: string): string =>
    (name === 'name' ? names.get(text) : undefined) ?? ids.get(text) ?? text;
  const [, operator = '', rest = ''] = /^(in:|eq:)?(.*)$/s.exec(value) ?? [];
  return operator + (operator === 'in:' ? rest.split(',').map(one).join(',') : one(rest));
}

/** A JSON body as a value with templates in it, where the route reads JSON and nothing is lost by it; else a text. */
function bodyTemplate(
  bytes: Uint8Array,
  route: Route | undefined,
  type: string | undefined,
  symbols: Symbols,
): unknown {
  const text = shortText(bytes) ?? (route?.body === 'json' ? new TextDecoder().decode(bytes) : ownData);
  const isPatch = type !== undefined && /-json-patch\b/.test(type);
  const value = route?.body === 'json' && !isPatch ? readJson(bytes)?.value : undefined;
  const isContainer = typeof value === 'object' && value !== null;
  return isContainer && survives(text, value) ? bodyWith(value, symbols) : text;
}

/** Whether a value, printed again, is what was read: big numbers and repeated keys are not. */
function survives(text: string, value: unknown): boolean {
  try {
    return JSON.stringify(value) === JSON.stringify(JSON.parse(text));
  } catch {
    return false;
  }
}

function bodyWith(value: unknown, symbols: Symbols, key = ''): unknown {
  if (typeof value === 'string') return symbols.ids.get(value) ?? withName(key, value, symbols);
  if (Array.isArray(value)) return value.map((each) => bodyWith(each, symbols));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, bodyWith(each, symbols, name)]),
  );
}

/** A text with a template for the name of an image, which clients repeat in properties: `images/debian-13`. */
export function withName(key: string, text: string, { names }: Symbols): string {
  const [, before = '', last = ''] = /^((?:[^/].*)?\/)?(.*)$/s.exec(text) ?? [];
  const template = key === 'name' || before !== '' ? names.get(last) : undefined;
  return template === undefined || text.startsWith('/') ? text : before + template;
}

/** Whether something that was sent looks like the value of a provider state, `${HOME}`: a contract would take it for one. */
export function hasPlaceholderText({ target, headers, body }: HttpRequest): boolean {
  const texts = [target, withoutEscapes(target), new TextDecoder().decode(body), ...Object.values(headers)];
  return texts.some(isOpen);
}

/** What looks like an escape and is none stays. */
function withoutEscapes(text: string): string {
  return text.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Data that are longer are replaced by the state's own: an answer depends on their first bytes at most. */
const mostDataCharacters = 200;

/** Bytes as text where they are a short one. */
export function shortText(bytes: Uint8Array): string | undefined {
  if (bytes.length > mostDataCharacters) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
