import type { Case } from '../case.ts';
import { hasRole } from '../checks.ts';
import type { Visibility } from '../model.ts';
import { type PartAction, partPolicies, visibilityActions } from '../operations.ts';
import { deniedBy } from '../permissions.ts';
import type { Refusal } from '../refusals.ts';

/** Whether the caller may do a part of a patch or a creation: its own line in the permission table. */
export function partPermitted(asked: Case, action: PartAction): Refusal | undefined {
  const permission = asked.profile.permissions[action];
  const may = permission[asked.persona] === 'yes' && hasRole(asked, permission);
  return may ? undefined : deniedBy(permission, { policy: partPolicies[action] });
}

/** Whether the caller may give the image of the case a visibility. Source: RULES.md §3, §4 Changing visibility. */
export function visibilityAllowed(asked: Case, visibility: unknown): Refusal | undefined {
  const action = visibilityActions[visibility as Visibility];
  return action === undefined ? undefined : partPermitted(asked, action);
}
