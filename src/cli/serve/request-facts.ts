import type { Change } from '../../domain/changes.ts';
import type { GapName } from '../../domain/gap-names.ts';
import { holdsSecret, stars } from '../../http/masking.ts';
import type { Exchanged, Fake } from '../../world/fake.ts';
import type { Residents } from '../residents.ts';

/** What is told about a request. No header, no body, nothing of a token but whose it is. */
export interface RequestFacts {
  /** The user's name; null: nobody that the cloud knows. */
  readonly user: string | null;
  /** The id of the tenant that the user speaks for. */
  readonly tenant: string | null;
  readonly method: string;
  /** Path and query, as sent, with `***` for secrets. */
  readonly target: string;
  readonly status: number;
  readonly operation: string | null;
  readonly refused: { readonly check: string; readonly refusal: string } | null;
  /** Where nobody knows what the service itself answers: the gaps that this answer touches. */
  readonly unproven: readonly GapName[];
  /** What became different in the world, in words. */
  readonly changes: readonly string[];
}

/** The facts of an exchange. A login has no caller yet: there it is who logged in. */
export function requestFacts(
  { method, target, status, reason, changes }: Exchanged,
  residents: Residents,
  { isSecret }: Pick<Fake, 'isSecret'>,
): RequestFacts {
  const shown = (text: string): string => (holdsSecret(text, isSecret) ? stars : text);
  const caller = reason.caller ?? loggedIn(changes);
  return {
    user: caller === null ? null : (residents.users.get(caller.user)?.name ?? caller.user),
    tenant: caller?.tenant ?? null,
    method,
    target,
    status,
    operation: reason.operation,
    refused: reason.refused,
    unproven: reason.unproven,
    changes: changes.map((change) => inWords(change, shown)),
  };
}

function loggedIn(
  changes: readonly Change[],
): { readonly user: string; readonly tenant: string | null } | null {
  const issued = changes.find((change) => change.kind === 'tokenIssued');
  if (issued === undefined) return null;
  const { user, scope } = issued.token;
  return { user, tenant: typeof scope === 'object' ? scope.tenant : null };
}

/** Tokens and secrets are in some changes: what is told is picked, never passed on. Clients choose what members are called. */
function inWords(change: Change, shown: (text: string) => string): string {
  switch (change.kind) {
    case 'memberAdded':
      return `${shown(change.member.id)} added`;
    case 'memberStatusChanged':
      return change.member.status;
    case 'memberRemoved':
      return `${shown(change.member.id)} removed`;
    case 'imageCreated':
      return `${change.image.visibility} image ${change.image.id} created`;
    case 'imageChanged':
      return `image is ${change.image.visibility}, ${change.image.status}`;
    case 'imageDeleted':
      return 'image deleted';
    case 'tokenIssued':
      return 'logged in';
    case 'tokenRevoked':
      return 'token revoked';
    case 'applicationCredentialCreated':
      return 'application credential created';
    case 'applicationCredentialDeleted':
      return 'application credential deleted';
  }
}
