import { profiles } from '../../domain/profiles.ts';
import type { SeedImage, SeedUser } from '../../world/seed.ts';
import { shellQuoted } from '../shell.ts';
import { jsonText } from '../text.ts';
import { defaultProfile } from '../values.ts';
import type { Shown } from './shown.ts';
import { someoneOf, whoTries } from './suggested-users.ts';

/** Commands to paste: look at the members of an image, log in, be a consumer, start anew. */
export function suggestions(images: readonly SeedImage[], shown: Shown): readonly string[] {
  const profile = profiles[shown.fake.profile];
  const image = images.find(
    ({ visibility = profile.defaultVisibility, members = [] }) =>
      profile.visibilities[visibility]?.takesMembers && members.some(({ removed }) => !removed),
  );
  const who = whoTries(image, shown.residents, profile);
  return [
    ...(image === undefined ? [] : listMembers(image, shown)),
    ...(who === undefined || !shown.fake.identityV2 ? [] : logIn(who.user, shown)),
    ...(who === undefined
      ? []
      : [`  eval "$(${program()} env ${envOptions(who.user, shown)})"`, `  ${who.list}`]),
    `  curl -X POST -H ${resetHeader(shown)} ${shown.url}/_fake/reset`,
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
  const producer = someoneOf(image.owner, residents, profiles[fake.profile], withToken);
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
function envOptions({ name }: SeedUser, { fake, seedName, url }: Shown): string {
  const { servesV2 } = profiles[fake.profile].identity;
  return [
    `--as ${shellQuoted(name)}`,
    ...(seedName === undefined || seedName === 'documentation' ? [] : [`--seed ${shellQuoted(seedName)}`]),
    ...(fake.profile === defaultProfile ? [] : [`--profile ${fake.profile}`]),
    ...(fake.identityV2 && !servesV2 ? ['--identity-v2'] : []),
    ...(url === 'http://127.0.0.1:9292' ? [] : [`--url ${url}`]),
  ].join(' ');
}

/** How this program is called by whoever called it. */
function program(): string {
  if (process.env['npm_lifecycle_event'] === 'start') return 'npm start --silent --';
  return process.env['npm_command'] === 'exec' ? 'npx image-members-fake' : 'image-members-fake';
}
