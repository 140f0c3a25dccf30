import { memberOf } from '../domain/case.ts';
import { imageKey } from '../domain/collation.ts';
import { memberStatuses } from '../domain/member-statuses.ts';
import type { Image, Member, User, Visibility } from '../domain/model.ts';
import type { Fake } from '../world/fake.ts';
import { type Action, imageActions, memberActions, type Sendable } from './actions.ts';
import { type Asker, askerOf, keyOf } from './asker.ts';
import { foresee, type Standing, standingOf, type Verdict } from './verdict.ts';
import { type Step, waysToList } from './ways.ts';

/** Something that you may do, or may not and why not. */
export interface Possible {
  readonly key: string;
  readonly label: string;
  readonly request: Sendable;
  readonly verdict: Verdict;
  readonly operation: string;
}

/** All that there is to say about one image and one tenant, from where one user stands. */
export interface CellView {
  readonly image: {
    readonly id: string;
    readonly name: string | null;
    readonly owner: string | null;
    readonly ownerName: string | null;
    readonly visibility: Visibility;
    readonly status: string;
    readonly members: number;
  };
  readonly tenant: { readonly id: string; readonly name: string | null } | null;
  readonly member: Pick<Member, 'status' | 'createdAt' | 'updatedAt'> | null;
  readonly you: Standing & {
    readonly user: string;
    readonly name: string;
    readonly tenant: string | null;
    readonly tenantName: string | null;
    /** The status of your own membership. */
    readonly status: string | null;
  };
  /** What is done to the membership of the tenant, and to the image. */
  readonly membership: readonly Possible[];
  readonly ofImage: readonly Possible[];
  /** Which statuses bring an image into a list, and which do not. */
  readonly statuses: readonly { readonly name: string; readonly listed: boolean }[];
  /** What would bring the image into your list; empty where it is there. */
  readonly ways: readonly (readonly Step[])[];
}

/**
 * Looks at one image, and at one tenant where one is named, as a user.
 * @returns undefined where there is no such image or user.
 */
export function cellOf(
  fake: Fake,
  { as, image: id, tenant }: { readonly as: string; readonly image: string; readonly tenant: string },
): CellView | undefined {
  const profile = fake.rules;
  const image = fake.cloud.images.get(imageKey(id));
  const asker = askerOf(fake, profile, as);
  if (image === undefined || asker === undefined) return undefined;
  const standing = standingOf(asker, image);
  const member = memberOf(image, tenant);
  return {
    image: imageFacts(image, fake),
    tenant: tenant === '' ? null : { id: tenant, name: fake.cloud.tenants.get(tenant)?.name ?? null },
    member: member === undefined ? null : pick(member),
    you: youAre(asker, image, standing),
    membership: tenant === '' ? [] : memberActions(image, tenant).map((each) => possible(asker, each)),
    ofImage: imageActions(image, profile).map((each) => possible(asker, each)),
    statuses: Object.entries(memberStatuses).map(([each, row]) => ({ name: each, listed: row.listed })),
    ways: standing.listed ? [] : waysToList(asker, image, actorsFor(fake, asker, image)),
  };
}

function imageFacts(
  { id, name, owner, visibility, status, members }: Image,
  { cloud }: Pick<Fake, 'cloud'>,
): CellView['image'] {
  const ownerName = cloud.tenants.get(owner ?? '')?.name ?? null;
  return { id, name, owner, ownerName, visibility, status, members: members.size - members.removed };
}

function pick({ status, createdAt, updatedAt }: Member): NonNullable<CellView['member']> {
  return { status, createdAt, updatedAt };
}

function youAre({ user, setting }: Asker, image: Image, standing: Standing): CellView['you'] {
  const { caller, cloud } = setting;
  return {
    user: keyOf(cloud, user),
    name: user.name,
    tenant: caller.tenant,
    tenantName: cloud.tenants.get(caller.tenant ?? '')?.name ?? null,
    ...standing,
    status: memberOf(image, caller.tenant)?.status ?? null,
  };
}

function possible(asker: Asker, { key, label, request, ask }: Action): Possible {
  const { changes: _, ...verdict } = foresee(asker, ask);
  return { key, label, request, verdict, operation: ask.operation };
}

/** Who may do something about the image for the one who asks: this user, and a plain one of the owner. */
function actorsFor(fake: Fake, asker: Asker, { owner }: Image): readonly Asker[] {
  const { profile } = asker.setting;
  const there = [...fake.cloud.users.values()].filter(
    ({ id, defaultTenant }) => defaultTenant === owner && id !== asker.user.id,
  );
  const roles = ({ roles: granted }: User): readonly string[] => granted[owner ?? ''] ?? [];
  const plain = there.find((user) => !roles(user).some((role) => profile.administrators.includes(role)));
  const other = plain ?? there[0];
  const another = other && askerOf(fake, profile, other.id);
  return another === undefined ? [asker] : [asker, another];
}
