import type { GapName } from '../gap-names.ts';
import type { Profile } from '../profile.ts';

/** What nobody knows of Cloud Images: all the gaps that there are. Source: CLOUD-IMAGES.md §9. */
export const rackspaceGaps: readonly GapName[] = [
  'errorBody',
  'duplicateMember',
  'memberAgain',
  'memberIdForm',
  'memberIdLength',
  'ownerAsMember',
  'publicMembers',
  'roleRefusal',
  'reservedProperty',
  'bodyNotExpected',
  'tenantInPath',
  'otherOperation',
  'rateLimit',
];

/** What Rackspace's own tests saw, against its documents. Source: CLOUD-IMAGES.md §8. */
export const rackspaceSwitches: Profile['switches'] = {
  'sharing-on': {
    meaning: 'a member that shares the image on is refused with 403; documented is 404',
    source: 'cloudroast, images/v2, test_image_membership_sharing_cycle.py',
    permissions: {
      // prettier-ignore
      addMember: { producer: 'yes', consumer: 'no', onlooker: 'hidden', stranger: 'hidden', administrator: 'no', role: 'creator', refusal: 'mayNotCreateMembers' },
    },
  },
  'status-of-others': {
    meaning: "a member that sets another's status is refused with 403; documented is 404",
    source: 'cloudroast, glance/regression, update image member',
    permissions: {
      // prettier-ignore
      updateMember: { producer: 'no', consumer: 'self', onlooker: 'hidden', stranger: 'hidden', administrator: 'no', role: 'admin', refusal: 'mayNotUpdateMembers' },
    },
  },
};
