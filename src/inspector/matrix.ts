import { memberOf } from '../domain/case.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Image, MemberStatus, Tenant, Visibility } from '../domain/model.ts';
import type { Fake } from '../world/fake.ts';
import { memberActions } from './actions.ts';
import { type Asker, askerOf } from './asker.ts';
import { foresee, type Standing, standingOf } from './verdict.ts';

/** What stands where an image meets a tenant. */
export interface Cell {
  /** The status of the membership; `owner`; null where the tenant is no member. */
  readonly status: MemberStatus | 'owner' | null;
  /** The keys of the actions that change something here, and that the rules let you do. */
  readonly may: readonly string[];
}

/** An image as a row of the matrix. */
export interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly visibility: Visibility;
  readonly status: string;
  readonly protected: boolean;
  readonly members: number;
  readonly cells: readonly Cell[];
  /** What you are to it; null where nobody was chosen. */
  readonly you: Standing | null;
}

/** A part of the matrix: some images, and some tenants. */
export interface Matrix {
  /** How many images fit. */
  readonly total: number;
  readonly from: number;
  readonly tenants: readonly { readonly id: string; readonly name: string }[];
  readonly tenantTotal: number;
  readonly rows: readonly Row[];
}

/** What part is wanted. */
export interface MatrixQuery {
  /** The id or name of the user who looks; empty: nobody. */
  readonly as: string;
  /** A text that the name, the id, the owner or the visibility of the images has. */
  readonly search: string;
  readonly from: number;
  readonly count: number;
  readonly tenantFrom: number;
  readonly tenantCount: number;
}

/** Images × tenants, with what the rules let a user do in each cell. */
export function matrixOf(fake: Fake, query: MatrixQuery): Matrix {
  const { cloud } = fake;
  const asker = askerOf(fake, fake.rules, query.as);
  const all = fitting(cloud, query.search);
  const tenants = [...cloud.tenants.values()];
  const shown = tenants.slice(query.tenantFrom, query.tenantFrom + query.tenantCount);
  return {
    total: all.length,
    from: query.from,
    tenants: shown.map(({ id, name }) => ({ id, name })),
    tenantTotal: tenants.length,
    rows: all.slice(query.from, query.from + query.count).map((image) => rowOf(image, shown, cloud, asker)),
  };
}

function fitting({ images, tenants }: Cloud, search: string): readonly Image[] {
  const all = [...images.values()];
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return all;
  return all.filter(({ id, name, owner, visibility }) =>
    [id, name, owner, visibility, tenants.get(owner ?? '')?.name].some((text) =>
      text?.toLowerCase().includes(wanted),
    ),
  );
}

function rowOf(image: Image, tenants: readonly Tenant[], cloud: Cloud, asker: Asker | undefined): Row {
  const { id, name, owner, visibility, status, members } = image;
  return {
    id,
    name,
    owner,
    ownerName: cloud.tenants.get(owner ?? '')?.name ?? null,
    visibility,
    status,
    protected: image.protected,
    members: members.size - members.removed,
    cells: tenants.map((tenant) => cellOf(image, tenant.id, asker)),
    you: asker === undefined ? null : standingOf(asker, image),
  };
}

function cellOf(image: Image, tenant: string, asker: Asker | undefined): Cell {
  const own = image.owner === tenant ? 'owner' : null;
  const status = memberOf(image, tenant)?.status ?? own;
  if (asker === undefined) return { status, may: [] };
  const may = memberActions(image, tenant).filter(
    ({ key, ask }) => key !== `status:${status}` && key !== 'show' && foresee(asker, ask).granted,
  );
  return { status, may: may.map(({ key }) => key) };
}
