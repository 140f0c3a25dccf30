import type { SeedUser } from '../../world/seed.ts';
import type { Paint } from '../paint.ts';
import type { Residents } from '../residents.ts';
import { inColumns } from '../text.ts';

const most = 40;

interface Group {
  readonly title: string;
  readonly users: readonly (readonly string[])[];
}

/** The tenants, each with its users: name, password, token, roles. */
export function userLines(residents: Residents, paint: Paint): readonly string[] {
  const groups = [...tenantGroups(residents), ...otherGroups(residents)];
  const head = ['Tenants and users', 'password', 'token', 'roles'];
  const rows = groups.flatMap(({ title, users }) => [[`  ${title}`], ...users]);
  // A title may be longer than any user's name: it is not what the columns are made for.
  const aligned = inColumns([head, ...rows.filter((row) => row.length > 1)]);
  const [first = '', ...users] = aligned;
  const lines = rows.map((row) => (row.length > 1 ? (users.shift() ?? '') : (row[0] ?? '')));
  const [shown, left] = [lines.slice(0, most), lines.length - most];
  const more = left > 0 ? [`  … and ${left} lines more: GET /_fake/world shows all`] : [];
  return [paint('heading', 'Tenants and users') + paint('faint', first.slice(17)), ...shown, ...more];
}

function tenantGroups({ tenants, users }: Residents): readonly Group[] {
  return [...tenants.values()].map(({ id = '', name, enabled = true }) => ({
    title: `${name} ${id}${enabled ? '' : ' (disabled)'}`,
    users: [...users.values()]
      .filter((user) => Object.hasOwn(user.roles ?? {}, id))
      .flatMap((user) => rowsOf(user, user.roles?.[id] ?? [], user.tenant === id)),
  }));
}

/** Users who speak for no tenant. */
function otherGroups({ users }: Residents): readonly Group[] {
  const all = [...users.values()];
  const system = all.filter((user) => (user.system_roles ?? []).length > 0);
  const nowhere = all.filter((user) => !system.includes(user) && Object.keys(user.roles ?? {}).length === 0);
  const groups = [
    {
      title: 'the system',
      users: system.flatMap((user) => rowsOf(user, user.system_roles ?? [], !user.tenant)),
    },
    { title: 'no tenant', users: nowhere.flatMap((user) => rowsOf(user, [], true)) },
  ];
  return groups.filter((group) => group.users.length > 0);
}

/** A user, and its application credentials below it. Its token stands where it is good. */
function rowsOf(user: SeedUser, roles: readonly string[], home: boolean): readonly (readonly string[])[] {
  const token = home ? (user.token ?? '–') : '–';
  const row = [`    ${user.name}`, user.password ?? '', token, roles.join(', ') || 'none'];
  const credentials = home ? (user.application_credentials ?? []) : [];
  return [
    row,
    ...credentials.map(({ id = '', secret = '', roles: granted = [] }) => [
      `      credential ${id}`,
      secret,
      '–',
      granted.join(', ') || 'none',
    ]),
  ];
}
