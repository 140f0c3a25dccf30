import type { Unproven } from '../domain/profile.ts';
import { releases } from '../domain/releases.ts';
import { type HttpResponse, textOf, type Body } from '../http/message.ts';
import type { ProviderStateValues } from './provider-states.ts';
import type { Matcher } from './template.ts';

/** An answer as a contract asks for it: literal where it is a rule, by pattern where it is an accident. */
export interface Expectation {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | Matcher>>;
  readonly body: ExpectedBody | null;
}

/** JSON with matchers in it, or a text. */
type ExpectedBody =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'text'; readonly text: string | Matcher; readonly type: string };

/** Properties of an image that depend on how a cloud is set up, or that the contract itself put there. */
const ignoredProperties: readonly string[] = ['stores', 'created_by'];

/** Where data lies, in images that say so; in a schema, what these properties are. */
function isPlaceOfData(name: string, value: unknown): boolean {
  return (
    (name === 'locations' && Array.isArray(value)) || (name === 'direct_url' && typeof value === 'string')
  );
}

/** Numbers that are counts of bytes. */
const counts: readonly string[] = ['size', 'virtual_size'];

/** Digests, whose algorithm is the cloud's choice. */
const digests: readonly string[] = ['os_hash_value', 'os_hash_algo'];

/** Lists that Glance keeps in no order: the database decides. */
export const unordered: readonly string[] = ['members', 'tags'];

/** Properties in schemas whose values grow with releases, or are a setting of a cloud. */
const openTypes: readonly string[] = ['type', 'disk_format', 'container_format'];

/** Headers that a rule is behind. The others are the web server's, or depend on how a cloud is set up. */
const expectedHeaders: readonly string[] = [
  'content-type',
  'content-range',
  'content-md5',
  'allow',
  'accept-patch',
  'location',
  'www-authenticate',
  'x-openstack-request-id',
];

/** A header of Glance's own, known where its errors are. */
const ofGlance = 'x-openstack-request-id';

/** How much a contract may ask. */
interface ExpectationScope {
  /** Whether lists may hold more than is expected. */
  readonly openLists: boolean;
  /** What nobody knows of the service. */
  readonly unproven?: readonly Unproven[];
}

/** What a contract asks of an answer. `values` are those of the provider states, which differ from cloud to cloud. */
export function expectationOf(
  response: HttpResponse,
  values: ProviderStateValues,
  asking: ExpectationScope,
): Expectation {
  return expectationWith(response, patternsOf(values).patternOf, asking);
}

/** What a contract asks of an answer, with what its texts are asked by. */
export function expectationWith(
  { status, headers, body }: HttpResponse,
  patternOf: Pattern,
  { openLists, unproven = [] }: ExpectationScope,
): Expectation {
  const isOpaque = unproven.includes('errorBody');
  if (isOpaque && status >= 400) return { status, headers: {}, body: null };
  const known = isOpaque ? expectedHeaders.filter((name) => name !== ofGlance) : expectedHeaders;
  const kept = headers.filter(([name]) => known.includes(name.toLowerCase()));
  return {
    status,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, headerOf(name, value, patternOf)])),
    body: bodyOf(headers, body, withoutLibraries(patternOf), openLists),
  };
}

/** Texts that begin with Glance's own words and go on with those of a library, or of a release. Source: RELEASES.md. */
const beginnings: readonly RegExp[] = [
  /^Provided object does not match schema '\w+': /,
  /^The request media type \S+ is not supported by this server\./,
];

/** Asks of a text that goes on in the words of a library for its beginning alone. */
function withoutLibraries(patternOf: Pattern): Pattern {
  return (text) => {
    const [beginning] = beginnings.flatMap((each) => each.exec(text) ?? []);
    if (beginning === undefined) return patternOf(text);
    // Verifiers take an expression for the whole text.
    return regex(String.raw`^${regexEscaped(beginning)}[\s\S]*$`, text);
  };
}

