import { initialStatus, memberStatuses } from '../../domain/member-statuses.ts';
import type { MemberStatus } from '../../domain/model.ts';
import type { Profile } from '../../domain/profile.ts';
import type { SeedImage, SeedUser } from '../../world/seed.ts';
import type { Residents } from '../residents.ts';
import { shellQuoted } from '../../http/shell.ts';
import { jsonText } from '../../http/printable.ts';
import { defaultProfile } from '../profiles.ts';
import type { Shown } from './world-lines.ts';

/** Commands to paste: look at the members of an image, log in, be a consumer, start anew. */
export function suggestions(images: readonly SeedImage[], shown: Shown): readonly string[] {
  const profile = shown.fake.rules;
  const image = images.find(
    ({ visibility = profile.defaultVisibility, members = [] }) =>
      profile.visibilities[visibility]?.takesMembers && members.some(({ removed }) => !removed),
  );
  const who = whoTries(image, shown.residents, profile);
  return [
    ...(image === undefined ? [] : listMembers(image, shown)),
    ...(who === undefined || !shown.fake.identityV2 ? [] : logIn(who.user, shown)),
    // `env` reads a seed: of worlds that were kept, nobody knows which.
    ...(who === undefined || shown.state?.isOld === true
      ? []
      : [`  eval "$(${program()} env ${envOptions(who.user, shown)})"`, `  ${who.list}`]),
    `  curl -X POST -H ${resetHeader(shown)} ${shown.ownUrl ?? shown.url}/_fake/reset`,
  ];
}

/** What lets a reset pass: the token where one is asked for, else what no form can send. */
function resetHeader({ controlToken = false }: Shown): string {
  return controlToken
    ? '"X-Control-Token: $IMAGE_MEMBERS_FAKE_CONTROL_TOKEN"'
    : "'Content-Type: application/json'";
}

function listMembers(image: SeedImage, { fake, url, residents }: Shown): readonly string[] {
  const withToken = (user: SeedUser): boolean => user.token !== undefined;
  const producer = someoneOf(image.owner, residents, fake.rules, withToken);
  if (producer === undefined) return [];
  const token = shellQuoted(`X-Auth-Token: ${producer.token}`);
  return [`  curl -H ${token} \\`, `    ${url}/v2/images/${image.id}/members`];
}

/** A login with an API key; the lines are parts of one JSON text. */
function logIn({ name, api_key }: SeedUser, { url }: Shown): readonly string[] {
  const proof = `{"username": ${jsonText(name)}, "apiKey": ${jsonText(api_key ?? '')}}`;
  const body = `{"auth": {"RAX-KSKEY:apiKeyCredentials":\n    ${proof}}}`;
  const command = `  curl ${url}/identity/v2.0/tokens -H 'Content-Type: application/json' \\\n    -d ${shellQuoted(body)}`;
  return command.split('\n');
}

/** What makes `env` mean this cloud. */
function envOptions({ name }: SeedUser, { fake, seedName, profileName, url }: Shown): string {
  const { servesV2 } = fake.rules.identity;
  return [
    `--as ${shellQuoted(name)}`,
    ...(seedName === undefined || seedName === 'documentation' ? [] : [`--seed ${shellQuoted(seedName)}`]),
    ...(fake.profile === defaultProfile ? [] : [`--profile ${shellQuoted(profileName ?? fake.profile)}`]),
    ...(fake.identityV2 && !servesV2 ? ['--identity-v2'] : []),
    ...(url === 'http://127.0.0.1:9292' ? [] : [`--url ${url}`]),
  ].join(' ');
}

/** How this program is called by whoever called it. */
function program(): string {
  if (process.env['npm_lifecycle_event'] === 'start') return 'npm start --silent --';
  return process.env['npm_command'] === 'exec' ? 'npx image-members-fake' : 'image-members-fake';
}

/** Somebody to be, and how it finds what it is offered. */
export interface Trying {
  readonly user: SeedUser;
  readonly list: string;
}

/** How a consumer finds what it is offered: as its list has it by default, or by the status of its membership. */
function listing(status: MemberStatus): string {
  const list = 'openstack image list --shared';
  return memberStatuses[status].listed ? list : `${list} --member-status ${status}`;
}

/** Who is suggested: a consumer who has accepted, for it sees the image in its list at once; or another; or anybody. */
function whoTries(image: SeedImage | undefined, residents: Residents, profile: Profile): Trying | undefined {
  const members = (image?.members ?? []).filter(({ removed }) => !removed);
  const consumers = members.flatMap(({ member, status }) => {
    const user = someoneOf(member, residents, profile);
    return user === undefined
      ? []
      : [
          {
            user,
            list: listing(status ?? initialStatus),
            listed: memberStatuses[status ?? initialStatus].listed,
          },
        ];
  });
  const anybody = [...residents.users.values()].map((user) => ({ user, list: 'openstack image list' }));
  return consumers.find(({ listed }) => listed) ?? consumers[0] ?? anybody[0];
}

/** Somebody of a tenant: rather who is called like it, or else not one of the administrators, who may do everything. */
export function someoneOf(
  tenant: string | null,
  { users, tenants }: Residents,
  { administrators }: Pick<Profile, 'administrators'>,
  fits: (user: SeedUser) => boolean = () => true,
): SeedUser | undefined {
  if (tenant === null) return undefined;
  const there = [...users.values()].filter((user) => user.tenant === tenant && fits(user));
  const called = there.find(({ name }) => name === tenants.get(tenant)?.name);
  const plain = there.find(
    ({ roles }) => !(roles?.[tenant] ?? []).some((role) => administrators.includes(role)),
  );
  return called ?? plain ?? there[0];
}
