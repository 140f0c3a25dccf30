import type { SchemaErrors } from '../domain/release.ts';
import { pythonPprint } from './python-pprint.ts';
import { pythonRepr } from './python-repr.ts';
import type { Path, SchemaError } from './schema-errors.ts';

/** Columns that jsonschema lays schema and instance out in, and those before each line. */
const [width, margin] = [72, 4];

function indexed(word: string, path: Path): string {
  return word + path.map((step) => `[${pythonRepr(step)}]`).join('');
}

/** How an error is printed. */
export interface ErrorPrint {
  readonly message: string;
  /** The value, or what may be shown of it. */
  readonly shown: unknown;
  /** How many arrays and objects may stand in one another. */
  readonly deepest: number;
  readonly style: SchemaErrors;
}

/**
 * An error as jsonschema prints it: what is wrong, then the schema and the value.
 * @returns undefined where the value is nested too deep.
 */
export function printedError(
  error: SchemaError,
  { message, shown, deepest, style }: ErrorPrint,
): string | undefined {
  const layout = { width, margin, sorts: style.keys === 'sorted' };
  const schema = pythonPprint(error.schema, layout);
  const value = pythonPprint(shown, { ...layout, deepest });
  if (value === undefined) return undefined;
  const place = `Failed validating ${pythonRepr(error.keyword)} in ${indexed('schema', error.schemaPath)}`;
  const indent = ' '.repeat(margin);
  return `${message}\n\n${place}:\n${indent}${schema}\n\nOn ${indexed('instance', error.path)}:\n${indent}${value}`;
}
