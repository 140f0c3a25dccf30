import { profiles } from '../../domain/profiles.ts';
import { inColumns } from '../text.ts';
import { packageVersion } from '../version.ts';
import { imageLines } from './image-lines.ts';
import type { Shown } from './shown.ts';
import { suggestions } from './suggestions.ts';
import { userLines } from './user-lines.ts';

/**
 * What `serve` says once it answers: where it is, who is in it, what there is to share, what to try. Passwords and
 * tokens are printed on purpose: they are those of a seed, and open nothing else.
 */
export function banner(shown: Shown): string {
  const { fake, paint, residents, seedName, url } = shown;
  const { images = [] } = fake.world();
  const facts = [
    ['  image API', url],
    ['  identity API', `${url}/identity/v3`],
    ['  profile', `${fake.profile}: ${profiles[fake.profile].title}`],
    ['  world', seedName ?? 'documentation'],
  ];
  return [
    `${paint('heading', 'image-members-fake')} ${packageVersion()}`,
    inColumns(facts).join('\n'),
    userLines(residents, paint).join('\n'),
    imageLines(images, residents, paint).join('\n'),
    [paint('heading', 'Try'), ...suggestions(images, shown)].join('\n'),
    paint('faint', 'Ctrl-C closes it. Requests are told below.'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}
