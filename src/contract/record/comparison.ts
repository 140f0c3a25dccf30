import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { DeletedImage, Image } from '../../domain/model.ts';
import { bytesOf, type HttpResponse, textOf, type Body } from '../../http/message.ts';
import { readQuery } from '../../http/query.ts';
import { expectationWith, regexEscaped, timeExpression, uuidExpression, unordered } from '../expectation.ts';
import type { ProviderStateValues } from '../provider-states.ts';
import { type ImageGiven, imageParameters } from '../provider-states/image-parameters.ts';
import { type Candidate, type Symbols, valueTemplate, withName } from './candidate.ts';

/** What is known of the world that an answer came from. */
export interface KnownValues extends Symbols {
  /** What the images bore before, by the templates of their ids. */
  readonly images: ReadonlyMap<string, ImageContent>;
}

/** What an image merely bears: answers repeat it, and no rule depends on it. */
interface ImageContent {
  readonly data: Uint8Array | null;
  /** Formats, tags, free properties and the like, as answers name them. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

const times = new RegExp(timeExpression, 'g');
const uuids = new RegExp(uuidExpression, 'g');

/**
 * What a contract asks of an answer, with nothing in it of the world that the answer came from: two answers with the
 * same text say the same of two worlds.
 */
export function comparableAnswer(response: HttpResponse, known: KnownValues, openLists: boolean): string {
  const headers = response.headers.map(([name, value]): [string, string] => [
    name,
    /^content-md5$/i.test(name) ? '(digest)' : withSymbols(value, known),
  ]);
  const expectation = expectationWith(
    { ...response, headers, body: comparableBody(response, known, openLists) },
    (text) => text,
    { openLists },
  );
  return JSON.stringify(expectation, withoutExample);
}

function withoutExample(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('pact:matcher:type' in value)) return value;
  return { ...value, value: undefined };
}

function comparableBody({ headers, body }: HttpResponse, known: KnownValues, openLists: boolean): Uint8Array {
  if (body.length === 0) return bytesOf(body);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if ([...known.images.values()].some(({ data }) => data !== null && isDeepStrictEqual(data, body)))
    return bytesOf('(data)');
  if (!type.startsWith('application/json')) return comparablePlain(body, known);
  const text = textOf(body);
  return bytesOf(JSON.stringify(comparableValue('', JSON.parse(text), known, openLists)));
}

/** A body that is longer is a part of an image's data, and says nothing that another world could repeat. */
const longestText = 64 * 1024;

function comparablePlain(body: Body, known: KnownValues): Uint8Array {
  if (body.length > longestText) return bytesOf(`(${body.length} bytes)`);
  return bytesOf(withSymbols(textOf(body), known));
}

function comparableValue(key: string, value: unknown, known: KnownValues, openLists: boolean): unknown {
  if (typeof value === 'string') return comparableText(key, value, known);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const isOpen = openLists && key === 'images';
    const items = isOpen ? knownImages(value, known) : value;
    const alike = items.map((each) => comparableValue('', each, known, openLists));
    return isOpen || unordered.includes(key) ? alike.toSorted(byText) : alike;
  }
  const entries = Object.entries(value).map(
    ([name, each]) => [name, comparableValue(name, each, known, openLists)] as const,
  );
  return withoutContent(value as Readonly<Record<string, unknown>>, Object.fromEntries(entries), known);
}

function comparableText(key: string, text: string, known: KnownValues): string {
  if (key === 'checksum' || key === 'os_hash_value') return '(digest)';
  if (key === 'first' || key === 'next') return comparableLink(text, known);
  return withSymbols(withName(key, text, known), known);
}

/** A link with its query in order: a contract asks for parameters in the order of the alphabet. */
function comparableLink(text: string, known: KnownValues): string {
  const [path = '', query = ''] = text.split(/\?(.*)/s);
  const pairs = (readQuery(query) ?? []).map(
    ([name, value]) => `${name}=${valueTemplate(name, value, known)}`,
  );
  return [path, ...pairs.toSorted()].join('&');
}