function headerOf(name: string, value: string, patternOf: Pattern): string | Matcher {
  switch (name.toLowerCase()) {
    case 'x-openstack-request-id':
      return regex('^req-[0-9a-fA-F-]+$', 'req-00000000-0000-4000-8000-000000000000');
    case 'www-authenticate':
      return regex('^Keystone uri="[^"]+"', 'Keystone uri="http://keystone.example"');
    case 'location':
      return withPattern('^https?://.+/v2/images/[0-9a-f-]{36}$', patternOf(value));
    default:
      return patternOf(value);
  }
}

/** What a text is asked by, with another expression in place of its own. */
function withPattern(expression: string, asked: string | Matcher): Matcher {
  return typeof asked === 'string' ? regex(expression, asked) : { ...asked, regex: expression };
}

/** A text that must match an expression. */
function regex(expression: string, example: string): Matcher {
  return { 'pact:matcher:type': 'regex', regex: expression, value: example };
}

function bodyOf(
  headers: HttpResponse['headers'],
  body: Body,
  patternOf: Pattern,
  openLists: boolean,
): ExpectedBody | null {
  if (body.length === 0) return null;
  const text = textOf(body);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/plain';
  if (!type.startsWith('application/json')) return { kind: 'text', text: patternOf(text), type };
  return { kind: 'json', json: jsonOf('', JSON.parse(text), patternOf, openLists) };
}

