// Generated from contracts/openapi.yaml by `npm run generate`. Do not edit.

/** The name of an operation of the Image API. */
export type Operation =
  | 'listImages'
  | 'createImage'
  | 'showImage'
  | 'updateImage'
  | 'deleteImage'
  | 'downloadImage'
  | 'uploadImage'
  | 'stageImage'
  | 'deactivateImage'
  | 'reactivateImage'
  | 'addTag'
  | 'removeTag'
  | 'listMembers'
  | 'addMember'
  | 'showMember'
  | 'updateMember'
  | 'removeMember'
  | 'showImageSchema'
  | 'showImagesSchema'
  | 'showMemberSchema'
  | 'showMembersSchema'
  | 'showMetadefNamespaceSchema'
  | 'showMetadefResourceTypeSchema';

/** What becomes of a request's body: read as JSON, taken as bytes, refused where there is one, or ignored. */
export type RouteBody = 'json' | 'bytes' | 'none' | 'ignored';

/** One operation of the Image API: where it is reached, and which body it takes. */
export interface Route {
  readonly operation: Operation;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The segments of the path: literal texts and parameters. */
  readonly path: readonly (string | { readonly param: string })[];
  readonly body: RouteBody;
  /** Media types the body may have, anything else being 415; empty where nobody looks at the media type. */
  readonly mediaTypes: readonly string[];
  /** The methods of the path, as the `Allow` header of a 405 lists them. */
  readonly allow: string;
}

/** Every operation that is served under `/v2`, in the order of the description. */
export const routes: readonly Route[] = [
  {
    operation: 'listImages',
    method: 'GET',
    path: ['v2', 'images'],
    body: 'ignored',
    mediaTypes: [],
    allow: 'GET, POST',
  },
  {
    operation: 'createImage',
    method: 'POST',
    path: ['v2', 'images'],
    body: 'json',
    mediaTypes: [],
    allow: 'GET, POST',
  },
  {
    operation: 'showImage',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PATCH, DELETE',
  },
  {
    operation: 'updateImage',
    method: 'PATCH',
    path: ['v2', 'images', { param: 'image_id' }],
    body: 'json',
    mediaTypes: [
      'application/openstack-images-v2.1-json-patch',
      'application/openstack-images-v2.0-json-patch',
    ],
    allow: 'GET, PATCH, DELETE',
  },
  {
    operation: 'deleteImage',
    method: 'DELETE',
    path: ['v2', 'images', { param: 'image_id' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PATCH, DELETE',
  },
  {
    operation: 'downloadImage',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }, 'file'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PUT',
  },
  {
    operation: 'uploadImage',
    method: 'PUT',
    path: ['v2', 'images', { param: 'image_id' }, 'file'],
    body: 'bytes',
    mediaTypes: ['application/octet-stream'],
    allow: 'GET, PUT',
  },
  {
    operation: 'stageImage',
    method: 'PUT',
    path: ['v2', 'images', { param: 'image_id' }, 'stage'],
    body: 'bytes',
    mediaTypes: ['application/octet-stream'],
    allow: 'PUT',
  },
  {
    operation: 'deactivateImage',
    method: 'POST',
    path: ['v2', 'images', { param: 'image_id' }, 'actions', 'deactivate'],
    body: 'none',
    mediaTypes: [],
    allow: 'POST',
  },
  {
    operation: 'reactivateImage',
    method: 'POST',
    path: ['v2', 'images', { param: 'image_id' }, 'actions', 'reactivate'],
    body: 'none',
    mediaTypes: [],
    allow: 'POST',
  },
  {
    operation: 'addTag',
    method: 'PUT',
    path: ['v2', 'images', { param: 'image_id' }, 'tags', { param: 'tag_value' }],
    body: 'none',
    mediaTypes: [],
    allow: 'PUT, DELETE',
  },
  {
    operation: 'removeTag',
    method: 'DELETE',
    path: ['v2', 'images', { param: 'image_id' }, 'tags', { param: 'tag_value' }],
    body: 'none',
    mediaTypes: [],
    allow: 'PUT, DELETE',
  },
  {
    operation: 'listMembers',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }, 'members'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, POST',
  },
  {
    operation: 'addMember',
    method: 'POST',
    path: ['v2', 'images', { param: 'image_id' }, 'members'],
    body: 'json',
    mediaTypes: [],
    allow: 'GET, POST',
  },
  {
    operation: 'showMember',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }, 'members', { param: 'member_id' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PUT, DELETE',
  },
  {
    operation: 'updateMember',
    method: 'PUT',
    path: ['v2', 'images', { param: 'image_id' }, 'members', { param: 'member_id' }],
    body: 'json',
    mediaTypes: [],
    allow: 'GET, PUT, DELETE',
  },
  {
    operation: 'removeMember',
    method: 'DELETE',
    path: ['v2', 'images', { param: 'image_id' }, 'members', { param: 'member_id' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PUT, DELETE',
  },
  {
    operation: 'showImageSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'image'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
  },
  {
    operation: 'showImagesSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'images'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
  },
  {
    operation: 'showMemberSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'member'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
  },
  {
    operation: 'showMembersSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'members'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
  },
  {
    operation: 'showMetadefNamespaceSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'namespace'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
  },
  {
    operation: 'showMetadefResourceTypeSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'resource_type'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
  },
];
