import type { SeedUser } from '../../world/seed.ts';
import type { Residents } from '../residents.ts';
import { inColumns, pageWidth, printable, wrapped } from '../text.ts';
import type { Shown } from './shown.ts';

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
