import type { Login } from '../../domain/identity/log-in.ts';
import type { Token } from '../../domain/model.ts';
import type { Chance } from '../context.ts';

/** The token of a login; `newId` makes up its id. */
export function newToken(
  { chain, ...login }: Login,
  { hex }: Chance,
  newId: (hex: Chance['hex']) => string,
): Token {
  const auditId = auditIdOf(hex(32));
  return { ...login, id: newId(hex), auditIds: chain === null ? [auditId] : [auditId, chain] };
}

/** Sixteen bytes as base64 that may stand in a URL. */
function auditIdOf(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((digits) => String.fromCharCode(parseInt(digits, 16)));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
