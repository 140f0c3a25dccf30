import type { Visibility } from './model.ts';
import type { RefusalName } from './refusals.ts';

/** What does not depend on the profile about an operation. */
export interface OperationRow {
  /** The name that Glance's policies give it, as its refusals print it. */
  readonly policy: string;
  /** What is said where the image is not there for the caller. */
  readonly missing: RefusalName;
  /** What is said where the image's visibility takes no members. */
  readonly unshared?: RefusalName;
}

const table = {
  addMember: { policy: 'add_member', missing: 'imageNotFound', unshared: 'mayNotCreateMembers' },
  listMembers: { policy: 'get_members', missing: 'imageNotFound', unshared: 'mayNotListMembers' },
  showMember: { policy: 'get_member', missing: 'imageNotFound', unshared: 'onlySharedHaveMembers' },
  updateMember: { policy: 'modify_member', missing: 'imageNotFound', unshared: 'mayNotUpdateMembers' },
  removeMember: { policy: 'delete_member', missing: 'imageNotFound', unshared: 'mayNotDeleteMembers' },
  listImages: { policy: 'get_images', missing: 'noImageWithId' },
  createImage: { policy: 'add_image', missing: 'noImageWithId' },
  showImage: { policy: 'get_image', missing: 'noImageWithId' },
  updateImage: { policy: 'modify_image', missing: 'noImageWithId' },
  deleteImage: { policy: 'delete_image', missing: 'noImageToDelete' },
  downloadImage: { policy: 'download_image', missing: 'noImageWithId' },
  uploadImage: { policy: 'upload_image', missing: 'noImageWithId' },
  stageImage: { policy: 'modify_image', missing: 'noImageWithId' },
  deactivateImage: { policy: 'deactivate', missing: 'noImageWithId' },
  reactivateImage: { policy: 'reactivate', missing: 'noImageWithId' },
  addTag: { policy: 'modify_image', missing: 'imageNotFound' },
  removeTag: { policy: 'modify_image', missing: 'imageNotFound' },
} as const;

/** An operation on images or their members. */
export type Operation = keyof typeof table;

/** The operations and what is fixed about them. Source: RULES.md §2–§4 (words), Glance's policy names. */
export const operations: { readonly [O in Operation]: OperationRow } = table;

/** What else a permission table has lines for: parts of a patch or a creation that Glance asks about by themselves. */
export type PartAction = 'publicizeImage' | 'communitizeImage' | 'setLocation' | 'deleteLocation';

/** The policies of the parts. Source: RULES.md §3, §4; asked of Glance 25.1 for locations. */
export const partPolicies: { readonly [A in PartAction]: string } = {
  publicizeImage: 'publicize_image',
  communitizeImage: 'communitize_image',
  setLocation: 'set_image_location',
  deleteLocation: 'delete_image_location',
};

/** What giving an image a visibility asks for besides. */
export const visibilityActions: Readonly<Partial<Record<Visibility, PartAction>>> = {
  public: 'publicizeImage',
  community: 'communitizeImage',
};

/** Whatever has a line in a permission table. */
export type Action = Operation | PartAction;
