import type { Change } from '../../domain/changes.ts';
import type { GapName } from '../../domain/gap-names.ts';
import { shownText } from '../../http/masking.ts';
import type { Exchanged, Fake } from '../../world/fake.ts';
import { inWords } from '../../world/changes-in-words.ts';
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
  /** Why it was refused, in one sentence; null where it was not. */
  readonly because: string | null;
  /** Where nobody knows what the service itself answers: the gaps that this answer touches. */
  readonly unproven: readonly GapName[];
  /** What became different in the world, in words. */
  readonly changes: readonly string[];
}

/** The facts of an exchange. A login has no caller yet: there it is who logged in. */
export function requestFacts(
  { method, target, status, trace, changes, because }: Exchanged,
  residents: Residents,
  { isSecret }: Pick<Fake, 'isSecret'>,
): RequestFacts {
  const shown = (text: string): string => shownText(text, isSecret);
  const caller = trace.caller ?? loggedIn(changes);
  return {
    user: caller === null ? null : (residents.users.get(caller.user)?.name ?? caller.user),
    tenant: caller?.tenant ?? null,
    method,
    target,
    status,
    operation: trace.operation,
    refused: trace.refused && { check: trace.refused.check, refusal: trace.refused.refusal },
    because: because === undefined ? null : shown(because),
    unproven: trace.unproven,
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
