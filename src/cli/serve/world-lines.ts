import type { Fake } from '../../world/fake.ts';
import type { SeedImage, SeedUser } from '../../world/seed.ts';
import type { Paint } from '../paint.ts';
import type { Residents } from '../residents.ts';
import { printable } from '../../http/printable.ts';
import { inColumns, pageWidth, wrapped } from '../text.ts';

/** What a banner shows. */
export interface Shown {
  /** Where clients reach it. */
  readonly url: string;
  /** Where it listens, where that is another URL. */
  readonly ownUrl?: string | undefined;
  readonly fake: Fake;
  /** The seed as the command line named it. */
  readonly seedName: string | undefined;
  /** The profile as the command line named it: its file, where it is one's own. */
  readonly profileName?: string | undefined;
  /** Where the worlds are kept, and whether they were there before: their seeds are no longer known by name then. */
  readonly state?: { readonly place: string; readonly isOld: boolean } | undefined;
  readonly residents: Residents;
  readonly paint: Paint;
  /** Whether the control plane asks for a token. */
  readonly controlToken?: boolean;
  /** Whether there can be other worlds. */
  readonly worlds?: boolean;
}

const most = 40;

interface Group {
  readonly title: string;
  readonly users: readonly (readonly string[])[];
}

/** The tenants, each with its users: name, password, token, roles; and the API key, where one logs in with it. */
export function userLines(
  residents: Residents,
  { paint, fake: { identityV2 } }: Pick<Shown, 'paint' | 'fake'>,
): readonly string[] {
  const groups = [...tenantGroups(residents, identityV2), ...otherGroups(residents, identityV2)];
  const head = ['Tenants and users', 'password', 'token', 'roles'];
  const rows = groups.flatMap(({ title, users }) => [[`  ${title}`], ...users]);
  // A title may be longer than any user's name: it is not what the columns are made for.
  const [first = '', ...users] = inColumns([head, ...rows.filter((row) => row.length > 1)]);
  const rolesAt = first.lastIndexOf('roles');
  const lines = rows.flatMap((row) => (row.length > 1 ? onPage(users.shift() ?? '', rolesAt) : row));
  const [shown, left] = [lines.slice(0, most), lines.length - most];
  const more = left > 0 ? [`  … and ${left} lines more: GET /_fake/world shows all`] : [];
  return [paint('heading', 'Tenants and users') + paint('faint', first.slice(17)), ...shown, ...more];
}

/** Roles that leave the page are continued below themselves. */
function onPage(line: string, rolesAt: number): readonly string[] {
  if (line.length <= pageWidth || rolesAt >= pageWidth) return [line];
  const [roles = '', ...more] = wrapped(line.slice(rolesAt), pageWidth - rolesAt);
  return [line.slice(0, rolesAt) + roles, ...more.map((rest) => ' '.repeat(rolesAt) + rest)];
}

function tenantGroups({ tenants, users }: Residents, keys: boolean): readonly Group[] {
  return [...tenants.values()].map(({ id = '', name, enabled = true }) => ({
    title: printable(`${name} ${id}${enabled ? '' : ' (disabled)'}`),
    users: [...users.values()]
      .filter((user) => Object.hasOwn(user.roles ?? {}, id))
      .flatMap((user) => rowsOf(user, user.roles?.[id] ?? [], { home: user.tenant === id, keys })),
  }));
}

/** Users who speak for no tenant. */
function otherGroups({ users }: Residents, keys: boolean): readonly Group[] {
  const all = [...users.values()];
  const system = all.filter((user) => (user.system_roles ?? []).length > 0);
  const nowhere = all.filter((user) => !system.includes(user) && Object.keys(user.roles ?? {}).length === 0);
  const groups = [
    {
      title: 'the system',
      users: system.flatMap((user) => rowsOf(user, user.system_roles ?? [], { home: !user.tenant, keys })),
    },
    { title: 'no tenant', users: nowhere.flatMap((user) => rowsOf(user, [], { home: true, keys })) },
  ];
  return groups.filter((group) => group.users.length > 0);
}

/** A user, and what else it logs in with below it. Its token stands where it is good. */
function rowsOf(
  user: SeedUser,
  roles: readonly string[],
  { home, keys }: { readonly home: boolean; readonly keys: boolean },
): readonly (readonly string[])[] {
  const name = `    ${user.name}${user.enabled === false ? ' (disabled)' : ''}`;
  const token = home ? (user.token ?? '–') : '–';
  const credentials = home ? (user.application_credentials ?? []) : [];
  return [
    [name, user.password ?? '', token, roles.join(', ') || 'none'],
    ...(keys && (home || !user.tenant) ? [['      API key', user.api_key ?? '']] : []),
    ...credentials.map(({ id = '', secret = '', roles: granted = [] }) => [
      `      credential ${id}`,
      secret,
      '–',
      granted.join(', ') || 'none',
    ]),
  ];
}

const [mostImages, mostMembers] = [20, 12];
const margin = '    ';

/** The images of a snapshot, each with its members and their statuses below it. */
export function imageLines(
  images: readonly SeedImage[],
  residents: Residents,
  paint: Paint,
): readonly string[] {
  if (images.length === 0) return [`${paint('heading', 'Images')} none yet`];
  const shown = images.slice(0, mostImages);
  const rows = shown.map(({ id = '', name, owner, visibility = '', status = '' }) => [
    `  ${id}`,
    owner === null ? 'nobody' : nameOf(owner, residents),
    visibility,
    status,
    name ?? '–',
  ]);
  const [head = '', ...lines] = inColumns([['Images', 'owner', 'visibility', 'status', 'name'], ...rows]);
  const left = images.length - shown.length;
  return [
    paint('heading', 'Images') + paint('faint', head.slice('Images'.length)),
    ...lines.flatMap((line, place) => [line, ...memberLines(shown[place], residents)]),
    ...(left > 0 ? [`  … and ${left} more: GET /_fake/world shows all`] : []),
  ];
}

function memberLines(image: SeedImage | undefined, residents: Residents): readonly string[] {
  const members = (image?.members ?? []).filter(({ removed }) => !removed);
  if (members.length === 0) return [];
  // A space that does not break keeps each member and its status on one line.
  const shown = members
    .slice(0, mostMembers)
    .map(({ member, status }) => `${nameOf(member, residents)}\u00a0${status}`);
  const left = members.length - shown.length;
  const text = `members: ${shown.join(', ')}${left > 0 ? `, … and ${left} more` : ''}`;
  return wrapped(text, pageWidth - margin.length).map((line) => margin + line.replaceAll('\u00a0', ' '));
}

/** A tenant by its name, where it is one of the world; whatever stands there otherwise. */
function nameOf(tenant: string, { tenants }: Residents): string {
  return tenants.get(tenant)?.name ?? tenant;
}
