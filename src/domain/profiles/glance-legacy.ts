import type { Profile } from '../profile.ts';
import { glance } from './glance.ts';

/**
 * Glance with the policy defaults of before 2023.1 (stock Zed): roles below admin do not matter, and
 * ownership is asked before the member is looked up.
 * Source: RULES.md §1.7, §2 (who may do what), §3 (legacy columns).
 */
export const glanceLegacy: Profile = {
  ...glance,
  name: 'glance-legacy',
  title: 'OpenStack Glance with the old policy defaults (Zed and earlier)',

  // prettier-ignore
  permissions: {
    addMember:        { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'mayNotCreateMembers' },
    listMembers:      { producer: 'yes', consumer: 'own',   onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'never' },
    showMember:       { producer: 'yes', consumer: 'own',   onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'never' },
    updateMember:     { producer: 'no',  consumer: 'own',   onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'mayNotUpdateMembers' },
    removeMember:     { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'mayNotDeleteMembers' },

    listImages:       { producer: 'yes', consumer: 'yes',   onlooker: 'yes',   stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'never' },
    createImage:      { producer: 'yes', consumer: 'never', onlooker: 'never', stranger: 'no',     administrator: 'yes', role: 'any', refusal: 'never' },
    showImage:        { producer: 'yes', consumer: 'yes',   onlooker: 'yes',   stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'never' },
    downloadImage:    { producer: 'yes', consumer: 'yes',   onlooker: 'yes',   stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'never' },
    updateImage:      { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'notOwner' },
    publicizeImage:   { producer: 'no',  consumer: 'no',    onlooker: 'no',    stranger: 'no',     administrator: 'yes', role: 'any', refusal: 'notAuthorized' },
    communitizeImage: { producer: 'yes', consumer: 'yes',   onlooker: 'yes',   stranger: 'yes',    administrator: 'yes', role: 'any', refusal: 'never' },
    setLocation:      { producer: 'yes', consumer: 'yes',   onlooker: 'yes',   stranger: 'never',  administrator: 'yes', role: 'any', refusal: 'never' },
    deleteLocation:   { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'never',  administrator: 'yes', role: 'any', refusal: 'notOwner' },
    deleteImage:      { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'notOwner' },
    uploadImage:      { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'mayNotUpload' },
    stageImage:       { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'notOwner' },
    importImage:      { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'notOwner' },
    copyImage:        { producer: 'no',  consumer: 'no',    onlooker: 'no',    stranger: 'never',  administrator: 'yes', role: 'any', refusal: 'notAuthorized' },
    listImageTasks:   { producer: 'yes', consumer: 'yes',   onlooker: 'yes',   stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'never' },
    listTasks:        { producer: 'never', consumer: 'never', onlooker: 'never', stranger: 'no',   administrator: 'yes', role: 'any', refusal: 'notAuthorized' },
    showTask:         { producer: 'never', consumer: 'never', onlooker: 'never', stranger: 'no',   administrator: 'yes', role: 'any', refusal: 'notAuthorized' },
    listLocations:    glance.permissions.listLocations,
    addLocation:      glance.permissions.addLocation,
    deactivateImage:  { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'notOwner' },
    reactivateImage:  { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'notOwner' },
    addTag:           { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'mayNotUpdateTags' },
    removeTag:        { producer: 'yes', consumer: 'no',    onlooker: 'no',    stranger: 'hidden', administrator: 'yes', role: 'any', refusal: 'mayNotDeleteTags' },
  },

  checks: {
    ...glance.checks,
    updateMember: [
      'imageVisible',
      'imageShared',
      'callerPermitted',
      'memberOnRecord',
      'statusKnown',
      'statusSettable',
    ],
    removeMember: ['imageVisible', 'imageShared', 'callerPermitted', 'memberOnRecord'],
    createImage: [
      'visibilityPermitted',
      'ownerPermitted',
      'callerPermitted',
      'valuesValid',
      'imageIdFree',
      'roomLeft',
    ],
  },

  wire: { ...glance.wire, metadefs: 'any' },
  systemScope: true,
  ownerlessPrivateRead: true,
  foreignOwner: 'ownerNotYoursLegacy',
};
