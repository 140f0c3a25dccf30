import type { Profile } from '../profile.ts';
import { visibilities, visibilityFilters } from '../visibilities.ts';

/**
 * Glance as it is today: the policy defaults of 2023.1 and later.
 * Source: RULES.md §1 (order), §2 with §3 (who may do what), §4 (images).
 */
export const glance: Profile = {
  name: 'glance',
  title: 'OpenStack Glance with the policy defaults of 2023.1 and later',

  // prettier-ignore
  permissions: {
    addMember:        { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    listMembers:      { producer: 'yes', consumer: 'own', onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'reader', refusal: 'notAuthorized' },
    showMember:       { producer: 'yes', consumer: 'own', onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'reader', refusal: 'notAuthorized' },
    updateMember:     { producer: 'no',  consumer: 'own', onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    removeMember:     { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },

    listImages:       { producer: 'yes', consumer: 'yes', onlooker: 'yes', stranger: 'yes',    administrator: 'yes', role: 'reader', refusal: 'notAuthorized' },
    createImage:      { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'no',     administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    showImage:        { producer: 'yes', consumer: 'yes', onlooker: 'yes', stranger: 'hidden', administrator: 'yes', role: 'reader', refusal: 'notAuthorized' },
    downloadImage:    { producer: 'yes', consumer: 'yes', onlooker: 'yes', stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    updateImage:      { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    publicizeImage:   { producer: 'no',  consumer: 'no',  onlooker: 'no',  stranger: 'no',     administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    communitizeImage: { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'no',     administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    setLocation:      { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'no',     administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    deleteLocation:   { producer: 'no',  consumer: 'no',  onlooker: 'no',  stranger: 'no',     administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    deleteImage:      { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    uploadImage:      { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    stageImage:       { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    deactivateImage:  { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    reactivateImage:  { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    addTag:           { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
    removeTag:        { producer: 'yes', consumer: 'no',  onlooker: 'no',  stranger: 'hidden', administrator: 'yes', role: 'member', refusal: 'notAuthorized' },
  },

  checks: {
    addMember: [
      'imageVisible',
      'imageShared',
      'callerReads',
      'callerPermitted',
      'quotaLeft',
      'memberWritable',
      'memberNew',
      'memberStorable',
      'roomLeft',
    ],
    listMembers: ['imageVisible', 'imageShared', 'callerReads', 'callerPermitted'],
    showMember: ['imageVisible', 'imageShared', 'callerReads', 'callerPermitted', 'memberOnRecord'],
    updateMember: [
      'imageVisible',
      'imageShared',
      'callerReads',
      'memberOnRecord',
      'callerPermitted',
      'statusKnown',
    ],
    removeMember: ['imageVisible', 'imageShared', 'callerReads', 'memberOnRecord', 'callerPermitted'],

    listImages: ['flagsKnown', 'callerPermitted', 'filtersPossible', 'markerVisible'],
    createImage: ['callerPermitted', 'visibilityPermitted', 'valuesValid', 'imageIdFree', 'roomLeft'],
    showImage: ['imageVisible', 'callerReads'],
    downloadImage: ['imageVisible', 'dataReleased', 'callerReads', 'callerPermitted'],
    updateImage: ['imageVisible', 'changesPossible', 'roomLeft'],
    deleteImage: ['imageVisible', 'callerReads', 'callerPermitted', 'imageUnprotected'],
    uploadImage: [
      'imageVisible',
      'callerReads',
      'callerPermitted',
      'transitionPossible',
      'formatsSet',
      'spaceLeft',
    ],
    stageImage: ['imageVisible', 'callerReads', 'callerPermitted', 'transitionPossible', 'spaceLeft'],
    deactivateImage: ['imageVisible', 'callerReads', 'callerPermitted', 'transitionPossible'],
    reactivateImage: ['imageVisible', 'callerReads', 'callerPermitted', 'transitionPossible'],
    addTag: ['imageVisible', 'callerReads', 'callerPermitted', 'tagFits', 'roomLeft'],
    removeTag: ['imageVisible', 'callerReads', 'callerPermitted', 'tagPresent'],
  },

  roles: { reader: ['reader', 'admin'], member: ['member', 'admin'] },
  administrators: ['admin'],
  visibilities,
  defaultVisibility: 'shared',
  visibilityFilters,

  systemScope: false,
  ownerlessPrivateRead: false,
  foreignOwner: 'ownerNotYours',
  page: { size: 25, most: 1000 },
  membersPerImage: 128,
  wire: {
    schemas: 'glance',
    withheld: [],
    reservedPrefixes: [],
    fixedWithData: ['disk_format', 'container_format'],
    absent: [],
    importHeaders: true,
    tenantInPath: false,
    jsonSuffix: false,
    jsonTypes: [],
    errorFormats: { offered: ['text/html', 'application/json'], otherwise: 'text/plain' },
    errorBody: 'glance',
  },
  identity: {
    region: 'RegionOne',
    imageService: { name: 'glance', path: '' },
    servesV2: false,
    ids: 'hex',
    tenantNamedById: false,
    defaultRole: 'member',
  },
  gaps: [],
  switches: {},
};
