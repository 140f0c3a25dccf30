import type { ImageStatus, Visibility } from './model.ts';
import type { RefusalName } from './refusals.ts';

/** What does not depend on the profile about an operation. */
export interface OperationRow {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Where it is reached, `{…}` standing for what a request names. Source: contracts/openapi.yaml. */
  readonly path: string;
  /** What it does, in one sentence. */
  readonly does: string;
  /** The name that Glance's policies give it, as its refusals print it. */
  readonly policy: string;
  /** What is said where the image is not there for the caller. */
  readonly missing: RefusalName;
  /** What is said where the image's visibility takes no members. */
  readonly unshared?: RefusalName;
}

const table = {
  addMember: {
    method: 'POST',
    path: '/v2/images/{image_id}/members',
    does: 'Share the image with a tenant: add it as a member.',
    policy: 'add_member',
    missing: 'imageNotFound',
    unshared: 'mayNotCreateMembers',
  },
  listMembers: {
    method: 'GET',
    path: '/v2/images/{image_id}/members',
    does: 'List the members of the image.',
    policy: 'get_members',
    missing: 'imageNotFound',
    unshared: 'mayNotListMembers',
  },
  showMember: {
    method: 'GET',
    path: '/v2/images/{image_id}/members/{member_id}',
    does: 'Show one member and its status.',
    policy: 'get_member',
    missing: 'imageNotFound',
    unshared: 'onlySharedHaveMembers',
  },
  updateMember: {
    method: 'PUT',
    path: '/v2/images/{image_id}/members/{member_id}',
    does: 'Give a member a status: accept the image, or reject it.',
    policy: 'modify_member',
    missing: 'imageNotFound',
    unshared: 'mayNotUpdateMembers',
  },
  removeMember: {
    method: 'DELETE',
    path: '/v2/images/{image_id}/members/{member_id}',
    does: 'Stop sharing the image with a member.',
    policy: 'delete_member',
    missing: 'imageNotFound',
    unshared: 'mayNotDeleteMembers',
  },
  listImages: {
    method: 'GET',
    path: '/v2/images',
    does: 'List the images that the caller owns, that are public, and that it has accepted.',
    policy: 'get_images',
    missing: 'noImageWithId',
  },
  createImage: {
    method: 'POST',
    path: '/v2/images',
    does: 'Create an image without data.',
    policy: 'add_image',
    missing: 'noImageWithId',
  },
  showImage: {
    method: 'GET',
    path: '/v2/images/{image_id}',
    does: 'Show the image.',
    policy: 'get_image',
    missing: 'noImageWithId',
  },
  updateImage: {
    method: 'PATCH',
    path: '/v2/images/{image_id}',
    does: 'Change properties of the image, its visibility among them.',
    policy: 'modify_image',
    missing: 'noImageWithId',
  },
  deleteImage: {
    method: 'DELETE',
    path: '/v2/images/{image_id}',
    does: 'Delete the image with its members.',
    policy: 'delete_image',
    missing: 'noImageToDelete',
  },
  downloadImage: {
    method: 'GET',
    path: '/v2/images/{image_id}/file',
    does: 'Download the data of the image.',
    policy: 'download_image',
    missing: 'noImageWithId',
  },
  uploadImage: {
    method: 'PUT',
    path: '/v2/images/{image_id}/file',
    does: 'Upload the data of the image.',
    policy: 'upload_image',
    missing: 'noImageWithId',
  },
  stageImage: {
    method: 'PUT',
    path: '/v2/images/{image_id}/stage',
    does: 'Upload data for an import to turn into the image.',
    policy: 'modify_image',
    missing: 'noImageWithId',
  },
  importImage: {
    method: 'POST',
    path: '/v2/images/{image_id}/import',
    does: 'Import data into the image: what was staged, or what is at a URI.',
    policy: 'modify_image',
    missing: 'noImageWithId',
  },
  listImageTasks: {
    method: 'GET',
    path: '/v2/images/{image_id}/tasks',
    does: "List the imports into the image that the caller's tenant has started.",
    policy: 'get_image',
    missing: 'resourceNotFound',
  },
  listTasks: {
    method: 'GET',
    path: '/v2/tasks',
    does: 'List all imports.',
    policy: 'tasks_api_access',
    missing: 'resourceNotFound',
  },
  showTask: {
    method: 'GET',
    path: '/v2/tasks/{task_id}',
    does: 'Show an import.',
    policy: 'tasks_api_access',
    missing: 'resourceNotFound',
  },
  listLocations: {
    method: 'GET',
    path: '/v2/images/{image_id}/locations',
    does: 'Show where the data of the image lies.',
    policy: 'fetch_image_location',
    missing: 'noImageWithId',
  },
  addLocation: {
    method: 'POST',
    path: '/v2/images/{image_id}/locations',
    does: 'Say where the data of the image lies.',
    policy: 'add_image_location',
    missing: 'noImageWithId',
  },
  deactivateImage: {
    method: 'POST',
    path: '/v2/images/{image_id}/actions/deactivate',
    does: 'Withhold the data of the image.',
    policy: 'deactivate',
    missing: 'noImageWithId',
  },
  reactivateImage: {
    method: 'POST',
    path: '/v2/images/{image_id}/actions/reactivate',
    does: 'Give the data of the image out again.',
    policy: 'reactivate',
    missing: 'noImageWithId',
  },
  addTag: {
    method: 'PUT',
    path: '/v2/images/{image_id}/tags/{tag_value}',
    does: 'Add a tag to the image.',
    policy: 'modify_image',
    missing: 'imageNotFound',
  },
  removeTag: {
    method: 'DELETE',
    path: '/v2/images/{image_id}/tags/{tag_value}',
    does: 'Remove a tag from the image.',
    policy: 'modify_image',
    missing: 'imageNotFound',
  },
} as const;

