import { type IdentityRefusal, refuseIdentity } from '../../domain/identity/refusals.ts';
import { firstError, printedError } from '../schema-errors.ts';
import { deepestJson } from '../json.ts';
import type { JsonSchema } from '../json-schema.ts';
import { shownRepr } from '../python-repr.ts';
import { redacted } from './redact.ts';

/**
 * The refusal of a value that does not fit its schema; undefined where it fits. The first error is told.
 * Passwords and secrets are shown as `***`, where Keystone shows them. On a value that is nested too deep to be printed
 * Keystone fails.
 * Source: recorded, 14-keystone auth/empty-auth, auth/no-methods; asked of Keystone 22.
 */
export function schemaRefusal(value: unknown, schema: JsonSchema): IdentityRefusal | undefined {
  const error = firstError(value, schema);
  if (error === undefined) return undefined;
  const shown = redacted(error.value, error.path);
  const told = error.message(shownRepr(shown));
  const message = error.path.length > 0 ? `Invalid input for field '${error.path.join('/')}': ${told}` : told;
  const problem = printedError(error, { message, shown, deepest: deepestJson.keystone.shown });
  return problem === undefined ? refuseIdentity('serverErred') : refuseIdentity('schemaNotMet', { problem });
}
