import { unprovenNames, type Profile } from '../profile.ts';
import { releases } from '../releases.ts';
import { glance } from './glance.ts';

/** What Rackspace's own tests saw, against its documents. Source: CLOUD-IMAGES.md §8. */
const rackspaceSwitches: Profile['switches'] = {
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

/** The roles of the role matrix, strongest last; where several apply, the strongest wins. */
const admins = ['cloudImages:admin', 'admin', 'identity:user-admin', 'member'];
const creators = ['cloudImages:creator', ...admins];
const observers = ['cloudImages:observer', 'observer', 'reader', ...creators];

/**
 * Rackspace Cloud Images as its guide documents it: a private image takes members, `shared` is a filter and no
 * visibility, roles are those of an account, and nobody stands above ownership. Keystone's `reader` and `member`
 * count as the observer and the user of an account, so that one seed serves all profiles. Where the guide is silent
 * the answer is that of Glance before 2023.1, and unproven.
 * Source: CLOUD-IMAGES.md §1 (permissions), §2 (visibilities), §3 (page), §4 (wire), §5 (roles), §6 (identity), §9 (gaps).
 */
export const rackspace: Profile = {
  name: 'rackspace',
  title: 'Rackspace Cloud Images as its documents have it',
  // Where its guide is silent: the release that is nearest to its time, of those that were measured.
  release: releases.zed,
  releaseIsFree: false,

  // prettier-ignore
  permissions: {
    addMember:        { producer: 'yes',   consumer: 'hidden', onlooker: 'hidden', stranger: 'hidden', administrator: 'never', role: 'creator',  refusal: 'mayNotCreateMembers' },
    listMembers:      { producer: 'yes',   consumer: 'own',    onlooker: 'hidden', stranger: 'hidden', administrator: 'never', role: 'observer', refusal: 'mayNotListMembers' },
    showMember:       { producer: 'yes',   consumer: 'own',    onlooker: 'hidden', stranger: 'hidden', administrator: 'never', role: 'observer', refusal: 'notAuthorized' },
    updateMember:     { producer: 'no',    consumer: 'own',    onlooker: 'hidden', stranger: 'hidden', administrator: 'never', role: 'admin',    refusal: 'mayNotUpdateMembers' },
    removeMember:     { producer: 'yes',   consumer: 'no',     onlooker: 'hidden', stranger: 'hidden', administrator: 'never', role: 'admin',    refusal: 'mayNotDeleteMembers' },

    listImages:       { producer: 'yes',   consumer: 'yes',    onlooker: 'yes',    stranger: 'hidden', administrator: 'never', role: 'observer', refusal: 'notAuthorized' },
    createImage:      { producer: 'yes',   consumer: 'never',  onlooker: 'never',  stranger: 'no',     administrator: 'never', role: 'creator',  refusal: 'notAuthorized' },
    showImage:        { producer: 'yes',   consumer: 'yes',    onlooker: 'yes',    stranger: 'hidden', administrator: 'never', role: 'observer', refusal: 'notAuthorized' },
    downloadImage:    { producer: 'yes',   consumer: 'yes',    onlooker: 'yes',    stranger: 'hidden', administrator: 'never', role: 'observer', refusal: 'notAuthorized' },
    updateImage:      { producer: 'yes',   consumer: 'no',     onlooker: 'no',     stranger: 'hidden', administrator: 'never', role: 'admin',    refusal: 'notOwner' },
    publicizeImage:   { producer: 'no',    consumer: 'no',     onlooker: 'no',     stranger: 'no',     administrator: 'never', role: 'any',    refusal: 'notAuthorized' },
    communitizeImage: { producer: 'never', consumer: 'never',  onlooker: 'never',  stranger: 'never',  administrator: 'never', role: 'any',    refusal: 'never' },
    setLocation:      { producer: 'yes',   consumer: 'yes',    onlooker: 'yes',    stranger: 'never',  administrator: 'never', role: 'admin',    refusal: 'notAuthorized' },
    deleteLocation:   { producer: 'yes',   consumer: 'no',     onlooker: 'no',     stranger: 'never',  administrator: 'never', role: 'admin',    refusal: 'notOwner' },
    deleteImage:      { producer: 'yes',   consumer: 'no',     onlooker: 'no',     stranger: 'hidden', administrator: 'never', role: 'admin',    refusal: 'notOwner' },
    uploadImage:      { producer: 'yes',   consumer: 'no',     onlooker: 'no',     stranger: 'hidden', administrator: 'never', role: 'creator',  refusal: 'mayNotUpload' },
    stageImage:       { producer: 'never', consumer: 'never',  onlooker: 'never',  stranger: 'never',  administrator: 'never', role: 'any',  refusal: 'never' },
    importImage:      { producer: 'never', consumer: 'never',  onlooker: 'never',  stranger: 'never',  administrator: 'never', role: 'any',  refusal: 'never' },
    copyImage:        { producer: 'never', consumer: 'never',  onlooker: 'never',  stranger: 'never',  administrator: 'never', role: 'any',  refusal: 'never' },
    listImageTasks:   { producer: 'never', consumer: 'never',  onlooker: 'never',  stranger: 'never',  administrator: 'never', role: 'any',  refusal: 'never' },
    listTasks:        { producer: 'never', consumer: 'never',  onlooker: 'never',  stranger: 'never',  administrator: 'never', role: 'any',  refusal: 'never' },
    showTask:         { producer: 'never', consumer: 'never',  onlooker: 'never',  stranger: 'never',  administrator: 'never', role: 'any',  refusal: 'never' },
    listLocations:    { producer: 'never', consumer: 'never',  onlooker: 'never',  stranger: 'never',  administrator: 'never', role: 'any',  refusal: 'never' },
    addLocation:      { producer: 'never', consumer: 'never',  onlooker: 'never',  stranger: 'never',  administrator: 'never', role: 'any',  refusal: 'never' },
    deactivateImage:  { producer: 'yes',   consumer: 'no',     onlooker: 'no',     stranger: 'hidden', administrator: 'never', role: 'admin',    refusal: 'notOwner' },
    reactivateImage:  { producer: 'yes',   consumer: 'no',     onlooker: 'no',     stranger: 'hidden', administrator: 'never', role: 'admin',    refusal: 'notOwner' },
    addTag:           { producer: 'yes',   consumer: 'no',     onlooker: 'no',     stranger: 'hidden', administrator: 'never', role: 'observer', refusal: 'mayNotUpdateTags' },
    removeTag:        { producer: 'yes',   consumer: 'no',     onlooker: 'no',     stranger: 'hidden', administrator: 'never', role: 'observer', refusal: 'mayNotDeleteTags' },
  },

  checks: {
    addMember: [
      'imageVisible',
      'imageShared',
      'callerPermitted',
      'quotaLeft',
      'memberWritable',
      'memberNew',
      'memberStorable',
      'roomLeft',
    ],
    listMembers: ['imageVisible', 'imageShared', 'callerPermitted'],
    showMember: ['imageVisible', 'imageShared', 'callerPermitted', 'memberOnRecord'],
    updateMember: [
      'imageVisible',
      'imageShared',
      'callerPermitted',
      'memberOnRecord',
      'statusKnown',
      'statusSettable',
    ],
    removeMember: ['imageVisible', 'imageShared', 'callerPermitted', 'memberOnRecord'],

    listImages: glance.checks.listImages,
    createImage: [
      'visibilityPermitted',
      'ownerPermitted',
      'callerPermitted',
      'valuesValid',
      'propertiesFree',
      'imageIdFree',
      'roomLeft',
    ],
    showImage: ['imageVisible', 'callerPermitted'],
    downloadImage: ['imageVisible', 'dataReleased', 'callerPermitted'],
    updateImage: ['imageVisible', 'changesPossible', 'roomLeft'],
    deleteImage: ['imageVisible', 'callerPermitted', 'imageUnprotected'],
    uploadImage: ['imageVisible', 'callerPermitted', 'transitionPossible', 'formatsSet', 'spaceLeft'],
    stageImage: ['imageVisible', 'callerPermitted', 'transitionPossible', 'spaceLeft'],
    importImage: glance.checks.importImage,
    listImageTasks: glance.checks.listImageTasks,
    listTasks: glance.checks.listTasks,
    showTask: glance.checks.showTask,
    listLocations: glance.checks.listLocations,
    addLocation: glance.checks.addLocation,
    deactivateImage: ['imageVisible', 'callerPermitted', 'transitionPossible'],
    reactivateImage: ['imageVisible', 'callerPermitted', 'transitionPossible'],
    addTag: ['imageVisible', 'callerPermitted', 'tagFits', 'roomLeft'],
    removeTag: ['imageVisible', 'callerPermitted', 'tagPresent'],
  },

  roles: { observer: observers, creator: creators, admin: admins },
  administrators: [],
  services: [],
  visibilities: {
    public: { seenBy: 'everyone', takesMembers: false, listed: true },
    private: { seenBy: 'members', takesMembers: true, listed: true },
  },
  defaultVisibility: 'private',
  visibilityFilters: { public: 'public', private: 'private', shared: 'shared with the caller' },

  systemScope: false,
  ownerlessPrivateRead: true,
  foreignOwner: 'ownerNotYoursLegacy',
  members: { duplicate: 'memberDuplicate', removedStay: false, statuses: 'known', echo: 'kept' },
  page: { size: 100, most: 100 },
  membersPerImage: Infinity,
  quotas: glance.quotas,
  locations: glance.locations,
  importMethods: glance.importMethods,
  refusals: {},
  wire: {
    schemas: 'rackspace',
    withheld: ['os_hidden', 'os_hash_algo', 'os_hash_value', 'virtual_size', 'stores'],
    reservedPrefixes: ['com.rackspace'],
    fixedWithData: [],
    absent: [
      'stageImage',
      'importImage',
      'copyImage',
      'listImageTasks',
      'listTasks',
      'showTask',
      'listLocations',
      'addLocation',
      'showImportInfo',
      'listStores',
      'showStoresDetail',
      'showUsage',
      'listCache',
      'clearCache',
      'showTaskSchema',
      'showTasksSchema',
    ],
    metadefs: null,
    importHeaders: false,
    tenantInPath: true,
    jsonSuffix: true,
    jsonTypes: ['application/json'],
    errorFormats: { offered: ['application/json', 'text/html'], otherwise: 'application/json' },
    errorBody: 'glance',
  },
  identity: {
    region: 'DFW',
    imageService: { name: 'cloudImages', path: '/v2' },
    servesV2: true,
    ids: 'digits',
    tenantNamedById: true,
    defaultRole: 'identity:user-admin',
  },
  unproven: unprovenNames,
  switches: rackspaceSwitches,
  own: null,
};
