import { callerOf, rolesGranted, ruledOut, tokenProblem, validToken } from '../domain/callers.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Setting } from '../domain/case.ts';
import { KeptGroups } from '../domain/images/groups.ts';
import { imageKey } from '../domain/collation.ts';
import type { Image, Token, User } from '../domain/model.ts';
import type { Profile } from '../domain/profile.ts';
import { wholeSecond } from '../domain/times.ts';
import type { Detail } from '../domain/trace.ts';
import { digest } from '../world/digest.ts';
import type { Fake } from '../world/fake.ts';

/** A user who asks what it may do, before anything is done. */
export interface Asker {
  readonly user: User;
  readonly setting: Setting;
  /** Why a token of this user does not count; undefined where it does. */
  readonly locked: Detail | undefined;
}

/**
 * A user as the rules see it: with the token that it has without a login, or the one that it would get.
 * @returns undefined where the world has no user of that id or name.
 */
export function askerOf(fake: Fake, profile: Profile, name: string): Asker | undefined {
  const { cloud, clock, limits } = fake;
  const user = cloud.users.get(name) ?? [...cloud.users.values()].find((each) => each.name === name);
  if (user === undefined) return undefined;
  const kept = cloud.tokens.get(cloud.fixedTokens.get(user.id) ?? '') ?? tokenToCome(user);
  const { id } = kept;
  const alone = { ...cloud, tokens: new Map([[id, kept]]), fixedTokens: new Map([[user.id, id]]) };
  const token = validToken(alone, id, clock.now()) ?? kept;
  const setting: Setting = {
    cloud,
    profile,
    limits,
    caller: callerOf(token, cloud),
    at: wholeSecond(clock.now()),
    now: clock.now(),
    requestId: 'req-inspector',
    uuid: () => '00000000-0000-4000-8000-000000000000',
    digest,
  };
  return { user, setting, locked: tokenProblem(alone, id, clock.now()) ?? ruledOut(alone, token) };
}

/** What a link calls a user: the name, which is the same in each run, or the id where several have it. */
export function keyOf({ users }: Pick<Cloud, 'users'>, { id, name }: Pick<User, 'id' | 'name'>): string {
  const isOnly = [...users.values()].every((each) => each.id === id || each.name !== name);
  return isOnly && !users.has(name) ? name : id;
}

/** The token with which a user would speak on its default tenant. It is in no world. */
function tokenToCome(user: User): Token {
  const tenant = user.defaultTenant;
  return {
    id: 'to come',
    user: user.id,
    scope: tenant === null ? 'unscoped' : { tenant },
    roles: rolesGranted(user, tenant),
    methods: ['password'],
    auditIds: [''],
    issuedAt: '',
    expiresAt: null,
    applicationCredential: null,
  };
}

/** A cloud in which there is one image and nothing else is different: a list of it is short, however large the cloud is. */
export function cloudWith(cloud: Cloud, image: Image): Cloud {
  const images = new Map([[imageKey(image.id), image]]);
  return { ...cloud, images, groups: new KeptGroups(images) };
}
