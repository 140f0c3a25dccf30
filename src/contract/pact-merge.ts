import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** An interaction of a pact file, as far as merging looks into it. */
interface PactEntry {
  readonly description: string;
  readonly providerStates?: unknown;
  readonly request?: unknown;
}

/** A pact file of version 4 of the Pact specification. */
interface PactText {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly PactEntry[];
}

/** Two pacts in one. */
interface Merged {
  readonly text: string;
  /** How many interactions of the older one the newer one does not have. */
  readonly kept: number;
}

/** A file stands where a pact is to be written, and is not one that could be added to. It is left alone. */
export class NoPactError extends Error {
  constructor(path: string, why: string, options?: ErrorOptions) {
    super(`${path} ${why}. Move it away, or record into another directory.`, options);
    this.name = 'NoPactError';
  }
}

/** Where the pact of a consumer stands in a directory. */
export function pactPath(directory: string, consumer: string, provider: string): string {
  return join(directory, `${consumer}-${provider}.json`);
}

/**
 * The pact that stands at a path; undefined where nothing does.
 * @throws NoPactError where something else stands there; the system's error where it cannot be read.
 */
export function pactAt(path: string, consumer: string, provider: string): PactText | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (!status.isFile()) throw new NoPactError(path, 'is there already, and is no file');
  const value = readText(readFileSync(path, 'utf8'));
  const problem = pactProblem(value, consumer, provider);
  if (problem !== undefined) throw new NoPactError(path, `is there already, and ${problem}`);
  return value as PactText;
}

function pactProblem(value: unknown, consumer: string, provider: string): string | undefined {
  if (value === undefined) return 'is not JSON';
  const pact = value as (Partial<PactText> & Partial<Specified>) | null;
  if (!Array.isArray(pact?.interactions) || !pact.interactions.every(isEntry))
    return 'is no pact: it has no interactions with descriptions';
  if (pact.consumer?.name !== consumer || pact.provider?.name !== provider)
    return `is no pact of ${consumer} with ${provider}`;
  const version = String(pact.metadata?.pactSpecification?.version ?? 'unknown');
  return version.startsWith('4')
    ? undefined
    : `is a pact of version ${version} of the Pact specification, not 4.0`;
}

function isEntry(value: unknown): value is PactEntry {
  return typeof (value as Partial<PactEntry> | null)?.description === 'string';
}

interface Specified {
  readonly metadata: { readonly pactSpecification?: { readonly version?: unknown } };
}

/**
 * The pact of both: what the newer one has is as it has it, and what it has not stays. Interactions are the same where
 * their provider states and requests are. Where different ones have one description, the newer gets a number, since
 * descriptions are the names by which people and tools tell interactions apart.
 */
export function mergedPact(older: PactText, newer: string): Merged {
  const fresh = readText(newer) as PactText;
  const replaced = new Set(fresh.interactions.map(entryIdentity));
  const kept = older.interactions.filter((each) => !replaced.has(entryIdentity(each)));
  const taken = new Set(kept.map(({ description }) => description));
  const renamed = fresh.interactions.map((each) => {
    const description = freeDescription(each.description, taken);
    taken.add(description);
    return { ...each, description };
  });
  const interactions = [...kept, ...renamed].toSorted(byDescription);
  return { text: JSON.stringify({ ...fresh, interactions }, null, 2), kept: kept.length };
}

function entryIdentity({ providerStates = [], request }: PactEntry): string {
  return JSON.stringify([providerStates, request]);
}

/** The rule that answered stays the last word of a description. */
function freeDescription(description: string, taken: ReadonlySet<string>, place = 1): string {
  const numbered = place === 1 ? description : description.replace(/(?: \[[^[\]]*\])?$/, ` (${place})$&`);
  return taken.has(numbered) ? freeDescription(description, taken, place + 1) : numbered;
}

/** The order in which the official library writes them. */
function byDescription(one: PactEntry, other: PactEntry): number {
  return Buffer.compare(Buffer.from(one.description), Buffer.from(other.description));
}

interface RawJson {
  rawJSON(text: string): unknown;
}

/** The value of a JSON text, whose numbers are printed again as they were; undefined where it is none. */
function readText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // What is printed as it was needs no closer look, which takes ten times as long.
    return JSON.stringify(value, null, 2) === text ? value : JSON.parse(text, asWritten);
  } catch {
    return undefined;
  }
}

function asWritten(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  const isOther = typeof value === 'number' && source !== undefined && source !== String(value);
  return isOther ? (JSON as unknown as RawJson).rawJSON(source) : value;
}
