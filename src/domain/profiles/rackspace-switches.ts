import type { Profile } from '../profile.ts';

/** What Rackspace's own tests saw, against its documents. Source: CLOUD-IMAGES.md §8. */
export const rackspaceSwitches: Profile['switches'] = {
  'sharing-on': {
    meaning: 'a member that shares the image on is refused with 403; documented is 404',
    source: 'cloudroast, images/v2, test_image_membership_sharing_cycle.py',
    permissions: { addMember: { consumer: 'no' } },
  },
  'status-of-others': {
    meaning: "a member that sets another's status is refused with 403; documented is 404",
    source: 'cloudroast, glance/regression, update image member',
    permissions: { updateMember: { consumer: 'self' } },
  },
};
