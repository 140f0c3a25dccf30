import { endOf } from '../domain/callers.ts';
import type { WritableCloud } from '../domain/apply.ts';
import type { Change, Cloud } from '../domain/cloud.ts';
import { endedImports } from '../domain/images/imports.ts';
import { endedTokens, type Limits } from '../domain/limits.ts';
import { digest } from './digest.ts';

/** How long an expired token is remembered, in milliseconds: so that whoever still sends it can learn that it has expired. */
const remembered = 3_600_000;

/** Says what has ended by itself. It looks for it when something may have, for tokens at most once a second of the clock. */
export interface Sweep {
  /** Tokens that have ended, and that nobody needs to know of any more. */
  ended(cloud: WritableCloud, now: number): readonly Change[];
  /** Imports that have ended. */
  imported(cloud: WritableCloud, now: number, limits: Limits): readonly Change[];
  /** Takes notice of new tokens and imports. */
  saw(changes: readonly Change[]): void;
}

const none: readonly Change[] = [];

/** What may end by itself in a cloud. */
export function sweepOf({ tokens }: Cloud): Sweep {
  let due = Infinity;
  let importDue = -Infinity;
  const next = (end: number): void => {
    due = Math.min(due, Math.ceil(end / 1000) * 1000 + remembered);
  };
  for (const token of tokens.values()) next(endOf(token));
  return {
    ended(cloud, now) {
      if (now < due) return none;
      const found = endedTokens(cloud, now - remembered);
      due = Infinity;
      next(found.next);
      return found.tokens.length === 0 ? [] : [{ kind: 'tokensEnded', tokens: found.tokens }];
    },
    imported(cloud, now, limits) {
      if (now < importDue) return none;
      const found = endedImports({ cloud, now, limits, digest });
      importDue = found.next;
      return found.changes;
    },
    saw(changes) {
      for (const change of changes) {
        if (change.kind === 'tokenIssued') next(endOf(change.token));
        if (change.kind === 'taskChanged') importDue = -Infinity;
      }
    },
  };
}
