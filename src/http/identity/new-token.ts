import type { Login } from '../../domain/identity/log-in.ts';
import type { Token } from '../../domain/model.ts';
import type { Chance } from '../context.ts';

/** The token of a login; `id` makes up what opens it. */
export function newToken({ chain, ...login }: Login, chance: Chance, id: () => string): Token {
  const auditId = auditIdOf(chance.hex(32));
  return { ...login, id: id(), auditIds: chain === null ? [auditId] : [auditId, chain] };
}

/** Sixteen bytes as base64 that may stand in a URL. */
function auditIdOf(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((digits) => String.fromCharCode(parseInt(digits, 16)));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
