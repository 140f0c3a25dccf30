import type { MemberStatus } from '../../domain/model.ts';
import type { Interaction } from '../interaction.ts';
import { anImage, asks, depending, only, requests, statuses, wordsKnown } from './writing.ts';

const { addMember, listMembers, removeMember, showImage, showMember, updateMember } = requests;
const consumer = (status: MemberStatus) => anImage({ members: [{ tenant: 'consumer', status }] });
const removed = anImage({ members: [{ tenant: 'consumer', status: 'accepted', removed: true }] });

/** The story of the documents, station by station. Source: share-images.txt, sharing-images.txt. */
const story: readonly Interaction[] = [
  asks('producer', 'the producer adds the first member', anImage({}), addMember('${consumer}')),
  asks('producer', 'the producer sees an empty list of members', anImage({}), listMembers()),
  asks(
    'producer',
    'the producer sees that a member has accepted',
    consumer('accepted'),
    showMember('${consumer}'),
  ),
  asks(
    'producer',
    'the producer sees that a member has rejected',
    consumer('rejected'),
    showMember('${consumer}'),
  ),
  ...statuses.flatMap((from) =>
    statuses.map((to) =>
      asks(
        'consumer',
        `the consumer goes from ${from} to ${to}`,
        consumer(from),
        updateMember('${consumer}', to),
      ),
    ),
  ),
  ...statuses.map((status) =>
    asks('consumer', `the consumer sees the image while it is ${status}`, consumer(status), showImage()),
  ),
  ...statuses.map((status) =>
    asks(
      'consumer',
      `the consumer downloads while it is ${status}`,
      consumer(status),
      requests.downloadImage(),
    ),
  ),
  asks('producer', 'the producer adds a removed member again', removed, addMember('${consumer}')),
  asks('producer', 'the producer sees no member that it removed', removed, listMembers()),
  asks('consumer', 'a removed consumer sees no image', removed, showImage()),
  asks('consumer', 'a removed consumer lists no members', removed, listMembers()),
  asks('consumer', 'a removed consumer cannot accept', removed, updateMember('${consumer}', 'accepted')),
];

/** What stands in nobody's story: other people's memberships, nobody's, and those that are there already. */
const others: readonly Interaction[] = [
  asks('consumer', 'a consumer does not see another consumer', anImage(), showMember('${second_consumer}')),
  asks(
    'consumer',
    'a consumer does not accept for another',
    anImage(),
    updateMember('${second_consumer}', 'rejected'),
  ),
  asks('consumer', 'a consumer does not remove another', anImage(), removeMember('${second_consumer}')),
  asks('consumer', 'a consumer may not add itself again', anImage(), addMember('${consumer}')),
  asks('stranger', 'a stranger may not add itself', anImage(), addMember('${stranger}')),
  asks(
    'producer',
    'the producer cannot go back to pending for a member',
    anImage(),
    updateMember('${second_consumer}', 'pending'),
  ),
  asks('producer', 'the producer adds itself', anImage(), addMember('${producer}')),
  asks('producer', 'the producer adds a member twice', anImage(), addMember('${consumer}')),
  asks('administrator', 'the administrator adds a member twice', anImage(), addMember('${consumer}')),
  ...(['producer', 'consumer', 'administrator'] as const).flatMap((player) => [
    asks(
      player,
      `the ${player} cannot look at a tenant that is not a member`,
      anImage(),
      showMember('${stranger}'),
    ),
    asks(
      player,
      `the ${player} cannot update a tenant that is not a member`,
      anImage(),
      updateMember('${stranger}', 'accepted'),
    ),
    asks(
      player,
      `the ${player} cannot remove a tenant that is not a member`,
      anImage(),
      removeMember('${stranger}'),
    ),
  ]),
  ...depending('quota', [
    asks(
      'producer',
      'an image takes 128 members and no more',
      anImage({ fill: 128 }),
      addMember('${consumer}'),
    ),
    asks(
      'producer',
      'a removed member leaves room for another',
      anImage({ members: [{ tenant: 'consumer', removed: true }], fill: 127 }),
      addMember('${stranger}'),
    ),
    asks(
      'producer',
      'a full image is refused before a duplicate member',
      anImage({ members: [{ tenant: 'consumer' }], fill: 127 }),
      addMember('${consumer}'),
    ),
  ]),
];

/** Who shares what with whom. */
export const sharingInteractions: readonly Interaction[] = [...story, ...others];

const somebody = anImage({
  members: [{ tenant: 'somebody' }, { tenant: 'consumer' }, { tenant: 'anybody' }],
});

/** Members that no cloud has a tenant for: their ids are the same everywhere, so that answers must name the right one. */
export const byName: readonly Interaction[] = [
  asks('producer', 'all members are listed', somebody, listMembers()),
  asks('producer', 'the producer looks at one of several members', somebody, showMember('anybody')),
  asks('producer', 'the producer removes one of several members', somebody, removeMember('somebody')),
  asks(
    'administrator',
    'the administrator updates one of several members',
    somebody,
    updateMember('anybody', 'rejected'),
  ),
  ...only(wordsKnown, [
    asks('producer', 'the refusal names the tenant that is a member already', somebody, addMember('anybody')),
    asks('producer', 'the refusal names the tenant that is not a member', somebody, showMember('nobody')),
  ]),
  asks('consumer', 'a consumer does not see the other members', somebody, listMembers()),
];