function jsonOf(key: string, value: unknown, patternOf: Pattern, openLists: boolean): unknown {
  if (typeof value === 'string') return digests.includes(key) ? like(value) : patternOf(value);
  if (typeof value === 'number')
    return counts.includes(key) ? { ...like(value), 'pact:matcher:type': 'integer' } : value;
  if (Array.isArray(value)) {
    if (key === 'versions') return someVersions;
    const items = value.map((each) => jsonOf('', each, patternOf, openLists));
    if (openLists && key === 'images') return atLeast(items);
    return unordered.includes(key) && items.length > 1 ? inAnyOrder(items) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  // A place of data: which folder or bucket it is in, and what its store adds to it, is how a cloud is set up.
  if ('metadata' in value && 'url' in value && typeof value.url === 'string')
    return { url: regex('^[a-z][a-z0-9+.-]*:.+$', value.url) };
  const isOpen = openLists && 'images' in value;
  const kept = Object.entries(value).filter(
    ([name, each]) =>
      !ignoredProperties.includes(name) && !isPlaceOfData(name, each) && !(isOpen && name === 'next'),
  );
  return Object.fromEntries(
    kept.map(([name, each]) => [
      name,
      openTypes.includes(name) ? openEnum(each) : jsonOf(name, each, patternOf, openLists),
    ]),
  );
}

/** Types of tasks that some releases have and others do not. */
const notEverywhere: ReadonlySet<unknown> = new Set(
  Object.values(releases)
    .flatMap(({ taskTypes }) => taskTypes)
    .filter((type) => Object.values(releases).some(({ taskTypes }) => !taskTypes.includes(type))),
);

/** A property of a schema, of whose values there may be more, and fewer in other releases; anything else as it is. */
function openEnum(value: unknown): unknown {
  const isProperty = typeof value === 'object' && value !== null && 'enum' in value;
  return isProperty
    ? {
        ...value,
        enum: atLeast((value.enum as readonly unknown[]).filter((each) => !notEverywhere.has(each))),
      }
    : value;
}

/** Versions of the API, whichever a cloud has, and wherever it answers. */
const someVersions: Matcher = {
  'pact:matcher:type': 'type',
  min: 1,
  value: [
    {
      id: regex(String.raw`^v\d+\.\d+$`, 'v2.15'),
      status: regex('^[A-Z]+$', 'CURRENT'),
      links: [{ rel: 'self', href: regex('^https?://.+/v2/$', 'http://glance.example/v2/') }],
    },
  ],
};

function like(value: unknown): Matcher {
  return { 'pact:matcher:type': 'type', value };
}

/** A list that has at least these items, in any order. */
function atLeast(items: readonly unknown[]): Matcher {
  if (items.length === 0) return like([]);
  return { 'pact:matcher:type': 'arrayContains', variants: items };
}

/** A list that has these items and no other, in any order: `min` and `max` say how long it is. */
function inAnyOrder(items: readonly unknown[]): Matcher {
  const { length } = items;
  return { 'pact:matcher:type': 'arrayContains', variants: items, min: length, max: length };
}

/** A text of an answer as a contract asks for it. */
type Pattern = (text: string) => string | Matcher;

/** What a time of the API looks like. */
export const timeExpression: string = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
/** What the id of an image looks like. */
export const uuidExpression: string = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const word = '[^ "<>/?&]+';

/** Whatever differs from cloud to cloud besides the values of the states: what it looks like. */
const accidents: readonly (readonly [found: RegExp, expression: string])[] = [
  [new RegExp(timeExpression, 'g'), timeExpression],
  [new RegExp(uuidExpression, 'g'), uuidExpression],
];

/**
 * Finds in texts what differs from cloud to cloud – the values of provider states, ids, times – and leaves the rest
 * of the text literal. Where nothing but values of provider states differs, the text is marked with their names.
 */
function patternsOf(values: ProviderStateValues): { readonly patternOf: Pattern } {
  const known = namesOf(values);
  const isTime = new RegExp(`^${timeExpression}$`);
  const parts: readonly (readonly [RegExp, string])[] = [
    ...accidents,
    ...[...known.keys()]
      .filter((value) => !isTime.test(value))
      .map((value): readonly [RegExp, string] => [new RegExp(regexEscaped(value), 'g'), word]),
  ];
  const any = new RegExp(parts.map(([{ source }]) => source).join('|'));
  const sources = [...[...known.keys()].map(regexEscaped), ...accidents.map(([, expression]) => expression)];
  const marked = new RegExp(sources.join('|'), 'g');
  const markOf = (text: string): Partial<Matcher> => markIn(text, marked, known);
  return {
    patternOf: (text) => {
      if (!any.test(text)) return text;
      const expression = expressionOf(text, parts);
      if (expression === regexEscaped(text)) return text;
      return { 'pact:matcher:type': 'regex', regex: `^${expression}$`, value: text, ...markOf(text) };
    },
  };
}

/** The names of values that say whose they are, by the values, the longest first. */
function namesOf(values: ProviderStateValues): ReadonlyMap<string, string> {
  const named = Object.entries(values)
    // A tenant has a name of its own besides being the caller's.
    .toSorted(([one], [other]) => Number(other === 'tenant') - Number(one === 'tenant'))
    .filter(([, value]) => value.length > 4)
    .map(([name, value]) => [value, name] as const);
  return new Map(named.toSorted(([one], [other]) => other.length - one.length));
}

/** The mark of a text that follows from values of provider states: what it is made of them. */
function markIn(text: string, marked: RegExp, known: ReadonlyMap<string, string>): Partial<Matcher> {
  let isOpen = false;
  const expression = text.replaceAll(marked, (value) => {
    const name = known.get(value);
    isOpen ||= name === undefined;
    return `\${${name ?? ''}}`;
  });
  return isOpen ? {} : { 'pact:generator:type': 'ProviderState', expression };
}

/** The text as a regular expression: what a part finds becomes its expression, the rest stands for itself. */
function expressionOf(text: string, parts: readonly (readonly [RegExp, string])[]): string {
  const [first, ...rest] = parts;
  if (first === undefined || text === '') return regexEscaped(text);
  const [found, expression] = first;
  return text
    .split(found)
    .map((piece) => expressionOf(piece, rest))
    .join(expression);
}

/** The text with nothing in it that a regular expression takes for more than itself, in Rust as in JavaScript. */
export function regexEscaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
