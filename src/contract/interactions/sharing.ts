import type { MemberStatus } from '../../domain/model.ts';
import type { Interaction } from '../interaction.ts';
import { anImage, asks, only, requests, statuses, wordsKnown } from './writing.ts';

const { addMember, listMembers, removeMember, showImage, showMember, updateMember } = requests;
const consumer = (status: MemberStatus) => anImage({ members: [{ tenant: 'consumer', status }] });
const removed = anImage({ members: [{ tenant: 'consumer', status: 'accepted', removed: true }] });

/** The story of the documents, station by station. Source: share-images.txt, sharing-images.txt. */
const story: readonly Interaction[] = [
  asks(
    'producer',
    'the producer shares an image with nobody in it yet',
    anImage({}),
    addMember('${consumer}'),
  ),
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
  asks('producer', 'the producer shares again with whom it removed', removed, addMember('${consumer}')),
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
  asks('producer', 'a member is added once', anImage(), addMember('${consumer}')),
  asks('administrator', 'a member is added once, by whomever', anImage(), addMember('${consumer}')),
  ...(['producer', 'consumer', 'administrator'] as const).flatMap((player) => [
    asks(player, `${player}: who is no member is not shown`, anImage(), showMember('${stranger}')),
    asks(
      player,
      `${player}: who is no member cannot be updated`,
      anImage(),
      updateMember('${stranger}', 'accepted'),
    ),
    asks(player, `${player}: who is no member cannot be removed`, anImage(), removeMember('${stranger}')),
  ]),
  asks(
    'producer',
    'an image takes 128 members and no more',
    anImage({ fill: 128 }),
    addMember('${consumer}'),
  ),
  asks(
    'producer',
    'whether an image is full is asked before whether the member is there',
    anImage({ members: [{ tenant: 'consumer' }], fill: 127 }),
    addMember('${consumer}'),
  ),
];

/** Who shares what with whom. */
export const sharingInteractions: readonly Interaction[] = [...story, ...others];

const somebody = anImage({
  members: [{ tenant: 'somebody' }, { tenant: 'consumer' }, { tenant: 'anybody' }],
});

/** Members that no cloud has a tenant for: their ids are the same everywhere, so that answers must name the right one. */
export const byName: readonly Interaction[] = [
  asks('producer', 'members are listed in the order in which they were added', somebody, listMembers()),
  asks('producer', 'the member that is asked for is shown', somebody, showMember('anybody')),
  asks('producer', 'the member that is removed is removed', somebody, removeMember('somebody')),
  asks(
    'administrator',
    'the member that is updated is updated',
    somebody,
    updateMember('anybody', 'rejected'),
  ),
  ...only(wordsKnown, [
    asks('producer', 'whoever is a member already is named', somebody, addMember('anybody')),
    asks('producer', 'whoever is no member is named', somebody, showMember('nobody')),
  ]),
  asks('consumer', 'a consumer does not see whom else the image is offered to', somebody, listMembers()),
];