/** An operation on images or their members. */
export type Operation = keyof typeof table;

/** The operations and what is fixed about them. Source: RULES.md §2–§4 (words), Glance's policy names. */
export const operations: { readonly [O in Operation]: OperationRow } = table;

/** What else a permission table has lines for: parts of a patch or a creation that Glance asks about by themselves. */
export type PartAction =
  | 'publicizeImage'
  | 'communitizeImage'
  | 'setLocation'
  | 'deleteLocation'
  | 'copyImage';

/** The policies of the parts. Source: RULES.md §3, §4; asked of Glance 25.1 for locations. */
export const partPolicies: { readonly [A in PartAction]: string } = {
  publicizeImage: 'publicize_image',
  communitizeImage: 'communitize_image',
  setLocation: 'set_image_location',
  deleteLocation: 'delete_image_location',
  copyImage: 'copy_image',
};

/** What giving an image a visibility asks for besides. */
export const visibilityActions: Readonly<Partial<Record<Visibility, PartAction>>> = {
  public: 'publicizeImage',
  community: 'communitizeImage',
};

/** Whatever has a line in a permission table. */
export type Action = Operation | PartAction;

/** Documents that ask nothing of the world, and that not every service has: of imports, stores, the cache and quotas. */
export type CloudDocument =
  | 'showImportInfo'
  | 'listStores'
  | 'showStoresDetail'
  | 'showUsage'
  | 'listCache'
  | 'clearCache'
  | 'showTaskSchema'
  | 'showTasksSchema';

/** The policies of those documents that are for administrators alone. Source: asked of Glance 25, 30 and 33. */
export const documentPolicies: { readonly [D in CloudDocument]?: string } = {
  showStoresDetail: 'stores_info_detail',
  listCache: 'cache_list',
  clearCache: 'cache_delete',
};

/** The operations that lead from one image status to another. */
export type Transition = 'uploadImage' | 'stageImage' | 'deactivateImage' | 'reactivateImage';

/** Where a transition may start, what it passes through, where it ends, and how it is refused elsewhere. */
export interface TransitionRow {
  readonly from: readonly ImageStatus[];
  /** The status that a refusal names. */
  readonly through: ImageStatus;
  readonly to: ImageStatus;
  readonly refusal: RefusalName;
}

/** The transitions. Source: RULES.md §7 items 17, 18; recorded: 08-image_crud files/*, actions/*. */
export const transitions: { readonly [T in Transition]: TransitionRow } = {
  uploadImage: { from: ['queued'], through: 'saving', to: 'active', refusal: 'transitionForbidden' },
  stageImage: { from: ['queued'], through: 'uploading', to: 'uploading', refusal: 'transitionForbidden' },
  deactivateImage: {
    from: ['active', 'deactivated'],
    through: 'deactivated',
    to: 'deactivated',
    refusal: 'mayNotDeactivate',
  },
  reactivateImage: {
    from: ['deactivated', 'active'],
    through: 'active',
    to: 'active',
    refusal: 'mayNotReactivate',
  },
};
