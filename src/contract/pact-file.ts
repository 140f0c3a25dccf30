import { accessSync, constants, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnsweredInteraction } from './answered-interaction.ts';
import { jsonOrText } from './cloud.ts';
import type { Expectation } from './expectation.ts';
import type { RequestTemplate } from './interaction.ts';
import { mergedPact, pactAt, pactPath } from './pact-merge.ts';
import { pageBeside, pageMark, type PageSource, pactPage } from './pact-page.ts';
import { newPact, type PactInteraction } from './pact-packages.ts';
import type { ProviderStateValues } from './provider-states.ts';
import { makeDirectory, replaceFile, underLock } from './shared-file.ts';
import { injected, injectedDeep, type Matcher } from './template.ts';

/** What all contracts are about. */
export const provider = 'image-members-api';

/**
 * Writes the pact of a consumer, Pact specification 4, as `<consumer>-image-members-api.json`. The same interactions
 * give the same file, whatever their order; one that is there is replaced, as a whole or not at all. Beside it stands a
 * page for reviewers (`.md`).
 * @throws PactMissing where the official library is not installed; the system's error where it cannot be written.
 */
export function writePact(consumer: string, all: readonly AnsweredInteraction[], directory: string): void {
  makeDirectory(directory);
  const file = pactPath(directory, consumer, provider);
  const text = pactText(consumer, all);
  replaceFile(file, text);
  writePage(file, text);
}

/** Writes the page of a pact beside it, unless something stands there that is no such page. */
function writePage(file: string, text: string): void {
  const page = pageBeside(file);
  const isFree = !existsSync(page) || readFileSync(page, 'utf8').startsWith(pageMark);
  if (isFree) replaceFile(page, pactPage(JSON.parse(text) as PageSource));
}

/**
 * Makes sure that the pact of a consumer can be written into a directory, which is made where it is missing.
 * @throws NoPactError where something stands there that is no such pact; the system's error where the directory cannot
 * be written to.
 */
export function checkPlace(consumer: string, directory: string): void {
  makeDirectory(directory);
  accessSync(directory, constants.W_OK);
  pactAt(pactPath(directory, consumer, provider), consumer, provider);
}

/** A pact after it was added to one that was there. */
export interface AddedPact {
  readonly file: string;
  /** How many interactions of the one that was there the added one does not have. */
  readonly kept: number;
}

/**
 * Adds the pact of a consumer to the one that is there, so that several processes may write it. Where there is none, it
 * is written as `writePact` does; without interactions nothing is.
 * @throws NoPactError where something else stands there, which is left alone; otherwise as `writePact`.
 */
export async function addPact(
  consumer: string,
  all: readonly AnsweredInteraction[],
  directory: string,
): Promise<AddedPact> {
  const file = pactPath(directory, consumer, provider);
  if (all.length === 0) return { file, kept: 0 };
  makeDirectory(directory);
  const text = pactText(consumer, all);
  // A symbolic link stays one.
  const path = existsSync(file) ? realpathSync(file) : file;
  return underLock(path, () => {
    const older = pactAt(path, consumer, provider);
    const merged = older === undefined ? { text, kept: 0 } : mergedPact(older, text);
    replaceFile(path, merged.text);
    writePage(path, merged.text);
    return { file, kept: merged.kept };
  });
}

/** The official library could not write a pact. It does not say why. */
export class PactUnwritten extends Error {
  override readonly name = 'PactUnwritten';
}

/**
 * The text of a pact. The official library writes into files alone: here into one that is gone again at once.
 * @throws PactUnwritten where it cannot.
 */
