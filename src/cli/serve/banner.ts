import { baseOf, isProfileName, profiles } from '../../domain/profiles.ts';
import { releases } from '../../domain/releases.ts';
import { inColumns } from '../text.ts';
import { packageVersion } from '../version.ts';
import { imageLines, type Shown, userLines } from './world-lines.ts';
import { suggestions } from './suggestions.ts';

/**
 * What `serve` says once it answers: where it is, who is in it, what there is to share, what to try. Passwords and
 * tokens are printed on purpose: they are those of a seed, and open nothing else.
 */
export function banner(shown: Shown): string {
  const { fake, paint, residents } = shown;
  const { images = [] } = fake.world();
  return [
    `${paint('heading', 'image-members-fake')} ${packageVersion()}`,
    inColumns(facts(shown)).join('\n'),
    userLines(residents, shown).join('\n'),
    imageLines(images, residents, paint).join('\n'),
    [paint('heading', 'Try'), ...suggestions(images, shown)].join('\n'),
    paint('faint', 'Ctrl-C closes it. Requests are logged below.'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** Where it is, and whose rules it follows. */
function facts(shown: Shown): readonly (readonly string[])[] {
  const { fake, seedName, state, url, ownUrl, worlds } = shown;
  const { bugs, identityV2, observed } = fake;
  const { identity } = fake.rules;
  return [
    ['  image API', url],
    ['  identity API', `${url}/identity/v3`],
    ...(identityV2 ? [['  Identity v2.0', `${url}/identity/v2.0`]] : []),
    ['  region', identity.region],
    ['  profile', `${fake.profile}: ${titleOf(shown)}`],
    ...(fake.release === null ? [] : [['  release', releases[fake.release].title]]),
    ...(observed.length > 0 ? [['  observed', observed.join(', ')]] : []),
    ...(bugs.length > 0 ? [['  bugs on', bugs.join(', ')]] : []),
    state?.isOld === true ? ['  world', `as ${state.place} has it`] : ['  seed', seedName ?? 'documentation'],
    ...(state === undefined ? [] : [['  state', state.place]]),
    ...(worlds ? [['  more worlds', `${url}/worlds/NAME, each made when it is first used`]] : []),
    ...(ownUrl === undefined ? [] : [['  listens at', ownUrl]]),
    ['  control plane', `${ownUrl ?? url}/_fake`],
    ['  inspector', `${ownUrl ?? url}/_fake/, for browsers`],
  ];
}

/** Whose rules they are. A profile of one's own that has no title is a file that changes another one. */
function titleOf({ fake: { rules }, profileName, state }: Shown): string {
  const { own, title } = rules;
  const isFile = profileName !== undefined && !isProfileName(profileName) && state?.isOld !== true;
  if (!isFile || own === null || own.title !== undefined) return title;
  return `${profiles[baseOf(own)].title}, changed by ${profileName}`;
}
