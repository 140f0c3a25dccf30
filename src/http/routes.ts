// Generated from contracts/openapi.yaml by `npm run generate`. Do not edit.

/** The name of an operation of the Image API. */
export type RoutedOperation =
  | 'listImages'
  | 'createImage'
  | 'showImage'
  | 'updateImage'
  | 'deleteImage'
  | 'downloadImage'
  | 'uploadImage'
  | 'stageImage'
  | 'importImage'
  | 'listImageTasks'
  | 'listLocations'
  | 'addLocation'
  | 'listTasks'
  | 'showTask'
  | 'showImportInfo'
  | 'showStoresDetail'
  | 'showUsage'
  | 'listCache'
  | 'clearCache'
  | 'listStores'
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
  | 'showTaskSchema'
  | 'showTasksSchema'
  | 'showMetadefNamespaceSchema'
  | 'showMetadefResourceTypeSchema'
  | 'showMetadefNamespacesSchema'
  | 'showMetadefObjectSchema'
  | 'showMetadefObjectsSchema'
  | 'showMetadefPropertySchema'
  | 'showMetadefPropertiesSchema'
  | 'showMetadefResourceTypesSchema'
  | 'showMetadefTagSchema'
  | 'showMetadefTagsSchema'
  | 'listNamespaces'
  | 'showNamespace'
  | 'listNamespaceObjects'
  | 'showNamespaceObject'
  | 'listNamespaceProperties'
  | 'showNamespaceProperty'
  | 'listNamespaceTags'
  | 'showNamespaceTag'
  | 'listNamespaceResourceTypes'
  | 'listResourceTypes';

/** What becomes of a request's body: read as JSON, taken as bytes, refused where there is one, ignored, or Glance breaks on it. */
export type RouteBody = 'json' | 'bytes' | 'none' | 'ignored' | 'breaks';

