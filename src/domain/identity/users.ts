import type { Change, Cloud } from '../cloud.ts';
import type { ResourceOptions, Token, User } from '../model.ts';
import { credentialsOf, findNamed } from './finding.ts';
import { sameSecret } from './proofs.ts';
import { type IdentityRefusal, refuseIdentity } from './refusals.ts';

/** Users: created, changed, deleted. Source: asked of Keystone 22 (fixtures/recorded: residents/*), and of 27 and 30. */

/** What is decided: what changes, or why nothing does. */
export type Decided = readonly Change[] | IdentityRefusal;

/** Decides a new user. */
export function createdUser(cloud: Cloud, user: User): Decided {
  const { name, domain, defaultTenant } = user;
  if (!cloud.domains.has(domain)) return refuseIdentity('notFound', { kind: 'domain', id: domain });
  const refusal = defaultRefusal(cloud, defaultTenant);
  if (refusal) return refusal;
  if (findNamed(cloud.users, name, domain)) return refuseIdentity('userNameTaken', { name, domain });
  return [{ kind: 'userCreated', user }];
}

/** A default tenant need not be there, but a domain is none. */
function defaultRefusal({ domains, tenants }: Cloud, id: string | null): IdentityRefusal | undefined {
  const isDomain = id !== null && domains.has(id) && !tenants.has(id);
  return isDomain ? refuseIdentity('defaultIsDomain', { id }) : undefined;
}

/** Options as a client wants them; one that is null goes. */
export type WantedOptions = Readonly<Record<string, ResourceOptions[string] | null>>;

/** Options with what a client wants of them. */
export function mergedOptions(before: ResourceOptions, wanted: WantedOptions): ResourceOptions {
  const all = Object.entries({ ...before, ...wanted });
  return Object.fromEntries(all.filter(([, value]) => value !== null)) as ResourceOptions;
}

/** A thing with what a client wants to be different of it. */
export function withWanted<Thing extends Pick<User, 'options' | 'extra'>>(
  before: Thing,
  {
    options = {},
    extra,
    ...fields
  }: Partial<Omit<Thing, 'options' | 'extra'>> & {
    readonly options?: WantedOptions;
    readonly extra: User['extra'];
  },
): Thing {
  return {
    ...before,
    ...fields,
    options: mergedOptions(before.options, options),
    extra: { ...before.extra, ...extra },
  };
}

/** What a client wants to be different of a user. */
export interface UserChanges extends Partial<Pick<User, 'name' | 'password' | 'enabled' | 'defaultTenant'>> {
  readonly options?: WantedOptions;
  readonly extra: User['extra'];
  /** The domain as the request names it, which never changes; undefined: it does not. */
  readonly domain?: unknown;
}

/** Decides a change of a user. A new password, and being disabled, end its tokens. */
export function changedUser(cloud: Cloud, before: User, changes: UserChanges): Decided {
  const { domain, ...wanted } = changes;
  if (domain !== undefined && domain !== before.domain)
    return refuseIdentity('fixedField', { field: 'Domain ID' });
  const refusal = defaultRefusal(cloud, wanted.defaultTenant ?? null);
  if (refusal) return refusal;
  const user = withWanted(before, wanted);
  if (findNamed(cloud.users, user.name, user.domain, user.id))
    return refuseIdentity('userRenameTaken', { name: user.name });
  const ends = (before.enabled && !user.enabled) || typeof wanted.password === 'string';
  return [{ kind: 'userChanged', user }, ...(ends ? tokensOf(cloud, user) : [])];
}

/** Decides that a user goes, with its application credentials. Its tokens count no more, since it is gone. */
export function deletedUser(cloud: Cloud, { id }: User): readonly Change[] {
  return [
    ...credentialsOf(cloud, id).map((credential): Change => ({
      kind: 'applicationCredentialDeleted',
      credential: credential.id,
    })),
    { kind: 'userDeleted', user: id },
  ];
}

/** Decides that somebody who knows the password of a user gives it another one. */
export function changedPassword(cloud: Cloud, id: string, original: string, password: string): Decided {
  const before = cloud.users.get(id);
  const isRight = sameSecret(before?.password ?? null, original);
  if (before === undefined || !isRight) {
    const detail = before && ({ kind: 'passwordWrong', user: id } as const);
    return refuseIdentity('notAuthenticated', {}, detail ?? { kind: 'userUnknown', name: id });
  }
  if (!cloud.domains.get(before.domain)?.enabled) return refuseIdentity('notAuthenticated');
  if (!before.enabled) return refuseIdentity('accountDisabled', { id });
  if (before.options['lock_password'] === true) return refuseIdentity('passwordLocked');
  return [{ kind: 'userChanged', user: { ...before, password } }, ...tokensOf(cloud, before)];
}

function tokensOf(cloud: Cloud, { id }: User): readonly Change[] {
  return tokensEnded(cloud, ({ user }) => user === id);
}

/** The end of some tokens; no change where there is none. */
export function tokensEnded({ tokens }: Cloud, isMeant: (token: Token) => boolean): readonly Change[] {
  const ended = tokens
    .values()
    .filter(isMeant)
    .map(({ id }) => id)
    .toArray();
  return ended.length === 0 ? [] : [{ kind: 'tokensEnded', tokens: ended }];
}
