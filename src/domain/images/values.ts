import type { WholeFloat } from '../python-float.ts';
import { folded, hasFourByte, inColumn } from '../collation.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { FixedAttribute } from '../ask.ts';
import type { Profile } from '../profile.ts';

/** The values of an image, new or changed, that may be more than Glance or its database takes. */
export interface Values {
  readonly id?: string;
  readonly name?: string | null;
  readonly owner?: string | null;
  readonly minDisk?: number | bigint | WholeFloat;
  readonly minRam?: number | bigint | WholeFloat;
  readonly tags: readonly string[];
  readonly properties: Readonly<Record<string, string | null>>;
  /** How many properties there are, where `properties` has not all of them. */
  readonly propertyCount?: number;
  /** Read-only attributes that a creation sets. */
  readonly fixed?: readonly FixedAttribute[];
  /** Whether a creation sets `locations`. */
  readonly locations?: boolean;
}

/** How many properties and tags an image may have. */
type Quotas = Profile['quotas'];

/** The greatest number that a column of `min_disk` or `min_ram` holds. */
const greatest = 2 ** 31 - 1;
/** Bytes of UTF-8 that a property's value may take. */
const mostBytes = 65_535;
/** Characters that a property's name may have. */
const longestName = 255;

const encoder: TextEncoder = new TextEncoder();

/** What the database keeps of a property's value; undefined where it fails. */
function keptValue(value: string): string | undefined {
  // A unit of UTF-16 takes three bytes at most.
  return value.length * 3 <= mostBytes
    ? value
    : inColumn(value, mostBytes, (text) => encoder.encode(text).length);
}

/** The properties of an image as the database keeps them: spaces that are too many at the end of a value are gone. */
export function keptProperties(properties: Values['properties']): Values['properties'] {
  const kept = Object.entries(properties).map(([key, value]) => [key, value && keptValue(value)]);
  return Object.fromEntries(kept) as Values['properties'];
}

/** Words begin with a capital, and go on without, as Python's `str.title` has it. */
function titled(text: string): string {
  return text.replace(/\p{Cased}+/gu, (word) => {
    const [first = ''] = word;
    return first.toUpperCase() + word.slice(first.length).toLowerCase();
  });
}

function quotaProblem(
  name: 'tagQuotaExceeded' | 'propertyQuotaExceeded',
  count: number,
  most: number,
): Refusal | undefined {
  return count > most ? refuse(name, { attempted: String(count), maximum: String(most) }) : undefined;
}

function negative(attribute: string, value: Values['minRam']): Refusal | undefined {
  return value !== undefined && Number(value) < 0
    ? refuse('valueNegative', { attribute, value: String(value) })
    : undefined;
}

function outOfRange(attribute: string, value: Values['minRam']): Refusal | undefined {
  const tooGreat = value !== undefined && Number(value) > greatest;
  return tooGreat ? refuse('valueOutOfRange', { attribute, maximum: String(greatest) }) : undefined;
}

function fourByteValue(key: string, value: string | null | undefined): Refusal | undefined {
  return hasFourByte(value ?? '') ? refuse('propertyValueFourByte', { attribute: titled(key) }) : undefined;
}

function fourByteProperty([key, value]: readonly [string, string | null]): Refusal | undefined {
  return hasFourByte(key) ? refuse('propertyNameFourByte') : fourByteValue(key, value);
}

function first<T>(items: readonly T[], problem: (item: T) => Refusal | undefined): Refusal | undefined {
  for (const item of items) {
    const refusal = problem(item);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Whether the database cannot store the image at all, so that Glance fails. */
function unstorable({ id = '', name, owner, properties }: Values): boolean {
  const keys = Object.keys(properties);
  const values = Object.values(properties).map((value) => value ?? '');
  return (
    id.length > 36 ||
    [name ?? '', owner ?? '', ...keys, ...values].some((text) => !text.isWellFormed()) ||
    keys.some((key) => key.length > 2 * longestName || [...key].length > longestName) ||
    values.some((value) => keptValue(value) === undefined) ||
    new Set(keys.map(folded)).size < keys.length
  );
}

/**
 * What shows as soon as a value is set: too many tags, read-only attributes, negative numbers. In a patch
 * that is before the next change is looked at. Source: asked of Glance 25.1.
 */
export function settingProblem(
  { tags, fixed = [], locations = false, minDisk, minRam }: Values,
  quotas: Quotas,
): Refusal | undefined {
  const [attribute] = fixed;
  return (
    quotaProblem('tagQuotaExceeded', tags.length, quotas.tags) ??
    (attribute === undefined ? undefined : refuse('attributeReadOnly', { attribute })) ??
    (locations ? refuse('attributeReserved', { attribute: 'locations' }) : undefined) ??
    negative('min_disk', minDisk) ??
    negative('min_ram', minRam)
  );
}

/**
 * What shows only when the image is saved: too many properties, 4-byte characters, numbers beyond their
 * column, what the database cannot hold (a server error), and last the tags. Source: asked of Glance 25.1.
 */
export function savingProblem(image: Values, quotas: Quotas): Refusal | undefined {
  const { propertyCount = Object.keys(image.properties).length } = image;
  const tooMany = quotaProblem('propertyQuotaExceeded', propertyCount, quotas.properties);
  if (tooMany !== undefined) return tooMany;
  const entries = Object.entries(image.properties);
  return (
    fourByteValue('name', image.name) ??
    fourByteValue('owner', image.owner) ??
    first(entries, fourByteProperty) ??
    outOfRange('min_disk', image.minDisk) ??
    outOfRange('min_ram', image.minRam) ??
    (unstorable(image) ? refuse('serverErred') : undefined) ??
    first(image.tags, tagProblem)
  );
}

/** A tag that the database does not take. Source: asked of Glance 25.1. */
function tagProblem(tag: string): Refusal | undefined {
  if (hasFourByte(tag)) return refuse('tagFourByte');
  return tag.isWellFormed() ? undefined : refuse('serverErred');
}

/** Everything that is wrong with the values of an image in one go, in the order in which Glance finds it. */
export function imageValueProblem(image: Values, quotas: Quotas): Refusal | undefined {
  return settingProblem(image, quotas) ?? savingProblem(image, quotas);
}
