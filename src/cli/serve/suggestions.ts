import type { MemberStatus } from '../../domain/model.ts';
import type { SeedImage, SeedUser } from '../../world/seed.ts';
import type { Residents } from '../residents.ts';
import { shellQuoted } from '../shell.ts';
import type { Shown } from './shown.ts';

/** Commands to paste: look at the members of an image, be a consumer, start anew. */
export function suggestions(
  images: readonly SeedImage[],
  { url, residents, seedName }: Shown,
): readonly string[] {
  const image = images.find(({ visibility, members = [] }) => visibility === 'shared' && members.length > 0);
  return [
    ...(image === undefined ? [] : listMembers(image, url, residents)),
    ...beSomebody(image, url, residents, seedName),
    `  curl -X POST ${url}/_fake/reset`,
  ];
}

function listMembers(image: SeedImage, url: string, residents: Residents): readonly string[] {
  const producer = userOf(residents, image.owner, (user) => user.token !== undefined);
  if (producer === undefined) return [];
  const token = shellQuoted(`X-Auth-Token: ${producer.token}`);
  return [`  curl -H ${token} \\`, `    ${url}/v2/images/${image.id}/members`];
}

/** A consumer who has accepted sees the image in its list at once; the others ask for it. */
function beSomebody(
  image: SeedImage | undefined,
  url: string,
  residents: Residents,
  seedName: string | undefined,
): readonly string[] {
  const members = (image?.members ?? []).filter(({ removed }) => !removed);
  const consumers = members.flatMap(({ member, status }) => {
    const user = userOf(residents, member);
    return user === undefined ? [] : [{ user, list: listing[status ?? 'pending'] }];
  });
  const anybody = [...residents.users.values()].map((user) => ({ user, list: 'openstack image list' }));
  const chosen = consumers.find(({ list }) => list === listing.accepted) ?? consumers[0] ?? anybody[0];
  if (chosen === undefined) return [];
  const options = [
    `--as ${shellQuoted(chosen.user.name)}`,
    ...(seedName === undefined || seedName === 'documentation' ? [] : [`--seed ${shellQuoted(seedName)}`]),
    ...(url === 'http://127.0.0.1:9292' ? [] : [`--url ${url}`]),
  ];
  return [`  eval "$(${program()} env ${options.join(' ')})"`, `  ${chosen.list}`];
}

/** How a consumer finds what it is offered, by the status of its membership. */
const listing: Readonly<Record<MemberStatus, string>> = {
  accepted: 'openstack image list --shared',
  pending: 'openstack image list --shared --member-status pending',
  rejected: 'openstack image list --shared --member-status rejected',
};

/** Somebody of a tenant, and rather not its administrator, who may do everything. */
function userOf(
  { users }: Residents,
  tenant: string | null,
  fits: (user: SeedUser) => boolean = () => true,
): SeedUser | undefined {
  const there = [...users.values()].filter((user) => tenant !== null && user.tenant === tenant && fits(user));
  return there.find((user) => !(user.roles?.[tenant ?? ''] ?? []).includes('admin')) ?? there[0];
}

/** How this program is called by whoever called it. */
function program(): string {
  if (process.env['npm_lifecycle_event'] === 'start') return 'npm start --silent --';
  return process.env['npm_command'] === 'exec' ? 'npx image-members-fake' : 'image-members-fake';
}
