import type { Switch } from '../profile.ts';

/** A rule that a deployment or a well-known fake got wrong: what the tables say there, and what finds it. */
export interface Bug extends Switch {
  /** The interaction of our pacts that fails on it: the kind of caller whose contract it is in, and its sentence. */
  readonly caughtBy: {
    readonly consumer: 'producer' | 'consumer' | 'stranger' | 'administrator';
    readonly sentence: string;
  };
}

const strange = { stranger: 'no' } as const;
const anybody = { producer: 'yes', consumer: 'yes', onlooker: 'yes', stranger: 'yes' } as const;

/** Bugs on purpose: what others got wrong, by name, to see whether a test or a contract finds it. None is on by itself. */
export const bugs: Readonly<Record<string, Bug>> = {
  'owner-may-accept': {
    meaning: 'the owner of an image may set the status of its members: it accepts for them',
    source: 'Rackspace Cloud Images, Redmine #3579 (named in cloudroast); kubedoio/o3k',
    permissions: { updateMember: { producer: 'yes' } },
    caughtBy: { consumer: 'producer', sentence: 'the producer accepts for the consumer' },
  },
  'quota-not-enforced': {
    meaning: 'an image takes members without limit, whatever the limit is',
    source: 'Rackspace Cloud Images, Redmine #3707 (skipped in cloudroast)',
    unchecked: ['quotaLeft'],
    caughtBy: { consumer: 'producer', sentence: 'an image takes 128 members and no more' },
  },
  're-adding-is-duplicate': {
    meaning: 'a removed member cannot be added again: it is refused as a duplicate',
    source: 'OpenStack Glance before Liberty, as the specification of its fix says',
    members: { removedStay: true },
    caughtBy: { consumer: 'producer', sentence: 'the producer adds a removed member again' },
  },
  'duplicate-is-500': {
    meaning: 'adding a member twice is answered 500 in place of 409',
    source: 'kubedoio/o3k',
    members: { duplicate: 'serverErred' },
    caughtBy: { consumer: 'producer', sentence: 'the producer adds a member twice' },
  },
  'private-takes-members': {
    meaning: 'the visibility of an image is not looked at: private, community and public images take members',
    source: 'kubedoio/o3k',
    unchecked: ['imageShared'],
    caughtBy: { consumer: 'producer', sentence: 'the producer cannot add members of a private image' },
  },
  'strangers-get-403': {
    meaning:
      'who does not see an image is refused its members with 403 in place of 404: it learns that the image exists',
    source: 'kubedoio/o3k',
    permissions: {
      addMember: strange,
      listMembers: strange,
      showMember: strange,
      updateMember: strange,
      removeMember: strange,
    },
    caughtBy: { consumer: 'stranger', sentence: 'the stranger lists the members' },
  },
  'only-owner-lists': {
    meaning: 'a consumer may not list the members, not even to see itself',
    source: 'kubedoio/o3k',
    permissions: { listMembers: { consumer: 'no' } },
    caughtBy: { consumer: 'consumer', sentence: 'the consumer lists the members' },
  },
  'owner-not-checked': {
    meaning:
      'producer, consumer and stranger are not told apart: whoever has a token may do everything with members',
    source: 'waldur/openstack-emulator',
    permissions: {
      addMember: anybody,
      listMembers: anybody,
      showMember: anybody,
      updateMember: anybody,
      removeMember: anybody,
    },
    caughtBy: { consumer: 'stranger', sentence: 'a stranger may not add itself' },
  },
  'any-status-accepted': {
    meaning: 'a member may be given any text for a status, not only those that there are',
    source: 'waldur/openstack-emulator',
    members: { statuses: 'any' },
    caughtBy: { consumer: 'consumer', sentence: 'a status must be one of three' },
  },
  'sharing-not-listed': {
    meaning: 'images that a consumer has accepted are not in its image list',
    source: 'rackerlabs/mimic: "no provision for shared versus unshared images"',
    permissions: { listImages: { consumer: 'hidden' } },
    caughtBy: { consumer: 'consumer', sentence: 'what is accepted in the image list' },
  },
};
