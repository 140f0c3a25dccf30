import { isJsonObject } from '../python-repr.ts';

type Step = string | number | undefined;
type Path = readonly (string | number)[];

const stars = '***';

/** Whether a step leads to something that opens a door. `identity.password` says how to log in. */
function leadsToSecret(above: Step, key: Step): boolean {
  if (key === 'password') return above !== 'identity';
  return key === 'secret' || key === 'apiKey' || (key === 'id' && above === 'token');
}

/**
 * A part of a request as an error may show it: with `***` in place of passwords, API keys, secrets and the ids of
 * tokens, and of all that stands below them. `path` says where the part stands in the whole.
 */
export function redacted(value: unknown, path: Path): unknown {
  if (value === null) return null;
  const inSecret = path.some((key, index) => leadsToSecret(path[index - 1], key));
  return inSecret ? stars : below(value, path.at(-2), path.at(-1));
}

/** A part that stands below no secret. */
function below(value: unknown, above: Step, key: Step): unknown {
  if (value === null) return null;
  if (leadsToSecret(above, key) || (key === 'password' && !isJsonObject(value))) return stars;
  if (Array.isArray(value)) return value.map((item, index) => below(item, key, index));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, below(item, key, name)]));
}