function pactText(consumer: string, all: readonly AnsweredInteraction[]): string {
  const pact = newPact(consumer, provider);
  for (const answered of all) write(pact.newInteraction(describe(answered)), answered);
  pact.addMetadata('image-members-fake', 'written by', 'image-members-fake from its rules; do not edit');
  const aside = mkdtempSync(join(tmpdir(), 'image-members-fake-'));
  try {
    pact.writePactFile(aside, false);
    return readFileSync(pactPath(aside, consumer, provider), 'utf8');
  } catch (error) {
    throw new PactUnwritten(
      `the Pact library could not write into ${aside}. Is the disk full? TMPDIR names another place.`,
      { cause: error },
    );
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** The sentence of an interaction, and behind it the rule that answers: reports name it wherever they are read. */
export function describe({ interaction, rule }: AnsweredInteraction): string {
  return `${interaction.sentence} [${rule}]`;
}

function write(
  written: PactInteraction,
  { interaction, values, expectation, rule }: AnsweredInteraction,
): void {
  for (const { state, parameters } of interaction.given)
    written.givenWithParams(state, JSON.stringify(parameters));
  written.setComment('rule', rule);
  const { differs, absent } = interaction;
  if (differs !== undefined) written.setComment('differs', JSON.stringify(differs));
  if (absent !== undefined) written.setComment('absent', JSON.stringify(absent));
  writeRequest(written, interaction.request, interaction.caller !== null, values);
  writeResponse(written, expectation);
}

function writeRequest(
  written: PactInteraction,
  request: RequestTemplate,
  loggedIn: boolean,
  values: ProviderStateValues,
): void {
  const text = (template: string): string => asText(injected(template, values));
  written.withRequest(request.method, text(request.path));
  for (const [name, given] of Object.entries(request.query ?? {}))
    [given].flat().forEach((value, place) => written.withQuery(name, place, text(value)));
  const headers = { Accept: 'application/json', ...request.headers };
  for (const [name, value] of Object.entries(headers)) written.withRequestHeader(name, 0, text(value));
  if (loggedIn) written.withRequestHeader('X-Auth-Token', 0, text('${token}'));
  const { body, type = 'application/json' } = request;
  if (body === undefined) return;
  const json =
    typeof body === 'string' ? jsonPatchText(body, type) : JSON.stringify(injectedDeep(body, values));
  if (json === undefined) return void written.withRequestBody(String(body), type);
  // The library takes bodies of media types that it does not know for bytes, which nobody could review.
  if (typeof body === 'string') written.withRequestHeader('Content-Type', 0, type);
  written.withRequestBody(json, typeof body === 'string' ? jsonType : type);
}

const jsonType = 'application/json';

/** The text of a JSON patch as it is printed again; undefined where it is none, or not the same then. */
function jsonPatchText(text: string, type: string): string | undefined {
  const value = /-json-patch\b/.test(type) ? jsonOrText(text) : undefined;
  const printed = typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
  return printed?.replaceAll(/\s/g, '') === text.replaceAll(/\s/g, '') ? printed : undefined;
}

function writeResponse(written: PactInteraction, { status, headers, body }: Expectation): void {
  written.withStatus(status);
  for (const [name, value] of Object.entries(headers)) written.withResponseHeader(name, 0, asText(value));
  if (body === null) return;
  if (body.kind === 'text') return writeText(written, body.text, body.type);
  written.withResponseBody(JSON.stringify(body.json), 'application/json');
  const lengths = lengthsIn('$', body.json);
  if (lengths.length > 0)
    written.withResponseMatchingRules(JSON.stringify({ body: Object.fromEntries(lengths) }));
}

/** The rules for how long lists are that come in any order, by their places: the library takes one matcher for each. */
function lengthsIn(place: string, json: unknown): readonly (readonly [place: string, rule: object])[] {
  if (typeof json !== 'object' || json === null) return [];
  if (!('pact:matcher:type' in json))
    return Object.entries(json).flatMap(([name, each]) =>
      lengthsIn(Array.isArray(json) ? `${place}[${name}]` : `${place}${fieldPath(name)}`, each),
    );
  const { min, max } = json as { readonly min?: number; readonly max?: number };
  const isBounded = json['pact:matcher:type'] === 'arrayContains' && min !== undefined;
  return isBounded ? [[place, { combine: 'AND', matchers: [{ match: 'type', min, max }] }]] : [];
}

/**
 * A field in a path, as the library itself writes it: for two ways of writing one place there are two rules, of which a
 * verifier takes one by chance.
 */
function fieldPath(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name}']`;
}

/** The library takes matchers in JSON alone: those of a text are given to it as rules. */
function writeText(written: PactInteraction, text: string | Matcher, type: string): void {
  if (typeof text === 'string') return void written.withResponseBody(text, type);
  written.withResponseBody(String(text['value']), type);
  const matchers = [{ match: 'regex', regex: text['regex'] }];
  const rules = { body: { $: { combine: 'AND', matchers } } };
  written.withResponseMatchingRules(JSON.stringify(rules));
}

function asText(value: string | object): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
