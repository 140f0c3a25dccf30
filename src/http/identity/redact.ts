import { isJsonObject } from '../python-repr.ts';

type Path = readonly (string | number)[];

const stars = '***';

/** Whether the last step of the path leads to something that opens a door. `identity.password` says how to log in. */
function endsInSecret(path: Path): boolean {
  const [above, key] = [path.at(-2), path.at(-1)];
  if (key === 'password') return above !== 'identity';
  return key === 'secret' || key === 'apiKey' || (key === 'id' && above === 'token');
}

/**
 * A part of a request as an error may show it: with `***` in place of passwords, API keys, secrets and the ids of
 * tokens, and of all that stands below them. `path` says where the part stands in the whole.
 */
export function redacted(value: unknown, path: Path): unknown {
  if (value === null) return null;
  if (path.some((_, index) => endsInSecret(path.slice(0, index + 1)))) return stars;
  if (path.at(-1) === 'password' && !isJsonObject(value)) return stars;
  if (Array.isArray(value)) return value.map((item, index) => redacted(item, [...path, index]));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, redacted(item, [...path, key])]),
  );
}
