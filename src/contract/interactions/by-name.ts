import type { Interaction } from '../interaction.ts';
import { anImage, asks, only, requests, wordsKnown } from './writing.ts';

const { addMember, listMembers, removeMember, showMember, updateMember } = requests;

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