/** One operation of the Image API: where it is reached, and which body it takes. */
export interface Route {
  readonly operation: RoutedOperation;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The segments of the path: literal texts and parameters. */
  readonly path: readonly (string | { readonly param: string })[];
  readonly body: RouteBody;
  /** Media types the body may have, anything else being 415; empty where nobody looks at the media type. */
  readonly mediaTypes: readonly string[];
  /** The methods of the path, as the `Allow` header of a 405 lists them; empty: with another one it is no path. */
  readonly allow: string;
  /** Those of them that Glance answers and the fake does not: 501; left out: none. */
  readonly unserved?: readonly string[];
  /** Whether it belongs to the metadata definitions, which not every service has; left out: it does not. */
  readonly metadefs?: true;
  /** What somebody reads of a request: the names of query parameters, of headers, and of fields of a JSON body. */
  readonly reads: {
    readonly query: readonly string[] | 'all';
    readonly headers: readonly string[];
    readonly fields: readonly string[] | 'all';
  };
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
    reads: { query: 'all', headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'createImage',
    method: 'POST',
    path: ['v2', 'images'],
    body: 'json',
    mediaTypes: [],
    allow: 'GET, POST',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: 'all' },
  },
  {
    operation: 'showImage',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PATCH, DELETE',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
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
    reads: { query: [], headers: ['x-openstack-request-id'], fields: 'all' },
  },
  {
    operation: 'deleteImage',
    method: 'DELETE',
    path: ['v2', 'images', { param: 'image_id' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PATCH, DELETE',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'downloadImage',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }, 'file'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PUT',
    reads: { query: [], headers: ['x-openstack-request-id', 'range', 'content-range'], fields: [] },
  },
  {
    operation: 'uploadImage',
    method: 'PUT',
    path: ['v2', 'images', { param: 'image_id' }, 'file'],
    body: 'bytes',
    mediaTypes: ['application/octet-stream'],
    allow: 'GET, PUT',
    reads: { query: [], headers: ['x-openstack-request-id', 'x-openstack-image-size'], fields: 'all' },
  },
  {
    operation: 'stageImage',
    method: 'PUT',
    path: ['v2', 'images', { param: 'image_id' }, 'stage'],
    body: 'bytes',
    mediaTypes: ['application/octet-stream'],
    allow: 'PUT',
    reads: { query: [], headers: ['x-openstack-request-id', 'x-openstack-image-size'], fields: 'all' },
  },
  {
    operation: 'importImage',
    method: 'POST',
    path: ['v2', 'images', { param: 'image_id' }, 'import'],
    body: 'json',
    mediaTypes: [],
    allow: 'POST',
    reads: {
      query: [],
      headers: ['x-openstack-request-id', 'x-image-meta-store'],
      fields: ['method', 'stores', 'all_stores', 'all_stores_must_succeed'],
    },
  },
  {
    operation: 'listImageTasks',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }, 'tasks'],
    body: 'none',
    mediaTypes: [],
    allow: '',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listLocations',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }, 'locations'],
    body: 'breaks',
    mediaTypes: [],
    allow: 'POST',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'addLocation',
    method: 'POST',
    path: ['v2', 'images', { param: 'image_id' }, 'locations'],
    body: 'json',
    mediaTypes: [],
    allow: 'POST',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: ['url', 'validation_data'] },
  },
  {
    operation: 'listTasks',
    method: 'GET',
    path: ['v2', 'tasks'],
    body: 'ignored',
    mediaTypes: [],
    allow: 'GET, POST',
    unserved: ['POST'],
    reads: {
      query: [
        'limit',
        'marker',
        'sort_key',
        'sort_dir',
        'status',
        'type',
        'owner',
        'id',
        'image_id',
        'request_id',
        'user_id',
      ],
      headers: ['x-openstack-request-id'],
      fields: [],
    },
  },
  {
    operation: 'showTask',
    method: 'GET',
    path: ['v2', 'tasks', { param: 'task_id' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, DELETE',
    unserved: ['DELETE'],
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showImportInfo',
    method: 'GET',
    path: ['v2', 'info', 'import'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showStoresDetail',
    method: 'GET',
    path: ['v2', 'info', 'stores', 'detail'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showUsage',
    method: 'GET',
    path: ['v2', 'info', 'usage'],
    body: 'breaks',
    mediaTypes: [],
    allow: '',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listCache',
    method: 'GET',
    path: ['v2', 'cache'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, DELETE',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'clearCache',
    method: 'DELETE',
    path: ['v2', 'cache'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, DELETE',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listStores',
    method: 'GET',
    path: ['v2', 'info', 'stores'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'deactivateImage',
    method: 'POST',
    path: ['v2', 'images', { param: 'image_id' }, 'actions', 'deactivate'],
    body: 'none',
    mediaTypes: [],
    allow: 'POST',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'reactivateImage',
    method: 'POST',
    path: ['v2', 'images', { param: 'image_id' }, 'actions', 'reactivate'],
    body: 'none',
    mediaTypes: [],
    allow: 'POST',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'addTag',
    method: 'PUT',
    path: ['v2', 'images', { param: 'image_id' }, 'tags', { param: 'tag_value' }],
    body: 'none',
    mediaTypes: [],
    allow: 'PUT, DELETE',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'removeTag',
    method: 'DELETE',
    path: ['v2', 'images', { param: 'image_id' }, 'tags', { param: 'tag_value' }],
    body: 'none',
    mediaTypes: [],
    allow: 'PUT, DELETE',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listMembers',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }, 'members'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, POST',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'addMember',
    method: 'POST',
    path: ['v2', 'images', { param: 'image_id' }, 'members'],
    body: 'json',
    mediaTypes: [],
    allow: 'GET, POST',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: ['member'] },
  },
  {
    operation: 'showMember',
    method: 'GET',
    path: ['v2', 'images', { param: 'image_id' }, 'members', { param: 'member_id' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PUT, DELETE',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'updateMember',
    method: 'PUT',
    path: ['v2', 'images', { param: 'image_id' }, 'members', { param: 'member_id' }],
    body: 'json',
    mediaTypes: [],
    allow: 'GET, PUT, DELETE',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: ['status'] },
  },
  {
    operation: 'removeMember',
    method: 'DELETE',
    path: ['v2', 'images', { param: 'image_id' }, 'members', { param: 'member_id' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PUT, DELETE',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showImageSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'image'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showImagesSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'images'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMemberSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'member'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMembersSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'members'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showTaskSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'task'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showTasksSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'tasks'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefNamespaceSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'namespace'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefResourceTypeSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'resource_type'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefNamespacesSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'namespaces'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefObjectSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'object'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefObjectsSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'objects'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefPropertySchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'property'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefPropertiesSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'properties'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefResourceTypesSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'resource_types'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefTagSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'tag'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showMetadefTagsSchema',
    method: 'GET',
    path: ['v2', 'schemas', 'metadefs', 'tags'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listNamespaces',
    method: 'GET',
    path: ['v2', 'metadefs', 'namespaces'],
    body: 'ignored',
    mediaTypes: [],
    allow: 'GET, POST',
    unserved: ['POST'],
    metadefs: true,
    reads: {
      query: ['limit', 'marker', 'sort_key', 'sort_dir', 'visibility', 'resource_types'],
      headers: ['x-openstack-request-id'],
      fields: [],
    },
  },
  {
    operation: 'showNamespace',
    method: 'GET',
    path: ['v2', 'metadefs', 'namespaces', { param: 'namespace' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PUT, DELETE',
    unserved: ['PUT', 'DELETE'],
    metadefs: true,
    reads: { query: ['resource_type'], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listNamespaceObjects',
    method: 'GET',
    path: ['v2', 'metadefs', 'namespaces', { param: 'namespace' }, 'objects'],
    body: 'ignored',
    mediaTypes: [],
    allow: 'GET, POST, DELETE',
    unserved: ['POST', 'DELETE'],
    metadefs: true,
    reads: {
      query: ['limit', 'marker', 'sort_key', 'sort_dir', 'visibility'],
      headers: ['x-openstack-request-id'],
      fields: [],
    },
  },
  {
    operation: 'showNamespaceObject',
    method: 'GET',
    path: ['v2', 'metadefs', 'namespaces', { param: 'namespace' }, 'objects', { param: 'object' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, PUT, DELETE',
    unserved: ['PUT', 'DELETE'],
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listNamespaceProperties',
    method: 'GET',
    path: ['v2', 'metadefs', 'namespaces', { param: 'namespace' }, 'properties'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, POST, DELETE',
    unserved: ['POST', 'DELETE'],
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'showNamespaceProperty',
    method: 'GET',
    path: ['v2', 'metadefs', 'namespaces', { param: 'namespace' }, 'properties', { param: 'property' }],
    body: 'ignored',
    mediaTypes: [],
    allow: 'GET, PUT, DELETE',
    unserved: ['PUT', 'DELETE'],
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listNamespaceTags',
    method: 'GET',
    path: ['v2', 'metadefs', 'namespaces', { param: 'namespace' }, 'tags'],
    body: 'ignored',
    mediaTypes: [],
    allow: 'GET, POST, DELETE',
    unserved: ['POST', 'DELETE'],
    metadefs: true,
    reads: {
      query: ['limit', 'marker', 'sort_key', 'sort_dir', 'visibility'],
      headers: ['x-openstack-request-id'],
      fields: [],
    },
  },
  {
    operation: 'showNamespaceTag',
    method: 'GET',
    path: ['v2', 'metadefs', 'namespaces', { param: 'namespace' }, 'tags', { param: 'tag' }],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, POST, PUT, DELETE',
    unserved: ['POST', 'PUT', 'DELETE'],
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listNamespaceResourceTypes',
    method: 'GET',
    path: ['v2', 'metadefs', 'namespaces', { param: 'namespace' }, 'resource_types'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET, POST',
    unserved: ['POST'],
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
  {
    operation: 'listResourceTypes',
    method: 'GET',
    path: ['v2', 'metadefs', 'resource_types'],
    body: 'none',
    mediaTypes: [],
    allow: 'GET',
    metadefs: true,
    reads: { query: [], headers: ['x-openstack-request-id'], fields: [] },
  },
];
