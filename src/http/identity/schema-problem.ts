import { schemaErrors } from '../images/schema-errors.ts';
import type { JsonSchema } from '../json-schema.ts';
import { pythonPprint } from '../python-pprint.ts';
import { pythonRepr } from '../python-repr.ts';
import { redacted } from './redact.ts';

/** Columns that schema and instance are laid out in. */
const width = 72;

function indexed(word: string, path: readonly (string | number)[]): string {
  return word + path.map((step) => `[${pythonRepr(step)}]`).join('');
}

function paragraph(heading: string, value: unknown): string {
  return `${heading}:\n    ${pythonPprint(value, width).replaceAll('\n', '\n    ')}`;
}

/**
 * What Keystone says of a value that does not fit its schema; undefined where it fits. The first error is told.
 * Passwords and secrets are shown as `***`, where Keystone shows them.
 * Source: recorded, 14-keystone auth/empty-auth, auth/no-methods.
 */
export function schemaProblem(value: unknown, schema: JsonSchema): string | undefined {
  const [error] = schemaErrors({ value, schema, path: [], schemaPath: [] });
  if (error === undefined) return undefined;
  const shown = redacted(error.value, error.path);
  const told = error.message.replace(pythonRepr(error.value), () => pythonRepr(shown));
  const message = error.path.length > 0 ? `Invalid input for field '${error.path.join('/')}': ${told}` : told;
  const place = `Failed validating ${pythonRepr(error.keyword)} in ${indexed('schema', error.schemaPath)}`;
  return [
    message,
    paragraph(place, error.schema),
    paragraph(`On ${indexed('instance', error.path)}`, shown),
  ].join('\n\n');
}
