import type { Visibility } from '../../domain/model.ts';
import type { Player } from '../cast.ts';
import type { Interaction, RequestTemplate } from '../interaction.ts';
import { anImage, asks, change, noImage, only, requests, takes, takesNone } from './writing.ts';

const { addMember, listMembers, removeMember, showImage, showMember, updateImage, updateMember } = requests;
const visibilities: readonly Visibility[] = ['private', 'public', 'community'];

const memberRequests = [
  ['add', addMember('${stranger}')],
  ['list', listMembers()],
  ['look at', showMember('${consumer}')],
  ['update', updateMember('${consumer}', 'accepted')],
  ['remove', removeMember('${consumer}')],
] as const;

/** Members of images that are not shared: they stay on record, and nobody reaches them. Source: RULES.md §2. */
const notShared: readonly Interaction[] = visibilities.flatMap((visibility) =>
  only(
    takesNone(visibility),
    (['producer', 'consumer', 'administrator'] as const).flatMap((player) =>
      memberRequests.map(([does, request]) => membersOf(visibility, player, `cannot ${does}`, request)),
    ),
  ),
);

/** Members of images that are private where those take members: the visibility keeps nobody from what it may do. */
const privateShared: readonly Interaction[] = only(takes('private'), [
  ...memberRequests
    .filter(([does]) => does !== 'update')
    .map(([does, request]) => membersOf('private', 'producer', `can ${does}`, request)),
  ...memberRequests
    .filter(([does]) => does !== 'add' && does !== 'remove')
    .map(([does, request]) => membersOf('private', 'consumer', `can ${does}`, request)),
]);

function membersOf(
  visibility: Visibility,
  player: Player,
  does: string,
  request: RequestTemplate,
): Interaction {
  const image = anImage({ visibility, members: [{ tenant: 'consumer', status: 'accepted' }] });
  return asks(player, `the ${player} ${does} members of a ${visibility} image`, image, request);
}

/** What a change of visibility does to memberships. Source: RULES.md §4. */
const comingBack: readonly Interaction[] = only(takesNone('private'), [
  ...(['producer', 'consumer'] as const).map((player: Player) =>
    asks(
      player,
      `${player}: members are kept while an image is private`,
      anImage({ earlier: 'private', members: [{ tenant: 'consumer', status: 'rejected' }] }),
      listMembers(),
    ),
  ),
  asks(
    'producer',
    'the producer makes a shared image private',
    anImage(),
    updateImage(change('visibility', 'private')),
  ),
  asks(
    'producer',
    'the producer shares a private image',
    anImage({ visibility: 'private' }),
    updateImage(change('visibility', 'shared')),
  ),
  asks(
    'consumer',
    'the consumer sees no image that is private again',
    anImage({ members: [{ tenant: 'consumer', status: 'accepted' }], visibility: 'private' }),
    showImage(),
  ),
]);

/** Images that are not there, whoever asks. */
const missing: readonly Interaction[] = (['producer', 'administrator'] as const).flatMap((player) =>
  memberRequests.map(([does, request]) =>
    asks(player, `the ${player} cannot ${does} members of an unknown image`, noImage, request),
  ),
);

/** Members of images that are not shared, or not there. */
export const unshared: readonly Interaction[] = [...notShared, ...privateShared, ...comingBack, ...missing];
