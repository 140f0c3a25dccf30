import { isSecretName, stars } from '../masking.ts';
import { isJsonObject } from '../python-repr.ts';

/** Keys whose texts and numbers an error may show, in the small letters in which they are compared. */
const shownKeys: ReadonlySet<string> = new Set(
  [
    'methods id name domain project scope system all unscoped os-trust:trust',
    'username tenantname tenantid',
    'description roles expires_at unrestricted access_rules path method service',
  ].flatMap((row) => row.split(' ')),
);

/** How deep what a client sends is looked at: no part of a login or of an application credential is deeper. */
const deepest = 12;

/** Where a part of a request stands. */
interface Place {
  /** The nearest key above it, in small letters. */
  readonly key: string;
  /** Whether it belongs to something that opens a door. */
  readonly secret: boolean;
  readonly depth: number;
}

/**
 * A part of a request as an error may show it: with `***` in place of all texts and numbers but those whose key says
 * that they are none of a secret. So a password is not shown either where it has a name of its own, or stands where
 * something else is expected. A single character hides nothing: Keystone's own answers to such are kept.
 * @param path where the part stands in the whole.
 */
export function redacted(value: unknown, path: readonly (string | number)[]): unknown {
  return shown(value, path.reduce(inside, { key: '', secret: false, depth: 0 }));
}

function inside({ key, secret, depth }: Place, step: string | number): Place {
  if (typeof step === 'number') return { key, secret, depth: depth + 1 };
  const name = step.toLowerCase();
  return { key: name, secret: secret || opensDoor(name, key), depth: depth + 1 };
}

/** Whether all below a key is secret. Credentials have a name besides, and `identity.password` says whose one it is. */
function opensDoor(key: string, above: string): boolean {
  const holdsMore = /credentials?$/.test(key) || (key === 'password' && above === 'identity');
  return isSecretName(key) && !holdsMore;
}

function shown(value: unknown, place: Place): unknown {
  if (value === null) return null;
  if (place.secret || place.depth > deepest) return stars;
  if (Array.isArray(value)) return value.map((item, index) => shown(item, inside(place, index)));
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, shown(item, inside(place, key))]),
    );
  const isHarmless = typeof value === 'boolean' || (typeof value === 'string' && value.length <= 1);
  return isHarmless || shownKeys.has(place.key) ? value : stars;
}
