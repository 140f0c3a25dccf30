/** A pact as a Markdown page that reviewers read beside it. */
import { jsonOrText } from './cloud.ts';
import { type BodyMarks, bodyMarks, bodyTemplate, type FileGenerator } from './page/body-template.ts';
import { codeBlock, markdownCode, markdownText } from './page/markdown-text.ts';
import { stateText } from './state-text.ts';
import type { FileRule } from './verify/pact-rules.ts';
import { textOf } from './verify/value-text.ts';

/** A pact of version 4 as this package writes it: its file, parsed. */
export interface PageSource {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly PageInteraction[];
}

interface PageInteraction {
  readonly description: string;
  readonly providerStates?: readonly {
    readonly name: string;
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
  readonly comments?: { readonly rule?: string; readonly differs?: Readonly<Record<string, string>> };
  readonly request: Message & {
    readonly method: string;
    readonly path: string;
    readonly query?: Readonly<Record<string, readonly string[]>>;
  };
  readonly response: Message & { readonly status: number };
}

interface Message {
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly body?: {
    readonly content?: unknown;
    readonly contentType?: string;
    readonly encoded?: boolean | string;
  };
  readonly matchingRules?: Readonly<Record<string, Readonly<Record<string, FileRule>>>>;
  readonly generators?: Readonly<Record<string, unknown>>;
}

/**
 * A pact as a page: a table of what is asked, by the operation of the rule, then each interaction with its provider
 * states in words, its request, and what is asked of the answer. The same pact gives the same page.
 */
export function pactPage({ consumer, provider, interactions }: PageSource): string {
  const operations = Map.groupBy(interactions, operationOf);
  const sections = [...operations].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [
    '<!-- Generated beside its pact. Do not edit. -->',
    '',
    `# ${markdownText(consumer.name)}`,
    '',
    `What the consumer ${markdownCode(consumer.name)} relies on: ${interactions.length} interactions with ${markdownCode(provider.name)}.`,
    '',
    ...legend,
    ...sections.flatMap(([operation, own]) => [
      '',
      `## ${markdownText(operation)}`,
      '',
      '| sentence | request | status |',
      '|---|---|--:|',
      ...own.map(rowOf),
      ...own.flatMap(interactionLines),
    ]),
    '',
  ].join('\n');
}

const legend: readonly string[] = [
  '`${image}` is a value that the provider states give; `{id}` is a part of a text that varies; `<a whole number>` is asked',
  'by its kind. Everything else is literal. Objects may have more fields, and responses more headers. Requests accept',
  'JSON and bear the token of the caller where nothing else is said.',
];

function operationOf({ comments, request }: PageInteraction): string {
  return comments?.rule?.split(':')[0] ?? request.method;
}

function rowOf({ description, request, comments, response }: PageInteraction): string {
  const { method } = request;
  return `| ${markdownText(sentenceOf(description, comments?.rule))} | ${markdownCode(`${method} ${targetOf(request)}`)} | ${response.status} |`;
}

function sentenceOf(description: string, rule: string | undefined): string {
  const end = ` [${rule ?? ''}]`;
  return description.endsWith(end) ? description.slice(0, -end.length) : description;
}

function interactionLines(interaction: PageInteraction): readonly string[] {
  const { description, comments, providerStates = [], request, response } = interaction;
  const states = providerStates.map(({ name, params = {} }) =>
    stateText({ state: name, parameters: params }),
  );
  return [
    '',
    `### ${markdownText(sentenceOf(description, comments?.rule))}`,
    '',
    ...(states.length === 0 ? [] : [`Given ${states.map(markdownText).join('; ')}.`, '']),
    ...codeBlock([`${request.method} ${targetOf(request)}`, ...messageLines(request, requestDefaults)]),
    '',
    `**${response.status}**`,
    '',
    ...answerLines(response),
    ...Object.entries(comments?.differs ?? {}).map(
      ([path, value]) => `${markdownCode(path)} is another value than ${markdownCode(value)}.`,
    ),
    ...(comments?.rule === undefined ? [] : ['', `Rule: ${markdownCode(comments.rule)}`]),
  ];
}

/** Headers that say nothing where they have these values; undefined: whatever the value. */
type Defaults = Readonly<Record<string, string | undefined>>;

const requestDefaults: Defaults = {
  accept: 'application/json',
  'content-type': 'application/json',
  'x-auth-token': '${token}',
};
const responseDefaults: Defaults = {
  'content-type': 'application/json',
  'x-openstack-request-id': undefined,
};

function answerLines(response: PageInteraction['response']): readonly string[] {
  const lines = messageLines(response, responseDefaults);
  return lines.length === 0 ? [] : codeBlock(lines[0] === '' ? lines.slice(1) : lines);
}

/** The headers that are not as always, and behind an empty line the body. */
function messageLines(message: Message, defaults: Defaults): readonly string[] {
  const headers = Object.entries(message.headers ?? {}).flatMap(([name, values]) => {
    const value = headerText(message, name, values.join(', '));
    const isUsual =
      Object.hasOwn(defaults, name.toLowerCase()) &&
      [undefined, value].includes(defaults[name.toLowerCase()]);
    return isUsual ? [] : [`${name}: ${value}`];
  });
  const body = bodyLines(message);
  return [...headers, ...(body.length === 0 ? [] : ['', ...body])];
}

function headerText({ matchingRules, generators }: Message, name: string, example: string): string {
  const expression = expressionAt(generators?.['header'], name);
  if (expression !== undefined) return expression;
  const regex = matchingRules?.['header']?.[name]?.matchers?.[0]?.regex;
  return regex === undefined ? example : (textOf(regex) ?? `<a text that matches ${regex}>`);
}

function bodyLines({ body, matchingRules, generators }: Message): readonly string[] {
  const { content, encoded } = body ?? {};
  if (content === undefined || content === null) return [];
  const isBase64 = encoded === 'base64' && typeof content === 'string';
  const text = isBase64 ? Buffer.from(content, 'base64').toString() : content;
  const marks: BodyMarks = bodyMarks(
    matchingRules?.['body'],
    generators?.['body'] as Readonly<Record<string, FileGenerator>> | undefined,
  );
  const json = typeof text === 'string' ? jsonOrText(text) : text;
  if (typeof json === 'object') return bodyTemplate(json, marks);
  const regex = matchingRules?.['body']?.['$']?.matchers?.[0]?.regex;
  return (regex === undefined ? String(text) : (textOf(regex) ?? `<a text that matches ${regex}>`)).split(
    '\n',
  );
}

function targetOf({ path, query = {}, generators }: PageInteraction['request']): string {
  const shownPath = (generators?.['path'] as FileGenerator | undefined)?.expression ?? path;
  const parameters = Object.entries(query).flatMap(([name, values]) =>
    values.map((value, place) => {
      const expression = expressionAt(generators?.['query'], name, place);
      return `${encodeURIComponent(name)}=${expression ?? encodeURIComponent(value)}`;
    }),
  );
  return parameters.length === 0 ? shownPath : `${shownPath}?${parameters.join('&')}`;
}

/** What a state gives for a header or a parameter, by its name alone or with its place. */
function expressionAt(generators: unknown, name: string, place = 0): string | undefined {
  const all = (generators ?? {}) as Readonly<Record<string, FileGenerator>>;
  return (all[`${name}[${place}]`] ?? (place === 0 ? all[name] : undefined))?.expression;
}
