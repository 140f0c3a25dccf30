import type { AnsweredInteraction } from '../answered-interaction.ts';
import { jsonOrText } from '../cloud.ts';
import type { Expectation } from '../expectation.ts';
import type { Matcher } from '../template.ts';
import { withoutUndefined } from '../../http/json.ts';

/** What every image has in any release, and what a client reads by its type at most. */
const formalFields: ReadonlySet<string> = new Set([
  'created_at',
  'updated_at',
  'protected',
  'tags',
  'min_disk',
  'min_ram',
  'self',
  'file',
  'schema',
]);

/** What sharing is about: a client that reads an image at all relies on these. */
const telling: ReadonlySet<string> = new Set(['id', 'name', 'status', 'visibility', 'owner']);

/** Fields of which a time is expected, whichever it is. */
const times: ReadonlySet<string> = new Set(['created_at', 'updated_at']);

/**
 * What a client needs of an answer, as far as that is known without its source: the status; who is a member of what,
 * and how it stands; of an image what sharing is about, what the client itself sent, and what the provider states say
 * of it. Of the rest the types, and only what every release has. The words of a refusal, links, sizes, digests and
 * headers are no reader's need.
 */
export function shapeOf(answered: AnsweredInteraction): Expectation {
  const { status, body } = answered.expectation;
  if (status >= 300 && status !== 300)
    return { status, headers: mediaTypeIn(answered.expectation), body: null };
  if (body === null || body.kind === 'text') return { status, headers: {}, body };
  return {
    status,
    headers: {},
    body: { kind: 'json', json: documentShape(body.json, knownFields(answered)) },
  };
}

/**
 * The media type of a refusal, without its charset: clients tell by it whether there is a JSON body to read. Which one it is
 * depends on the `Accept` that the client sent.
 */
function mediaTypeIn({ headers }: Expectation): Expectation['headers'] {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return typeof type === 'string' ? { 'Content-Type': type.split(';')[0] ?? type } : {};
}

/** Fields whose values a client sent itself, or a provider state is about. */
function knownFields({ interaction: { request, given } }: AnsweredInteraction): ReadonlySet<string> {
  const sent = typeof request.body === 'string' ? jsonOrText(request.body) : request.body;
  const patched = Array.isArray(sent)
    ? sent.map((step: { readonly path?: unknown } | null) => String(step?.path ?? '').split('/')[1] ?? '')
    : [];
  const created = isObject(sent) ? Object.keys(sent) : [];
  const stated = given.flatMap(({ parameters }) => [
    ...('protected' in parameters ? ['protected'] : []),
    ...('hidden' in parameters ? ['os_hidden'] : []),
  ]);
  return new Set([...patched, ...created, ...stated]);
}

function documentShape(json: unknown, known: ReadonlySet<string>): unknown {
  if (!isObject(json)) return like(json);
  if ('versions' in json) return json;
  if ('members' in json) return { members: listShape(json['members'], memberShape) };
  if ('images' in json) {
    const page = 'next' in json ? { next: nextPage(json['next']) } : {};
    return { images: listShape(json['images'], (each) => imageShape(each, known)), ...page };
  }
  if ('member_id' in json) return memberShape(json);
  if ('visibility' in json) return imageShape(json, known);
  if ('properties' in json && 'name' in json) return schemaShape(json);
  return like(json);
}

/** A list that is as long, or as open, as it was, with the shapes of its items. */
function listShape(list: unknown, shape: (item: unknown) => unknown): unknown {
  if (Array.isArray(list)) return list.map(shape);
  const matcher = list as Matcher;
  return Array.isArray(matcher['variants'])
    ? { ...matcher, variants: matcher['variants'].map(shape) }
    : matcher;
}

function memberShape(member: unknown): unknown {
  return fieldsOf(member, (name, value) =>
    ['member_id', 'image_id', 'status'].includes(name) || times.has(name) ? value : undefined,
  );
}

function imageShape(image: unknown, known: ReadonlySet<string>): unknown {
  return fieldsOf(image, (name, value) => {
    if (value === null) return undefined;
    if (known.has(name) || telling.has(name) || times.has(name)) return value;
    // Clients in typed languages read the size as a number; that of what is in the data is none in some releases.
    if (name === 'size') return value;
    return formalFields.has(name) ? like(name === 'tags' ? [] : value) : undefined;
  });
}

/** Of a schema the names: what stands behind them differs from release to release. */
function schemaShape(schema: Readonly<Record<string, unknown>>): unknown {
  const { name, properties } = schema;
  const isOfImage = name === 'image';
  const kept = fieldsOf(properties, (each) =>
    !isOfImage || telling.has(each) || formalFields.has(each) ? like({}) : undefined,
  );
  return { name, properties: kept };
}

/** The link to the next page, which a client follows: it goes on behind an image. */
function nextPage(link: unknown): Matcher {
  const value = exampleOf(link);
  return { 'pact:matcher:type': 'regex', regex: String.raw`^/v2/images\?(?:.*&)?marker=[^&]+`, value };
}

function fieldsOf(value: unknown, shape: (name: string, value: unknown) => unknown): object {
  const entries = Object.entries(value as object).map(([name, each]) => [name, shape(name, each)] as const);
  return withoutUndefined(Object.fromEntries(entries));
}

function like(value: unknown): Matcher {
  return { 'pact:matcher:type': 'type', value: exampleOf(value) };
}

/** A value without matchers, and without what is null, which has no type. */
function exampleOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(exampleOf);
  if (!isObject(value)) return value;
  if ('pact:matcher:type' in value) return exampleOf(value['value'] ?? value['variants']);
  const entries = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(entries.map(([name, each]) => [name, exampleOf(each)]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
