/** What a description says of the parts of a request: by itself, or by a name under `components`. */
export interface DescribedReads {
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema?: Schema | Reference }>>;
  };
}

/** The named parts of a description. */
export interface DescribedParts {
  readonly components?: {
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly schemas?: Readonly<Record<string, Schema>>;
  };
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}

interface Schema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
}

interface Reference {
  readonly $ref: string;
}

/** What somebody reads of a request; `all` where any name means something. */
export interface Reads {
  readonly query: readonly string[] | 'all';
  readonly headers: readonly string[];
  readonly fields: readonly string[] | 'all';
}

/** What an operation reads, which a path and its method describe together. */
export function readsOf(parts: DescribedParts, described: readonly DescribedReads[]): Reads {
  const parameters = described.flatMap(({ parameters = [] }) =>
    parameters.map((each) => named(each, parts.components?.parameters)),
  );
  const query = parameters.filter((each) => each.in === 'query');
  const headers = parameters.filter((each) => each.in === 'header');
  return {
    query: query.some(({ schema }) => schema?.type === 'object') ? 'all' : query.map(({ name }) => name),
    headers: headers.map(({ name }) => name.toLowerCase()),
    fields: fieldsOf(parts, described),
  };
}

/** The fields of a body in JSON. A list has none, and bytes have none: whatever is in them is read. */
function fieldsOf(parts: DescribedParts, described: readonly DescribedReads[]): Reads['fields'] {
  const content = described.flatMap(({ requestBody }) => Object.values(requestBody?.content ?? {}));
  const schemas = content.map(({ schema = {} }) => named(schema, parts.components?.schemas));
  const closed = schemas.every(
    ({ properties, additionalProperties }) => properties !== undefined && additionalProperties === undefined,
  );
  return closed ? schemas.flatMap(({ properties = {} }) => Object.keys(properties)) : 'all';
}

function named<Part extends object>(
  part: Part | Reference,
  parts: Readonly<Record<string, Part>> = {},
): Part {
  if (!('$ref' in part)) return part;
  const found = parts[part.$ref.split('/').at(-1) ?? ''];
  if (found === undefined) throw new Error(`the description has no ${part.$ref}`);
  return found;
}
