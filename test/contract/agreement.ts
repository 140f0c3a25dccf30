/** Whether what stands in a pact is what the description allows: the operation, the request, the reply. */
import { profiles } from '../../src/domain/profiles.ts';
import { misfits, type Operation } from '../openapi/description.ts';
import { operations } from '../openapi/parts.ts';
import { operationAt, problemsOf } from '../openapi.ts';
import { bytesIn, type PactInteraction, sentenceOf } from './pacts.ts';

/** Requests that fit the description though they are answered 400, or the other way round, each with the reason. */
const besides: Readonly<Record<string, string>> = {
  'a member id has no characters of four bytes': 'a schema cannot tell how many bytes a character takes',
  'the status is checked last': 'who may not set a status is told so before the status is looked at',
  'a visibility must be one of four': 'what a patch may set depends on its path, which a schema does not say',
  'a visibility must be one of two': 'what a patch may set depends on its path, which a schema does not say',
  'an unknown sort key': 'the description does not list what there is to sort by',
  'both ways of writing an order': 'a schema of parameters cannot say that two exclude each other',
  'a marker that is the id of no image': 'a schema cannot tell which images there are',
  'a change needs a value': 'what a change needs depends on its operation, which the schema leaves open',
  'a member id has no more than 255 characters':
    'the server fails, which the description does not count as a refusal',
  'an image is imported from http or https': 'a schema cannot tell which URIs pass the filter',
  'the administrator copies the data to other stores': 'it depends on where the data are already',
};

/** Queries of which the description knows nothing, on purpose: parameters that are ignored, or that name no property of an image. */
const undescribedQueries: readonly string[] = [
  'an unknown parameter is a property that no image has',
  'an unknown parameter is a property that no image has, among offers',
  'the list of members has no filters',
  'the list of members has no pages',
];

/** In which ways an interaction is not one that the description allows; empty where it is. */
export function disagreementsOf(interaction: PactInteraction): string[] {
  const { request, response, comments } = interaction;
  const operation = operationAt(request.method, request.path);
  const headers = Object.entries(response.headers ?? {}).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const replied = { status: response.status, headers, body: bytesIn(response.body) };
  const nowhere = operation === undefined && !/^request: (route|token) → /.test(comments.rule);
  return [
    ...(nowhere ? [`${request.method} ${request.path} is no operation, and the rule is not about that`] : []),
    ...problemsOf({ method: request.method, target: request.path }, replied).filter(
      (problem) => !isLeftOpen(interaction, problem),
    ),
    ...(operation === undefined ? [] : requestProblems(operation, interaction)),
  ];
}

/** Whether a contract asks for no more, because nobody knows what the service sends besides the status. */
function isLeftOpen({ profiles: names, response }: PactInteraction, problem: string): boolean {
  const isUnknown = names.every((name) => profiles[name].unproven.includes('errorBody'));
  const isRefusal = response.status >= 400 && problem.includes(" has the media type ''");
  return isUnknown && (isRefusal || problem.includes(' lacks the header '));
}

function requestProblems(operation: Operation, interaction: PactInteraction): string[] {
  const undescribed = Object.keys(interaction.request.query ?? {}).filter(
    (name) => parameterOf(operation, name) === undefined && !isProperty(interaction, name),
  );
  return [
    ...(undescribedQueries.includes(sentenceOf(interaction)) ? [] : undescribed).map(
      (name) => `${operation.operationId} has no parameter ${name}`,
    ),
    ...(sentenceOf(interaction) in besides ? [] : judged(operation, interaction)),
  ];
}

/** A request fits the description exactly when what it says is not refused. */
function judged(operation: Operation, { request, response }: PactInteraction): string[] {
  const misfit = [
    ...Object.entries(request.query ?? {}).flatMap(([name, values]) => valueProblem(operation, name, values)),
    ...bodyProblem(operation, request),
  ];
  const refused = response.status === 400 || response.status === 415;
  if (refused === misfit.length > 0) return [];
  return [refused ? 'the request fits, and is refused' : `the request misfits: ${misfit.join()}`];
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema: { readonly type?: string };
}

function parameterOf(operation: Operation, name: string): Parameter | undefined {
  const placed = operations.find((each) => each.operation === operation);
  const parameters = (placed?.parameters ?? []) as unknown as readonly Parameter[];
  return parameters.find((each) => each.in === 'query' && each.name === name);
}

/** Whether a name of the query is that of a free property which the image has. */
function isProperty({ providerStates = [] }: PactInteraction, name: string): boolean {
  return providerStates.some(({ params }) => Object.hasOwn((params?.['properties'] ?? {}) as object, name));
}

function valueProblem(operation: Operation, name: string, values: readonly string[]): string[] {
  const schema = parameterOf(operation, name)?.schema;
  if (schema === undefined) return [];
  const [first = ''] = values;
  const number = /^-?\d+$/.test(first) ? Number(first) : first;
  const value = schema.type === 'array' ? values : schema.type === 'integer' ? number : first;
  const problem = misfits(schema, value);
  return problem === '' ? [] : [`${name}: ${problem}`];
}

function bodyProblem(
  { requestBody, operationId }: Operation,
  { body, headers }: PactInteraction['request'],
): string[] {
  const text = new TextDecoder().decode(bytesIn(body));
  if (requestBody === undefined) return text === '' ? [] : [`${operationId} takes no body`];
  if (text === '') return [`${operationId} wants a body`];
  const { content } = requestBody;
  // Where JSON is described, bodies are read as JSON whatever they are called.
  const type = headers?.['Content-Type']?.[0] ?? body?.contentType ?? '';
  const described = content['application/json'] ?? content[type];
  if (described === undefined) return [`${operationId} takes no ${type}`];
  if (described.schema === undefined || !Object.keys(content).some((type) => type.includes('json')))
    return [];
  try {
    const problem = misfits(described.schema, JSON.parse(text));
    return problem === '' ? [] : [problem];
  } catch {
    return ['the body is not JSON'];
  }
}

/** The exceptions that no interaction needs. */
export function idleExceptions(all: readonly PactInteraction[]): string[] {
  const needed = all.filter((each) => {
    const operation = operationAt(each.request.method, each.request.path);
    return operation !== undefined && judged(operation, each).length > 0;
  });
  const sentences = new Set(needed.map(sentenceOf));
  return Object.keys(besides).filter((sentence) => !sentences.has(sentence));
}
