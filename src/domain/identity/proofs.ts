import type { Cloud } from '../cloud.ts';
import type { User } from '../model.ts';
import type { Detail } from '../trace.ts';
import type { Auth } from './auth.ts';
import { proveCredential } from './credential-proof.ts';
import { findUser } from './lookup.ts';
import { type Proof, freshProof, sameSecret } from './proof.ts';
import { type IdentityRefusal, isIdentityRefusal, refuseIdentity } from './refusals.ts';
import { subjectToken } from './tokens.ts';

/** Proves who logs in, by one method. */
type Prove = (cloud: Cloud, identity: Auth['identity'], now: number) => Proof | IdentityRefusal;

const provePassword: Prove = (cloud, { password }) => {
  if (!password?.user) return refuseIdentity('expected', { what: 'user', where: 'None' });
  const user = findUser(cloud, password.user);
  if (user && isIdentityRefusal(user)) return user;
  const isRight = sameSecret(user?.password ?? '', password.user.password);
  if (user?.enabled && isRight) return freshProof(user, 'password', null);
  const { name, id } = password.user;
  return refuseIdentity(
    'notAuthenticated',
    {},
    loginDetail(user, name ?? id ?? '', 'passwordWrong', isRight),
  );
};

/** Why a login with a secret is refused; the service says one thing in all three cases. */
export function loginDetail(
  user: User | undefined,
  name: string,
  wrong: 'passwordWrong' | 'apiKeyWrong',
  isRight: boolean,
): Detail {
  if (user === undefined) return { kind: 'userUnknown', name };
  return isRight ? { kind: 'userDisabled', user: user.id } : { kind: wrong, user: user.id };
}

/** Keystone 22 breaks on a token that was got with an application credential. */
const proveToken: Prove = (cloud, identity, now) => {
  const token = subjectToken(cloud, identity.token?.id ?? '', now);
  if (isIdentityRefusal(token)) return token;
  if (token.applicationCredential !== null) return refuseIdentity('serverErred');
  const user = cloud.users.get(token.user);
  if (!user) return refuseIdentity('notAuthenticated');
  return {
    user,
    methods: [...token.methods, 'token'],
    chain: token.auditIds.at(-1) ?? null,
    expiresAt: token.expiresAt,
    system: token.scope === 'system',
    credential: null,
  };
};

/** Ways that Keystone names and that nobody is set up for here. */
const proveNothing: Prove = () => refuseIdentity('notAuthenticated');

/** The ways of logging in. Source: recorded, auth/unknown-method. */
export const proofs: Readonly<Record<string, Prove>> = {
  external: proveNothing,
  password: provePassword,
  token: proveToken,
  oauth1: proveNothing,
  mapped: proveNothing,
  application_credential: proveCredential,
};
