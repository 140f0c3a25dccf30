import type { Ask } from './ask.ts';
import { type Case, hasOneOf, imageOf, outcomeIn } from './case.ts';
import { folded } from './collation.ts';
import { operations } from './operations.ts';
import type { Caller } from './model.ts';
import { type DenialWords, deniedBy, type Level, type Outcome, type Permission } from './permissions.ts';
import type { Profile } from './profile.ts';
import { type Refusal, refuse } from './refusals.ts';
import { worldExceeded } from './usage.ts';

/** `imageVisible`: the image is there and the caller may know it. Source: RULES.md §1.5. */
export function imageVisible(asked: Case): Refusal | undefined {
  const hidden = asked.image === undefined || outcomeIn(asked, asked.permission) === 'hidden';
  return hidden ? refuse(operations[asked.ask.operation].missing, { image: imageIn(asked.ask) }) : undefined;
}

/** `imageShared`: the image's visibility takes members; administrators are not exempt. Source: RULES.md §1.6. */
export function imageShared(asked: Case): Refusal | undefined {
  const image = imageOf(asked);
  const { unshared } = operations[asked.ask.operation];
  if (unshared === undefined || asked.profile.visibilities[image.visibility]?.takesMembers) return undefined;
  return refuse(unshared, { image: image.id });
}

/** Whether a token is for the system or a domain, where none of these counts. */
function isOutOfScope({ systemScope, release }: Profile, { system, domain }: Caller): boolean {
  const counts = systemScope && release.imageScopes === 'as the policy';
  return (system || domain !== null) && !counts;
}

/** Whether the caller's token reaches a level, in a scope that counts. */
export function reachesLevel(profile: Profile, caller: Caller, level: Level): boolean {
  if (isOutOfScope(profile, caller)) return false;
  return level === 'any' || hasOneOf(caller, profile.roles[level] ?? []);
}

/**
 * The refusal of who may not do something: of a token in a scope that does not count in Glance's words for a policy, whatever the
 * line of the table says. Source: asked of Glance 33 with the old policy and tokens for a domain and for the system.
 */
export function denied(
  { profile, caller, persona }: Pick<Case, 'profile' | 'caller' | 'persona'>,
  permission: Permission,
  words: DenialWords,
): Refusal {
  return isOutOfScope(profile, caller)
    ? refuse('notAuthorized', words)
    : deniedBy(permission, persona, words);
}

/** Whether the caller's token reaches the level that a permission asks for. */
export function hasRole(
  { profile, caller }: Pick<Case, 'profile' | 'caller'>,
  { role }: Permission,
): boolean {
  return reachesLevel(profile, caller, role);
}

/**
 * `callerReads`: the policy `get_image`, which Glance asks before that of the operation; who fails it is
 * told that there is nothing. Source: RULES.md §3 (system scope, tokens without project); asked of Glance 25.1
 * (private images without owner).
 */
export function callerReads(asked: Case): Refusal | undefined {
  const { image, persona, profile } = asked;
  const nobodys = image?.owner === null && image.visibility === 'private' && persona !== 'administrator';
  const may = hasRole(asked, profile.permissions.showImage) && (profile.ownerlessPrivateRead || !nobodys);
  return may ? undefined : refuse('resourceNotFound');
}

/** Whether the caller may do what it asks for, and has the role for it. */
export function isPermitted(asked: Case): boolean {
  const { permission } = asked;
  return grants(asked, outcomeIn(asked, permission)) && hasRole(asked, permission);
}

/** `callerPermitted`: the permission table has the last word. Source: RULES.md §1.7, §1.9, §2, §3. */
export function callerPermitted(asked: Case): Refusal | undefined {
  const { permission, ask } = asked;
  if (isPermitted(asked)) return undefined;
  return denied(asked, permission, { policy: operations[ask.operation].policy, image: imageIn(ask) });
}

/** `roomLeft`: a world does not grow beyond its limit. Asked last, of what the operation is about to do. */
export function roomLeft(asked: Case): Refusal | undefined {
  const exceeded = worldExceeded(asked.cloud, asked.limits, asked.outcome().changes);
  return exceeded && refuse('worldFull', exceeded);
}

/** `own` holds for the caller's own membership; one that it cannot see is for `memberOnRecord` to refuse. */
export function grants({ ask, member, caller }: Case, outcome: Outcome): boolean {
  const own = folded(caller.tenant ?? '');
  if (outcome === 'self') return 'member' in ask && folded(ask.member) === own;
  if (outcome !== 'own') return outcome === 'yes';
  return member === undefined || folded(member.id) === own;
}

function imageIn(ask: Ask): string {
  return 'image' in ask ? ask.image : '';
}
