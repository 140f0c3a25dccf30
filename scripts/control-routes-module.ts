import { segmentOf } from './routes-module.ts';

/** The part of contracts/control.yaml that the table of its routes is made from. */
export interface DescribedControl {
  readonly paths: Readonly<Record<string, DescribedItem>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

type DescribedItem = { readonly parameters?: readonly Parameter[] } & Readonly<Record<string, Operation>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly $ref?: string;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean };
}

const declarations = `
/** One operation of the control plane: where it is reached, and what it takes. */
export interface ControlRoute {
  readonly operation: ControlOperation;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path as people read it. */
  readonly path: string;
  /** Its segments: literal texts and parameters. */
  readonly segments: readonly (string | { readonly param: string })[];
  /** The names of its query parameters. */
  readonly query: readonly string[];
  /** Whether it takes a body. */
  readonly body: 'required' | 'optional' | 'none';
  readonly summary: string;
}
`;

/** The text of src/host/control-routes.ts: plain data with explicit types, in the order of the description. */
export function controlRoutesModule({ paths }: DescribedControl): string {
  const rows = Object.entries(paths).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'delete'].flatMap((method) =>
      item[method] === undefined ? [] : [rowOf(path, method, item[method])],
    ),
  );
  const operations = rows.map(({ operation }) => `  | '${operation}'`).join('\n');
  return [
    '',
    '/** The name of an operation of the control plane. */',
    `export type ControlOperation =\n${operations};`,
    declarations,
    '/** Every operation of the control plane, in the order of the description. */',
    `export const controlRoutes: readonly ControlRoute[] = ${JSON.stringify(rows)};`,
    '',
  ].join('\n');
}

function rowOf(path: string, method: string, operation: Operation) {
  const { operationId, summary, parameters = [], requestBody } = operation;
  const body = requestBody === undefined ? 'none' : requestBody.required ? 'required' : 'optional';
  return {
    operation: operationId,
    method: method.toUpperCase(),
    path,
    segments: path.slice(1).split('/').map(segmentOf),
    query: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
    body,
    summary,
  };
}
