import type { Expectation } from './expectation.ts';
import type { RequestTemplate } from './interaction.ts';
import { newPact, type PactInteraction } from './pact-library.ts';
import type { Values } from './states.ts';
import type { Answered } from './teller.ts';
import { injected, injectedDeep, type Matcher } from './template.ts';

/** What all contracts are about. */
export const provider = 'image-members-api';

/**
 * Writes the pact of a consumer, Pact specification 4, as `<consumer>-image-members-api.json`. The same interactions
 * give the same file, whatever their order; one that is there is overwritten.
 * @throws PactMissing where the official library is not installed.
 */
export function writePact(consumer: string, all: readonly Answered[], directory: string): void {
  const pact = newPact(consumer, provider);
  for (const answered of all) write(pact.newInteraction(describe(answered)), answered);
  pact.addMetadata('image-members-fake', 'written by', 'image-members-fake from its rules; do not edit');
  pact.writePactFile(directory, false);
}

/** The sentence of an interaction, and behind it the rule that answers: reports name it wherever they are read. */
export function describe({ interaction, rule }: Answered): string {
  return `${interaction.sentence} [${rule}]`;
}

function write(written: PactInteraction, { interaction, values, expectation, rule }: Answered): void {
  for (const { state, parameters } of interaction.given)
    written.givenWithParams(state, JSON.stringify(parameters));
  written.setComment('rule', rule);
  writeRequest(written, interaction.request, interaction.caller !== null, values);
  writeResponse(written, expectation);
}

function writeRequest(
  written: PactInteraction,
  request: RequestTemplate,
  loggedIn: boolean,
  values: Values,
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
  const raw = typeof body === 'string';
  written.withRequestBody(raw ? body : JSON.stringify(injectedDeep(body, values)), type);
}

function writeResponse(written: PactInteraction, { status, headers, body }: Expectation): void {
  written.withStatus(status);
  for (const [name, value] of Object.entries(headers)) written.withResponseHeader(name, 0, asText(value));
  if (body === null) return;
  if ('json' in body) written.withResponseBody(JSON.stringify(body.json), 'application/json');
  else writeText(written, body.text, body.type);
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
