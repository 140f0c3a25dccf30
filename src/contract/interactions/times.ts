import type { Interaction, RequestTemplate, RequiredProviderState } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';
import type { Player } from '../cast.ts';
import { anImage, asks, change, only, requests, takesNone } from './writing.ts';

const { addMember, listMembers, showImage, showMember, updateImage, updateMember } = requests;

type Status = 'pending' | 'accepted';
const timed = (status: Status, more: ImageGiven = {}): RequiredProviderState =>
  anImage({ members: [{ tenant: 'consumer', status }], timed: true, ...more });
const removed = anImage({
  members: [{ tenant: 'consumer', status: 'accepted', removed: true }],
  timed: true,
});

/** A request that moves a time, which was the one that a value names. */
function moves(
  caller: Player,
  sentence: string,
  given: RequiredProviderState,
  request: RequestTemplate,
  time: string,
): Interaction {
  return { ...asks(caller, sentence, given, request), differs: { '$.updated_at': `\${${time}}` } };
}

/** Which times move, and which stay. Source: RULES.md §2, Times. */
export const times: readonly Interaction[] = [
  moves(
    'consumer',
    'a new status moves the time of the last update, not that of the creation',
    timed('pending'),
    updateMember('${consumer}', 'accepted'),
    'consumer_updated_at',
  ),
  asks(
    'consumer',
    'the status that a member has already moves no time',
    timed('accepted'),
    updateMember('${consumer}', 'accepted'),
  ),
  moves(
    'producer',
    'a member that has accepted shows when it was added, and when it accepted',
    timed('accepted'),
    showMember('${consumer}'),
    'consumer_created_at',
  ),
  asks('producer', 'the list shows the times of members', timed('accepted'), listMembers()),
  moves(
    'producer',
    'a member that is added again keeps the time of its first creation',
    removed,
    addMember('${consumer}'),
    'consumer_updated_at',
  ),
  asks('producer', 'a member does not move the times of its image', timed('accepted'), showImage()),
  asks(
    'consumer',
    'the list shows the times of images',
    timed('accepted'),
    requests.listImages({ member_status: 'all' }),
  ),
  moves(
    'producer',
    'a change moves the time of the last update of an image, not that of its creation',
    timed('pending', { status: 'queued' }),
    updateImage(change('name', 'Debian 13, golden')),
    'image_updated_at',
  ),
  ...only(takesNone('private'), [
    asks(
      'producer',
      'a visibility in between moves no time of a member',
      timed('accepted', { earlier: 'private' }),
      showMember('${consumer}'),
    ),
  ]),
];
