import type { Ask } from '../domain/ask.ts';
import { personaOf } from '../domain/case.ts';
import { because } from '../domain/because.ts';
import { decide, type Traced } from '../domain/decide.ts';
import type { Change } from '../domain/cloud.ts';
import type { Image } from '../domain/model.ts';
import type { Outcome, Persona } from '../domain/permissions.ts';
import type { Profile } from '../domain/profile.ts';
import { refusalRow } from '../domain/refusals.ts';
import { type Detail, type Trace, traced } from '../domain/trace.ts';
import { readListQuery } from '../http/images/list-query.ts';
import type { Asker } from './asker.ts';
import { cloudWith } from './asker.ts';

/** What the rules say to something that nobody has done. */
export interface Verdict {
  readonly granted: boolean;
  /** The status of a refusal; 0 where it is granted. */
  readonly status: number;
  /** Why it is refused, as the journal would have it. */
  readonly because: string | null;
  /** What the caller is to the image. */
  readonly persona: Persona | null;
  /** The cell of the permission table. */
  readonly outcome: Outcome | null;
  /** The checks that pass, in order. */
  readonly passed: readonly string[];
  /** The check that refuses. */
  readonly check: string | null;
  /** The checks that are not reached, in order. */
  readonly unreached: readonly string[];
  readonly refusal: string | null;
  /** Where the rule of the refusal comes from. */
  readonly source: string | null;
  readonly unproven: readonly string[];
}

/** What would come of an ask, with the changes that it would make. Nothing is done. */
export interface Foreseen extends Verdict {
  readonly changes: readonly Change[];
}

/** Foresees an ask: the same decision as that of a request, of which nothing is applied. */
export function foresee({ setting, locked }: Asker, ask: Ask): Foreseen {
  if (locked !== undefined) return lockedOut(setting.profile, setting, locked);
  const decided = decide(setting, ask);
  const { decision, unproven } = decided;
  const order: readonly string[] = setting.profile.checks[ask.operation];
  const { persona, outcome, passed } = decision;
  const common = { persona, outcome, passed, unproven };
  if (decided.kind === 'granted') return { ...granted, ...common, changes: decided.changes, unreached: [] };
  const { check, refusal } = decided;
  const { status, source } = refusalRow(refusal.name, setting.profile);
  return {
    ...common,
    granted: false,
    status,
    because: reasonOf(ask, decided, setting),
    check,
    unreached: order.slice(passed.length + 1),
    refusal: refusal.name,
    source,
    changes: [],
  };
}

const granted = {
  granted: true,
  status: 0,
  because: null,
  check: null,
  refusal: null,
  source: null,
} as const;

function reasonOf(
  ask: Ask,
  decided: Traced & { readonly kind: 'refused' },
  setting: Asker['setting'],
): string | null {
  const { check, refusal, decision, unproven } = decided;
  const trace: Trace = {
    operation: ask.operation,
    caller: traced(setting.caller),
    decision,
    refused: { check, refusal: refusal.name },
    unproven,
  };
  return because(trace, setting) ?? null;
}

/** Whoever has no token that counts, gets no answer of the rules. */
function lockedOut(profile: Profile, { cloud }: Asker['setting'], detail: Detail): Foreseen {
  const refused = { check: 'token', refusal: 'unauthorized', detail };
  const trace: Trace = { operation: null, caller: null, decision: null, refused, unproven: [] };
  return {
    granted: false,
    status: 401,
    because: because(trace, { cloud, profile }) ?? null,
    persona: null,
    outcome: null,
    passed: [],
    check: 'token',
    unreached: [],
    refusal: 'unauthorized',
    source: null,
    unproven: [],
    changes: [],
  };
}

/** What a user is to an image, and has of it. */
export interface Standing {
  readonly persona: Persona;
  readonly sees: boolean;
  readonly listed: boolean;
}

/** Where a user stands to an image: nothing is derived, the rules are asked. */
export function standingOf(asker: Asker, image: Image): Standing {
  const { caller, profile } = asker.setting;
  return {
    persona: personaOf(caller, image, profile),
    sees: foresee(asker, { operation: 'showImage', image: image.id }).granted,
    listed: isListed(asker, image),
  };
}

/** Whether an image is in the list that a user gets without asking for anything special. */
export function isListed({ setting, locked, user }: Asker, image: Image): boolean {
  if (locked !== undefined) return false;
  const query = readListQuery('', setting.profile.visibilityFilters);
  if (!('ask' in query)) return false;
  const alone: Asker = { user, locked, setting: { ...setting, cloud: cloudWith(setting.cloud, image) } };
  const decided = decide(alone.setting, { operation: 'listImages', list: query.ask });
  return decided.kind === 'granted' && decided.view.kind === 'images' && decided.view.images.length > 0;
}
