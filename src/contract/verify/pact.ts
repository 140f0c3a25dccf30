/** What a pact says of its interactions, read as the official verifier reads it. Pacts are never written anew. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Player, castTenants, isPlayer, tenantValue } from '../cast.ts';
import type { RequiredProviderState } from '../interaction.ts';
import { providerStates } from '../provider-states.ts';
import { textsIn } from '../template.ts';

/** An interaction of a pact, as far as a verification has to know it beforehand. */
export interface PactInteraction {
  readonly consumer: string;
  readonly description: string;
  /** The states that a verifier sets up before the request, one by one; none where it asks for an empty one. */
  readonly states: readonly RequiredProviderState[];
  /** Whether a failure fails nothing. */
  readonly pending: boolean;
  /** Whether it is about a message: a verifier that speaks HTTP alone posts its description to the server. */
  readonly isMessage: boolean;
  /** The interaction as the pact has it. */
  readonly content: object;
}

/** A pact that is to be verified. */
export interface PactContent {
  readonly consumer: string;
  readonly provider: string;
  readonly interactions: readonly PactInteraction[];
}

/** A pact in a file. */
export interface PactFile extends PactContent {
  readonly file: string;
}

/** What a pact file says. @throws the system's error where it cannot be read, SyntaxError where it is no JSON. */
export function pactFileAt(file: string): PactFile {
  return { file, ...pactContentOf(JSON.parse(readFileSync(file, 'utf8')), { name: basename(file) }) };
}

/**
 * What a pact says. In versions 1 to 3 of the specification a file with `messages` has no other interactions; version 4
 * has all in one list, each with its type.
 * @param besides the name of the consumer where the pact has none, and whether a broker has it as pending.
 */
export function pactContentOf(
  pact: unknown,
  { name, isPending = false }: { readonly name: string; readonly isPending?: boolean },
): PactContent {
  const { consumer, provider, interactions, messages, metadata } = record(pact);
  const named = nameOf(consumer) ?? name;
  const version = versionOf(metadata);
  const older = version < 4;
  const list = older && Array.isArray(messages) ? messages : interactions;
  return {
    consumer: named,
    provider: nameOf(provider) ?? '',
    interactions: (Array.isArray(list) ? list : []).map((content: unknown, place) => {
      const { description, pending, type } = record(content);
      return {
        consumer: named,
        description: descriptionOf(description, place),
        states: statesOf(record(content)),
        pending: isPending || (!older && pending === true),
        isMessage: older ? list === messages : type !== 'Synchronous/HTTP',
        content: soundContent(record(content)),
      };
    }),
  };
}

type Json = Readonly<Record<string, unknown>>;

/**
 * An interaction in which whatever this package reads of an expected answer has the form of the specification. Values of
 * another form are left out: the official verifier passes over most of them, and its word counts.
 */
function soundContent(content: Json): Json {
  const { response, comments } = content;
  const { generators, matchingRules, headers } = record(response);
  const { differs, absent } = record(comments);
  const texts = Object.entries(record(differs)).filter(([, text]) => typeof text === 'string');
  const paths = (Array.isArray(absent) ? absent : []).filter((path) => typeof path === 'string');
  return {
    ...content,
    comments: { ...record(comments), differs: Object.fromEntries(texts), absent: paths },
    response: {
      ...record(response),
      headers: record(headers),
      matchingRules: categoriesOf(record(matchingRules)),
      generators: {
        body: generatorsOf(record(generators)['body']),
        header: generatorsOf(record(generators)['header']),
      },
    },
  };
}

/** Version 2 has the rules of all categories by their paths. */
function categoriesOf(rules: Json): Json {
  const isVersion2 = Object.keys(rules).some((name) => name.startsWith('$'));
  return isVersion2 ? rulesOf(rules) : { ...rules, body: rulesOf(rules['body']) };
}

function rulesOf(rules: unknown): Json {
  return recordsIn(rules, ({ matchers, ...rule }) => ({
    ...matcherOf(rule),
    ...(matchers === undefined ? {} : { matchers: listOf(matchers).map(matcherOf) }),
  }));
}

function matcherOf({ regex, variants, ...matcher }: Json): Json {
  const own = listOf(variants).map(({ rules, generators, ...variant }) => ({
    ...variant,
    rules: rulesOf(rules),
    generators: generatorsOf(generators),
  }));
  return {
    ...matcher,
    ...(typeof regex === 'string' ? { regex } : {}),
    ...(variants === undefined ? {} : { variants: own }),
  };
}

function generatorsOf(generators: unknown): Json {
  return recordsIn(generators, ({ expression, ...generator }) =>
    typeof expression === 'string' ? { ...generator, expression } : generator,
  );
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordsIn(value: unknown, change: (each: Json) => Json): Json {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([name, each]) => (isRecord(each) ? [[name, change(each)]] : [])),
  );
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function record(value: unknown): Json {
  return Object(value) as Json;
}

/** The name of a consumer or provider as a pact has it; undefined where it has none. */
export function nameOf(pacticipant: unknown): string | undefined {
  const { name } = record(pacticipant);
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The version of the specification: 4 for `4.0`; 3 where a file does not say. */
function versionOf(metadata: unknown): number {
  const all = record(metadata);
  const versions = [
    record(all['pactSpecification'])['version'],
    record(all['pact-specification'])['version'],
    all['pactSpecificationVersion'],
  ];
  const written = versions.find((each) => typeof each === 'string');
  return Number.parseInt(typeof written === 'string' ? written : '3', 10) || 3;
}

function descriptionOf(description: unknown, place: number): string {
  if (typeof description === 'string') return description;
  return description === undefined ? `Interaction ${place}` : JSON.stringify(description);
}

/** A list of states counts before a single one, the camel case before the snake case of version 1. */
function statesOf(interaction: Json): readonly RequiredProviderState[] {
  const { providerStates: list, providerState, provider_state: oldest } = interaction;
  if (list !== undefined) return Array.isArray(list) ? list.map(stateOf) : [];
  const single = providerState === undefined ? oldest : providerState;
  if (single === undefined || single === null || single === '') return [];
  return [{ state: typeof single === 'string' ? single : JSON.stringify(single), parameters: {} }];
}

function stateOf(state: unknown): RequiredProviderState {
  const { name, params } = record(state);
  return {
    // The words of the official verifier for a state without a name.
    state: typeof name === 'string' ? name : 'unknown provider states',
    parameters: record(params),
  };
}

/**
 * The players that must be able to log in for the interactions: those that their states name, who own the images, and
 * whose tenants stand in requests. In the order in which players are introduced.
 */
export function playersNeeded(interactions: readonly PactInteraction[]): ReadonlySet<Player> {
  const needed = new Set<Player>();
  for (const { states, content } of interactions) {
    const known = states.filter(({ state }) => Object.hasOwn(providerStates, state));
    for (const { state, parameters } of known) {
      for (const text of textsIn(parameters)) if (isPlayer(text)) needed.add(text);
      if (state === 'an image' && parameters['owner'] === undefined) needed.add('producer');
      if (parameters['visibility'] === 'public') needed.add('administrator');
    }
    if (known.length === 0) continue;
    const text = textsIn(record(content)['request']).join('\n');
    for (const tenant of castTenants) if (text.includes(`\${${tenantValue(tenant)}}`)) needed.add(tenant);
  }
  return needed;
}
