import type { Visibility } from './model.ts';
import type { Action } from './operations.ts';
import type { Permission } from './permissions.ts';
import type { MemberRules, OwnProfile, Profile } from './profile.ts';

/** The keys of an own profile that may lead to a cell which its base never reaches. */
const reaching: readonly (keyof OwnProfile)[] = ['permissions', 'roles', 'checks', 'visibilities'];

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
    refusals: own.refusals ?? {},
    wire: { ...base.wire, absent: [...new Set([...base.wire.absent, ...absent])] },
    identity: { ...base.identity, region },
    own,
  };
}

/** A line that never refuses may have to, once others decide who comes that far: then as Glance refuses. */
function permissionsOf(own: OwnProfile, base: Profile): Profile['permissions'] {
  const isReached = reaching.some((key) => own[key] !== undefined);
  const rows = (Object.entries(base.permissions) as [Action, Permission][]).map(([action, row]) => {
    const refusal = row.refusal === 'never' && isReached ? 'notAuthorized' : row.refusal;
    return [action, { ...row, refusal, ...own.permissions?.[action] }];
  });
  return Object.fromEntries(rows) as Profile['permissions'];
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