/** A text with templates for ids, and with no times and ids that nobody knows. */
function withSymbols(text: string, { ids }: Symbols): string {
  const whole = ids.get(text);
  if (whole !== undefined) return whole;
  const anyId = patternFor(ids);
  const known = anyId === undefined ? text : text.replace(anyId, (id) => ids.get(id) ?? id);
  return known.replaceAll(times, '(time)').replaceAll(uuids, '(id)');
}

const patterns = new WeakMap<Symbols['ids'], RegExp>();

/** Finds ids in a text, the longest first; undefined where there are none. */
function patternFor(ids: Symbols['ids']): RegExp | undefined {
  const made = patterns.get(ids);
  const known = [...ids.keys()].filter((id) => id !== '');
  if (made !== undefined || known.length === 0) return made;
  const longestFirst = known.toSorted((one, other) => other.length - one.length).map(regexEscaped);
  const pattern = new RegExp(String.raw`(?<![\w-])(?:${longestFirst.join('|')})(?![\w-])`, 'g');
  patterns.set(ids, pattern);
  return pattern;
}

/** Of an open list the images that the contract knows. */
function knownImages(items: readonly unknown[], known: KnownValues): readonly unknown[] {
  return items.filter((each) =>
    known.images.has(withSymbols(String((each as { readonly id: string }).id), known)),
  );
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

/**
 * An image without what it bore before, and with a word for what it bears no more. The size of what is in the data
 * depends on the format, which it bears.
 */
function withoutContent(
  original: Readonly<Record<string, unknown>>,
  image: Readonly<Record<string, unknown>>,
  { images }: KnownValues,
): object {
  const content = 'visibility' in image ? images.get(String(image['id'])) : undefined;
  if (content === undefined) return image;
  const { attributes } = content;
  const changed = Object.entries(image).filter(
    ([name]) =>
      name !== 'virtual_size' && !(name in attributes && isDeepStrictEqual(original[name], attributes[name])),
  );
  const gone = Object.keys(attributes).filter((name) => !(name in image));
  return Object.fromEntries([...changed, ...gone.map((name) => [name, '(gone)'] as const)]);
}

/** What a recorded image bears. */
export function contentOf(image: Image | DeletedImage): ImageContent {
  return {
    data: image.data?.bytes ?? null,
    attributes: {
      ...image.properties,
      name: image.name,
      disk_format: image.diskFormat,
      container_format: image.containerFormat,
      min_disk: image.minDisk,
      min_ram: image.minRam,
      tags: image.tags,
    },
  };
}

/** What is known of the world in which a candidate was answered: what its states gave, and what they say of the images. */
export function knownOfCandidate({ images }: Candidate, values: ProviderStateValues): KnownValues {
  const named = Object.entries(values).filter(
    ([name, value]) => value !== '' && name !== 'token' && name !== 'tenant',
  );
  const [names, ids] = [named.filter(([name]) => isName(name)), named.filter(([name]) => !isName(name))];
  const inverted = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> =>
    new Map(pairs.map(([name, value]) => [value, `\${${name}}`]));
  const contents = images.map(({ as = 'image', ...image }) => {
    const name = values[`${as}_name`] || null;
    return [`\${${as}}`, contentIn({ ...image, as, name })] as const;
  });
  return { ids: inverted(ids), names: inverted(names), images: new Map(contents) };
}

function isName(value: string): boolean {
  return value.endsWith('_name');
}

/** What the image of a provider state bears. */
function contentIn(given: ImageGiven): ImageContent {
  const { name, status, data, formats, tags, properties } = v.parse(imageParameters, given);
  const formed = formats || status !== 'queued';
  return {
    data: status === 'queued' ? null : bytesOf(data),
    attributes: {
      ...properties,
      name,
      disk_format: formed ? 'raw' : null,
      container_format: formed ? 'bare' : null,
      min_disk: 0,
      min_ram: 0,
      tags,
    },
  };
}
