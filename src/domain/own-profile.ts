import { reaches } from './callers.ts';
import type { Role, Visibility } from './model.ts';
import { type Action, type Operation, operations } from './operations.ts';
import type { Permission, Persona } from './permissions.ts';
import type { RefusalName } from './refusals.ts';
import type { CheckName, MemberRules, OwnProfile, Profile } from './profile.ts';

/** The operations that have parts with lines of their own. */
const wholes: readonly Operation[] = ['createImage', 'updateImage', 'importImage'];

/**
 * The profile that an own one describes: its base, with what is otherwise.
 * @param own without problems, as `profileProblems` finds them.
 * @param base the profile that it is based on, with the facts of the release that is shown.
 */
export function profileFrom(own: OwnProfile, base: Profile): Profile {
  const visibilities = own.visibilities ?? (Object.keys(base.visibilities) as Visibility[]);
  const { region = base.identity.region, absent = [] } = own;
  return {
    ...base,
    name: own.name,
    title: own.title ?? `${base.title}, changed by ${own.name}`,
    permissions: permissionsOf(own, base),
    roles: { ...base.roles, ...own.roles },
    administrators: own.administrators ?? base.administrators,
    checks: { ...base.checks, ...(own.checks as Partial<Profile['checks']>) },
    visibilities: Object.fromEntries(visibilities.map((each) => [each, base.visibilities[each]])),
    defaultVisibility: own.default_visibility ?? base.defaultVisibility,
    visibilityFilters: filtersOf(base, visibilities),
    members: membersOf(own, base),
    page: { ...base.page, ...own.page },
    ...limitsOf(own, base),
    locations: locationsOf(own, base),
    importMethods: own.import_methods ?? base.importMethods,
    refusals: own.refusals ?? {},
    wire: { ...base.wire, absent: [...new Set([...base.wire.absent, ...absent])] },
    identity: { ...base.identity, region },
    own,
  };
}

/** How Glance refuses what its policies forbid, where a line of the built-in profiles never has to. Source: asked of Glance 25.1. */
export function usualRefusal(action: Action): RefusalName {
  switch (action) {
    case 'showImage':
    case 'listImageTasks':
      return 'resourceNotFound';
    case 'showMember':
      return 'memberForbidden';
    default:
      return 'notAuthorized';
  }
}

/** A line that never refuses may have to, once others decide who comes that far: then as Glance refuses. */
function permissionsOf(own: OwnProfile, base: Profile): Profile['permissions'] {
  const rows = (Object.entries(base.permissions) as [Action, Permission][]).map(([action, row]) => {
    const refusal =
      row.refusal === 'never' && isReached(action, own, base) ? usualRefusal(action) : row.refusal;
    return [action, { ...row, refusal, ...own.permissions?.[action] }];
  });
  return Object.fromEntries(rows) as Profile['permissions'];
}

/** Whether an own profile lets somebody come to a line of its base who may not go on. */
function isReached(action: Action, own: OwnProfile, base: Profile): boolean {
  const { permissions = {}, checks = {}, roles = {} } = own;
  const row = base.permissions[action];
  if (permissions[action] !== undefined) return true;
  if (!isOperation(action))
    return wholes.some((whole) => {
      const cells = Object.keys(permissions[whole] ?? {}) as Persona[];
      return checks[whole] !== undefined || cells.some((each) => row[each] === 'no' || row[each] === 'never');
    });
  if (checks[action] !== undefined) return true;
  const reading = permissions.showImage?.role;
  const isRead = hasReading(base.checks[action]);
  // Who does not read the image is refused before the line is asked.
  if (row.role === 'any' || (isRead && row.role === (reading ?? base.permissions.showImage.role)))
    return false;
  return reading !== undefined || roles[row.role] !== undefined;
}

function hasReading(order: readonly CheckName[]): boolean {
  return order.includes('callerReads');
}

function isOperation(action: Action): action is Action & Operation {
  return Object.hasOwn(operations, action);
}

/** Roles by which an own profile lets nobody do anything, since who has one alone does not read images. */
export interface UnreadingRoles {
  /** Where they stand in the profile: `roles.sharer`, `administrators`. */
  readonly key: string;
  readonly roles: readonly Role[];
  /** The level that every operation on an image asks for first. */
  readonly reading: string;
}

/**
 * The roles that a profile of one's own gives to a level, and that do not reach the level by which images are read: who
 * has no other role is told 404. Source: `callerReads`.
 */
export function unreadingRoles({
  own,
  permissions,
  roles,
  checks,
  release,
}: Profile): readonly UnreadingRoles[] {
  const reading = permissions.showImage.role;
  const isAsked = Object.values(checks).some(hasReading);
  if (own === null || !isAsked || reading === 'any') return [];
  const reads = (role: Role): boolean => reaches(role, roles[reading] ?? [], release.roles);
  const given = [
    ...Object.entries(own.roles ?? {})
      .filter(([level]) => level !== reading)
      .map(([level, all]) => [`roles.${level}`, all] as const),
    ...(own.administrators === undefined ? [] : [['administrators', own.administrators] as const]),
  ];
  return given
    .map(([key, all]) => ({ key, roles: all.filter((role) => !reads(role)), reading }))
    .filter((each) => each.roles.length > 0);
}

function filtersOf(base: Profile, visibilities: readonly Visibility[]): Profile['visibilityFilters'] {
  const all: readonly string[] = Object.keys(base.visibilities);
  const gone = all.filter((each) => !(visibilities as readonly string[]).includes(each));
  return Object.fromEntries(
    Object.entries(base.visibilityFilters).filter(([, found]) => !gone.includes(found)),
  );
}

function membersOf({ members = {} }: OwnProfile, base: Profile): MemberRules {
  const { duplicate, removed_stay: removedStay, statuses, echo } = members;
  return {
    duplicate: duplicate ?? base.members.duplicate,
    removedStay: removedStay ?? base.members.removedStay,
    statuses: statuses ?? base.members.statuses,
    echo: echo ?? base.members.echo,
  };
}

function locationsOf({ locations = {} }: OwnProfile, base: Profile): Profile['locations'] {
  return {
    multiple: locations.multiple ?? base.locations.multiple,
    directUrl: locations.direct_url ?? base.locations.directUrl,
  };
}

function limitsOf({ limits = {} }: OwnProfile, base: Profile): Pick<Profile, 'membersPerImage' | 'quotas'> {
  const limit = (own: number | null | undefined, usual: number): number =>
    own === null ? Infinity : (own ?? usual);
  return {
    membersPerImage: limit(limits.members_per_image, base.membersPerImage),
    quotas: {
      properties: limit(limits.properties, base.quotas.properties),
      tags: limit(limits.tags, base.quotas.tags),
    },
  };
}
