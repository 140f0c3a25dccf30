import { callerOf } from '../../domain/callers.ts';
import type { Caller, Token } from '../../domain/model.ts';
import { hasOneOf, isAdministrator } from '../../domain/persona.ts';
import type { Profile } from '../../domain/profile.ts';
import type { CastTenant, Player } from '../cast.ts';
import { isPlayer } from '../cast.ts';
import type { Kept } from './kept.ts';

/** Who sent a request: the tenant, and the strongest role on it, as the cast has them. */
export interface Asker {
  readonly tenant: string | null;
  readonly role: 'admin' | 'member' | 'reader';
}

/** The token of a request, as it was sent. */
export function tokenSent({ request }: Pick<Kept, 'request'>): string | undefined {
  return request.headers['x-auth-token'] || request.headers['x-storage-token'] || undefined;
}

/** Who sent a request; null where there was no good token, which an answer of 401 says. */
export function askerOf(kept: Kept): Asker | null {
  const token = kept.before.tokens.get(tokenSent(kept) ?? '');
  return token === undefined || kept.response.status === 401 ? null : askerBehind(token, kept.profile);
}

function askerBehind(token: Token, profile: Profile): Asker {
  const caller = callerOf(token);
  const { tenant } = caller;
  if (isAdministrator(caller, profile)) return { tenant, role: 'admin' };
  return { tenant, role: isMember(caller, profile) ? 'member' : 'reader' };
}

/** Whether somebody may do whatever the role `member` lets do, whatever its own role is called. */
function isMember(caller: Caller, { roles }: Profile): boolean {
  const levels = Object.values(roles).filter((each) => each.includes('member'));
  return levels.every((each) => hasOneOf(caller, each));
}

/**
 * The player that is nearest to an asker whose tenant has a part. Where the cast has nobody just like it, the
 * recorded answer will not come out again, and the exchange is reported.
 */
export function playerOf({ role }: Asker, part: CastTenant): Player {
  if (role === 'admin') return 'administrator';
  const reader = `${part}-reader`;
  return role === 'reader' && isPlayer(reader) ? reader : part;
}
