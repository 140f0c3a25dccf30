import { rolesGranted } from '../domain/callers.ts';
import { suggestion } from '../domain/closest-word.ts';
import { newTokenId } from '../domain/identity/tokens.ts';
import { identityTime } from '../domain/times.ts';
import type { Token, User } from '../domain/model.ts';
import type { RandomIds } from '../http/context.ts';
import type { World } from './world.ts';

/**
 * The token with which a user speaks where no login is wanted: the one that the seed gave it, or a new one on
 * its default tenant, which does not expire.
 * @throws Error where the cloud has no user of that name or id; it lists those that there are.
 */
export function tokenFor(world: World, name: string): string {
  const { cloud, randomIds, now } = world.context();
  const users = [...cloud.users.values()];
  const user = users.find((candidate) => candidate.name === name) ?? cloud.users.get(name);
  if (user === undefined) {
    const known = users.map((candidate) => candidate.name);
    throw new Error(
      `There is no user ${String(name).slice(0, 100)}.${suggestion(String(name), known)} There are: ${known.join(', ') || 'none'}.`,
    );
  }
  const fixed = cloud.fixedTokens.get(user.id);
  if (fixed !== undefined) return fixed;
  const token = newToken(user, randomIds, identityTime(now));
  world.make({ kind: 'tokenFixed', token });
  return token.id;
}

function newToken(user: User, randomIds: RandomIds, issuedAt: string): Token {
  const tenant = user.defaultTenant;
  return {
    id: newTokenId(randomIds.hex),
    user: user.id,
    scope: tenant === null ? 'unscoped' : { tenant },
    roles: rolesGranted(user, tenant),
    methods: ['password'],
    auditIds: [randomIds.hex(22)],
    issuedAt,
    expiresAt: null,
    applicationCredential: null,
  };
}
