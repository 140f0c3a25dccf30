// Generated from contracts/openapi.yaml by `npm run generate`. Do not edit.
export interface paths {
  readonly '/v2/images': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List images
     * @description Public images, the caller's own, and shared images of which the caller is a member with the member status asked
     *     for (`accepted` unless said otherwise). Community images of others come only with `visibility=community` or `all`.
     *     An administrator sees every image. A body is ignored.
     */
    readonly get: operations['listImages'];
    readonly put?: never;
    /**
     * Create an image
     * @description The image is `queued` until data are uploaded, and `shared` unless said otherwise. It may take members at once.
     */
    readonly post: operations['createImage'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    /**
     * Show an image
     * @description For the owner and administrators, for every member whatever its status, and for everybody where the image is public or of the community.
     */
    readonly get: operations['showImage'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Delete an image
     * @description The image goes with its members and its data. Its id cannot be used again.
     */
    readonly delete: operations['deleteImage'];
    readonly options?: never;
    readonly head?: never;
    /**
     * Change an image
     * @description Changes properties, the visibility among them. Members stay on record through every change of visibility. A change
     *     without operations (`[]`) is granted to everybody who sees the image.
     */
    readonly patch: operations['updateImage'];
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/file': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    /**
     * Download an image
     * @description For whoever may see the image and has more than the role `reader`; every member, whatever its status.
     */
    readonly get: operations['downloadImage'];
    /**
     * Upload an image
     * @description Saves the data of a queued image, which is active from then on.
     */
    readonly put: operations['uploadImage'];
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/stage': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    /**
     * Stage an image
     * @description Puts data aside for an import. The image is `uploading` from then on.
     */
    readonly put: operations['stageImage'];
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/import': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Import an image
     * @description Turns what was staged (`glance-direct`) or what is at a URI (`web-download`) into the data of the image. The image is
     *     `importing` until it is `active`, or `queued` again where the import failed.
     */
    readonly post: operations['importImage'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/tasks': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    /**
     * List the imports into an image
     * @description Those that the caller's tenant has started; to an administrator all.
     */
    readonly get: operations['listImageTasks'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/locations': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    /**
     * Show where the data of an image lies
     * @description For the cloud's services, and from 2026.2 on for administrators. Zed has no such path.
     */
    readonly get: operations['listLocations'];
    readonly put?: never;
    /**
     * Say where the data of an image lies
     * @description A cloud whose store is files takes no location, whoever asks for it. Zed has no such path.
     */
    readonly post: operations['addLocation'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/tasks': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List imports
     * @description For administrators. The newest first, those that are over for 48 hours.
     */
    readonly get: operations['listTasks'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/tasks/{task_id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        readonly task_id: string;
      };
      readonly cookie?: never;
    };
    /**
     * Show an import
     * @description For administrators.
     */
    readonly get: operations['showTask'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/info/import': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Show the import methods */
    readonly get: operations['showImportInfo'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/info/stores/detail': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Show the details of the stores
     * @description For administrators.
     */
    readonly get: operations['showStoresDetail'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/info/usage': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Show what of its quotas a tenant uses
     * @description There are none.
     */
    readonly get: operations['showUsage'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/cache': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List what is cached
     * @description Administrators learn that there is no cache.
     */
    readonly get: operations['listCache'];
    readonly put?: never;
    readonly post?: never;
    /**
     * Clear the cache
     * @description Administrators learn that there is no cache.
     */
    readonly delete: operations['clearCache'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/info/stores': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** List the stores */
    readonly get: operations['listStores'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/actions/deactivate': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Deactivate an image
     * @description Nobody but administrators may download it then. A second time changes nothing.
     */
    readonly post: operations['deactivateImage'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/actions/reactivate': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Reactivate an image
     * @description Lets it be downloaded again. A second time changes nothing.
     */
    readonly post: operations['reactivateImage'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/tags/{tag_value}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
        /**
         * @description The tag, 255 characters at most.
         * @example hardened
         */
        readonly tag_value: components['parameters']['TagValue'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    /**
     * Tag an image
     * @description A tag that is there already stays.
     */
    readonly put: operations['addTag'];
    readonly post?: never;
    /** Remove a tag */
    readonly delete: operations['removeTag'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/members': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    /**
     * List the members of an image
     * @description All of them for the producer and for administrators; a consumer sees its own membership only. There are no pages, and parameters are ignored.
     */
    readonly get: operations['listMembers'];
    readonly put?: never;
    /**
     * Add a member to an image
     * @description The producer, or an administrator, offers the image to a tenant. The answer is 200, and the member is pending until
     *     it says otherwise. The state of the image does not matter.
     */
    readonly post: operations['addMember'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/images/{image_id}/members/{member_id}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
        /**
         * @description The member, usually a tenant's id. Compared without regard to case, accents and trailing spaces.
         * @example 9b2d7e4f61c84a0f8e53d1a6c7b0f924
         */
        readonly member_id: components['parameters']['MemberId'];
      };
      readonly cookie?: never;
    };
    /**
     * Show a member of an image
     * @description For the producer, for administrators, and for the member itself.
     */
    readonly get: operations['showMember'];
    /**
     * Accept or reject an image
     * @description The consumer, or an administrator, sets the member status; every status may follow every other. The producer may
     *     not. The status that it has already leaves `updated_at` as it is.
     */
    readonly put: operations['updateMember'];
    readonly post?: never;
    /**
     * Remove a member from an image
     * @description For the producer and for administrators; a consumer can reject, not remove itself.
     */
    readonly delete: operations['removeMember'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/image': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of an image */
    readonly get: operations['showImageSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/images': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a list of images */
    readonly get: operations['showImagesSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/member': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a member */
    readonly get: operations['showMemberSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/members': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a list of members */
    readonly get: operations['showMembersSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/task': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a task */
    readonly get: operations['showTaskSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/tasks': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a list of tasks */
    readonly get: operations['showTasksSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/namespace': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Schema of a metadata definitions namespace
     * @description The openstack client reads it.
     */
    readonly get: operations['showMetadefNamespaceSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/resource_type': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Schema of a resource type association
     * @description The openstack client reads it.
     */
    readonly get: operations['showMetadefResourceTypeSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/namespaces': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a list of namespaces */
    readonly get: operations['showMetadefNamespacesSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/object': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of an object */
    readonly get: operations['showMetadefObjectSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/objects': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a list of objects */
    readonly get: operations['showMetadefObjectsSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/property': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a property */
    readonly get: operations['showMetadefPropertySchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/properties': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of the properties of a namespace */
    readonly get: operations['showMetadefPropertiesSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/resource_types': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a list of resource type associations */
    readonly get: operations['showMetadefResourceTypesSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/tag': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a tag */
    readonly get: operations['showMetadefTagSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/schemas/metadefs/tags': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Schema of a list of tags */
    readonly get: operations['showMetadefTagsSchema'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/namespaces': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List namespaces of metadata definitions
     * @description There are none; dashboards ask. Who may not see the list is answered 404. A body is ignored.
     */
    readonly get: operations['listNamespaces'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/namespaces/{namespace}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    /** Show a namespace */
    readonly get: operations['showNamespace'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/namespaces/{namespace}/objects': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    /**
     * List the objects of a namespace
     * @description A body is ignored.
     */
    readonly get: operations['listNamespaceObjects'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/namespaces/{namespace}/objects/{object}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
        /**
         * @description The object.
         * @example CPU Limits
         */
        readonly object: string;
      };
      readonly cookie?: never;
    };
    /** Show an object */
    readonly get: operations['showNamespaceObject'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/namespaces/{namespace}/properties': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    /** List the properties of a namespace */
    readonly get: operations['listNamespaceProperties'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/namespaces/{namespace}/properties/{property}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
        /**
         * @description The property.
         * @example hw_watchdog_action
         */
        readonly property: string;
      };
      readonly cookie?: never;
    };
    /**
     * Show a property
     * @description A body is ignored.
     */
    readonly get: operations['showNamespaceProperty'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/namespaces/{namespace}/tags': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    /**
     * List the tags of a namespace
     * @description A body is ignored.
     */
    readonly get: operations['listNamespaceTags'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/namespaces/{namespace}/tags/{tag}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
        /**
         * @description The tag.
         * @example hardened
         */
        readonly tag: string;
      };
      readonly cookie?: never;
    };
    /** Show a tag */
    readonly get: operations['showNamespaceTag'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/namespaces/{namespace}/resource_types': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    /** List the resource types of a namespace */
    readonly get: operations['listNamespaceResourceTypes'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/v2/metadefs/resource_types': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List the types of resource that namespaces are for
     * @description There are none. Who may not see the list is answered 404.
     */
    readonly get: operations['listResourceTypes'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @description Where the consumer stands. Only accepted images are in the consumer's image list unless it asks for others.
     * @enum {string}
     */
    readonly MemberStatus: 'pending' | 'accepted' | 'rejected';
    /**
     * @description Who may see the image: everybody (`public`), everybody who looks for it (`community`), its owner and its members
     *     (`shared`, the default), its owner alone (`private`). Members may be added only to shared images; they stay on
     *     record while an image has another visibility.
     * @enum {string}
     */
    readonly Visibility: 'community' | 'public' | 'private' | 'shared';
    /**
     * @description The state of the image's data. It does not matter to the member operations.
     * @enum {string}
     */
    readonly ImageStatus: 'queued' | 'saving' | 'uploading' | 'importing' | 'active' | 'deactivated';
    /** @enum {string|null} */
    readonly DiskFormat:
      | null
      | 'ami'
      | 'ari'
      | 'aki'
      | 'vhd'
      | 'vhdx'
      | 'vmdk'
      | 'raw'
      | 'qcow2'
      | 'vdi'
      | 'iso'
      | 'ploop';
    /** @enum {string|null} */
    readonly ContainerFormat: null | 'ami' | 'ari' | 'aki' | 'bare' | 'ovf' | 'ova' | 'docker' | 'compressed';
    /**
     * Format: date-time
     * @description UTC, to the second.
     */
    readonly Time: string;
    /** @description What an instance needs at least. */
    readonly Needed: number;
    readonly ImageIdentifier: string;
    /**
     * @description One member of an image.
     * @example {
     *       "member_id": "9b2d7e4f61c84a0f8e53d1a6c7b0f924",
     *       "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
     *       "status": "pending",
     *       "created_at": "2026-01-15T09:30:00Z",
     *       "updated_at": "2026-01-15T09:30:00Z",
     *       "schema": "/v2/schemas/member"
     *     }
     */
    readonly Member: {
      /** @description The id of the tenant, or whatever text was added. */
      readonly member_id: string;
      readonly image_id: components['schemas']['ImageIdentifier'];
      readonly status: components['schemas']['MemberStatus'];
      /** @description When it was first added. A member that is removed and added again keeps it. */
      readonly created_at: components['schemas']['Time'];
      /** @description When it was last added or its status changed. */
      readonly updated_at: components['schemas']['Time'];
      /** @constant */
      readonly schema: '/v2/schemas/member';
    };
    /** @description The new member. Its `member_id` is what was sent, a number or a list too; later answers have it as text. */
    readonly AddedMember: {
      readonly member_id: string | number | boolean | readonly unknown[];
      readonly image_id: components['schemas']['ImageIdentifier'];
      /** @constant */
      readonly status: 'pending';
      readonly created_at: components['schemas']['Time'];
      readonly updated_at: components['schemas']['Time'];
      /** @constant */
      readonly schema: '/v2/schemas/member';
    };
    readonly Members: {
      /** @description In the order in which they were first added. */
      readonly members: readonly components['schemas']['Member'][];
      /** @constant */
      readonly schema: '/v2/schemas/members';
    };
    /** @description Whom to add. Other keys are ignored; a new member is always pending. */
    readonly NewMember: {
      /**
       * @description The id of the consumer's tenant, 255 characters at most. Nobody checks that there is such a tenant. Numbers,
       *     booleans and lists of one are stored as text; anything empty is refused.
       */
      readonly member: string | number | boolean | readonly unknown[];
    };
    /** @description Where the consumer stands from now on. Other keys are ignored. */
    readonly NewMemberStatus: {
      readonly status: components['schemas']['MemberStatus'];
    };
    /**
     * @description An image. Free properties stand beside the others.
     * @example {
     *       "os_distro": "debian",
     *       "name": "debian-13",
     *       "disk_format": "raw",
     *       "container_format": "bare",
     *       "visibility": "shared",
     *       "size": 10,
     *       "virtual_size": 10,
     *       "status": "active",
     *       "checksum": "781e5e245d69b566979b86e28d23f2c7",
     *       "protected": false,
     *       "min_ram": 0,
     *       "min_disk": 0,
     *       "owner": "4c7a1e9d2b3f48569d0e8f7a6b5c4d3e",
     *       "os_hidden": false,
     *       "os_hash_algo": "sha512",
     *       "os_hash_value": "bb96c2fc40d2d54617d6f276febe571f623a8dadf0b734855299b0e107fda32cf6b69f2da32b36445d73690b93cbd0f7bfc20e0f7f28553d2a4428f23b716e90",
     *       "id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
     *       "created_at": "2026-01-15T09:00:00Z",
     *       "updated_at": "2026-01-15T09:05:00Z",
     *       "tags": [
     *         "hardened"
     *       ],
     *       "self": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
     *       "file": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18/file",
     *       "schema": "/v2/schemas/image"
     *     }
     */
    readonly Image: {
      readonly name: string | null;
      readonly disk_format: components['schemas']['DiskFormat'];
      readonly container_format: components['schemas']['ContainerFormat'];
      readonly visibility: components['schemas']['Visibility'];
      /** @description Bytes of data. */
      readonly size: number | null;
      /** @description Bytes of the disk that the data describe. */
      readonly virtual_size: number | null;
      readonly status: components['schemas']['ImageStatus'];
      /** @description The md5 of the data. */
      readonly checksum: string | null;
      /** @description Whether the image refuses to be deleted. */
      readonly protected: boolean;
      /** @description In MiB, for an instance that boots it. */
      readonly min_ram: components['schemas']['Needed'];
      /** @description In GiB, for an instance that boots it. */
      readonly min_disk: components['schemas']['Needed'];
      /** @description The id of the producer's tenant. */
      readonly owner: string | null;
      /** @description Whether lists leave it out unless asked for hidden images. */
      readonly os_hidden: boolean;
      readonly os_hash_algo: string | null;
      readonly os_hash_value: string | null;
      readonly id: components['schemas']['ImageIdentifier'];
      readonly created_at: components['schemas']['Time'];
      /** @description Member operations do not touch it. */
      readonly updated_at: components['schemas']['Time'];
      /** @description Where the data are. Clouds with `show_multiple_locations` alone say so. */
      readonly locations?: components['schemas']['Locations'];
      /** @description The same as one URL. Clouds with `show_image_direct_url` alone say so. */
      readonly direct_url?: string;
      /** @description In no order. */
      readonly tags: readonly string[];
      /** @description The path of the image. */
      readonly self: string;
      /** @description The path of its data. */
      readonly file: string;
      /** @constant */
      readonly schema: '/v2/schemas/image';
      /** @description Where the data are. Clouds with one store leave it out. */
      readonly stores?: string;
      readonly kernel_id?: string | null;
      readonly ramdisk_id?: string | null;
    } & {
      readonly [key: string]: string;
    };
    /** @description An image as Rackspace documents it. Free properties stand beside the others, Rackspace's own among them. */
    readonly CloudImage: {
      readonly name: string | null;
      readonly disk_format: components['schemas']['DiskFormat'];
      readonly container_format: components['schemas']['ContainerFormat'];
      /**
       * @description A private image may have members.
       * @enum {string}
       */
      readonly visibility: 'public' | 'private';
      /** @description Bytes of data. */
      readonly size: number | null;
      readonly status: components['schemas']['ImageStatus'];
      /** @description The md5 of the data. */
      readonly checksum: string | null;
      /** @description Whether the image refuses to be deleted. */
      readonly protected: boolean;
      /** @description In MiB, for an instance that boots it. */
      readonly min_ram: components['schemas']['Needed'];
      /** @description In GiB, for an instance that boots it. */
      readonly min_disk: components['schemas']['Needed'];
      /** @description The id of the producer's tenant. */
      readonly owner: string | null;
      readonly id: components['schemas']['ImageIdentifier'];
      readonly created_at: components['schemas']['Time'];
      readonly updated_at: components['schemas']['Time'];
      readonly tags: readonly string[];
      /** @description The path of the image. */
      readonly self: string;
      /** @description The path of its data. */
      readonly file: string;
      /** @constant */
      readonly schema: '/v2/schemas/image';
      readonly kernel_id?: string | null;
      readonly ramdisk_id?: string | null;
      /** @description Here a free property, if anything. */
      readonly os_hidden?: string;
      /** @description Here a free property, if anything. */
      readonly os_hash_algo?: string;
      /** @description Here a free property, if anything. */
      readonly os_hash_value?: string;
      /** @description Here a free property, if anything. */
      readonly virtual_size?: string;
      /** @description Here a free property, if anything. */
      readonly stores?: string;
    } & {
      readonly [key: string]: string;
    };
    /** @description A page of images as Rackspace documents them. */
    readonly CloudImages: {
      readonly images: readonly components['schemas']['CloudImage'][];
      /** @description Path and query of the first page. */
      readonly first: string;
      /** @description Path and query of the next page. */
      readonly next?: string;
      /** @constant */
      readonly schema: '/v2/schemas/images';
    };
    readonly Images: {
      readonly images: readonly components['schemas']['Image'][];
      /** @description Path and query of the first page. */
      readonly first: string;
      /** @description Path and query of the next page. There whenever this page is full, even if nothing follows. */
      readonly next?: string;
      /** @constant */
      readonly schema: '/v2/schemas/images';
    };
    /** @description The image to be. Keys that are not listed become free properties, and take text only. */
    readonly NewImage: {
      /** @description The id to take. It must never have been used, not by a deleted image either. */
      readonly id?: components['schemas']['ImageIdentifier'];
      readonly name?: string | null;
      readonly disk_format?: components['schemas']['DiskFormat'];
      readonly container_format?: components['schemas']['ContainerFormat'];
      readonly visibility?: components['schemas']['Visibility'];
      readonly protected?: boolean;
      readonly min_ram?: components['schemas']['Needed'];
      readonly min_disk?: components['schemas']['Needed'];
      /** @description The caller's tenant unless the caller is an administrator. */
      readonly owner?: string | null;
      readonly os_hidden?: boolean;
      readonly tags?: readonly string[];
      readonly kernel_id?: string | null;
      readonly ramdisk_id?: string | null;
    } & {
      readonly [key: string]: string;
    };
    /** @description JSON Patch with the operations `add`, `remove` and `replace`, and pointers to properties of the image. */
    readonly ImageChanges: readonly {
      /** @enum {string} */
      readonly op: 'add' | 'remove' | 'replace';
      readonly path: string;
      /** @description The new value; not for `remove`. */
      readonly value?: unknown;
    }[];
    /** @description The patch format of the first v2 API. Each change is one key, the operation, with the pointer as its value. */
    readonly ImageChangesOld: readonly {
      readonly add?: string;
      readonly remove?: string;
      readonly replace?: string;
      readonly value?: unknown;
    }[];
    /** @description Which data to import, and whereto. */
    readonly Import: {
      readonly method: {
        /** @enum {string} */
        readonly name: 'glance-direct' | 'web-download' | 'copy-image';
        /** @description Where `web-download` finds the data. */
        readonly uri?: unknown;
      };
      /** @description Ids of stores; left out: the default. */
      readonly stores?: readonly string[];
      /** @description Into all stores that there are. */
      readonly all_stores?: boolean;
      readonly all_stores_must_succeed?: boolean;
    };
    /** @description What was asked for. */
    readonly TaskInput: {
      readonly image_id: string;
      /** @description The body of the import request. */
      readonly import_req: {
        readonly [key: string]: unknown;
      };
      /** @description The stores. */
      readonly backend: readonly string[];
    };
    readonly TaskResult: {
      readonly image_id: string;
    } | null;
    /** @enum {string} */
    readonly TaskStatus: 'processing' | 'success' | 'failure';
    readonly Locations: readonly {
      readonly url: string;
      readonly metadata: Record<string, never>;
    }[];
    readonly NewLocation: {
      readonly url: string;
      readonly validation_data?: {
        /** @enum {string} */
        readonly os_hash_algo?: 'sha1' | 'sha256' | 'sha512' | 'md5';
        readonly os_hash_value?: string;
      };
    };
    readonly ImageTasks: {
      readonly tasks: readonly {
        readonly id: components['schemas']['ImageIdentifier'];
        /** @constant */
        readonly type: 'api_image_import';
        readonly status: components['schemas']['TaskStatus'];
        readonly owner: string | null;
        readonly expires_at: string | null;
        readonly created_at: string;
        readonly updated_at: string;
        readonly deleted_at: null;
        /** @constant */
        readonly deleted: false;
        readonly image_id: string;
        readonly request_id: string;
        readonly user_id: string;
        readonly input: components['schemas']['TaskInput'];
        readonly result: components['schemas']['TaskResult'];
        readonly message: string;
      }[];
    };
    readonly Task: {
      readonly id: components['schemas']['ImageIdentifier'];
      readonly input: components['schemas']['TaskInput'];
      /** @constant */
      readonly type: 'api_image_import';
      readonly status: components['schemas']['TaskStatus'];
      readonly owner: string | null;
      /** @description How much was copied or what went wrong. */
      readonly message: string;
      readonly result: components['schemas']['TaskResult'];
      readonly created_at: components['schemas']['Time'];
      readonly updated_at: components['schemas']['Time'];
      readonly self: string;
      /** @constant */
      readonly schema: '/v2/schemas/task';
      readonly image_id: string;
      readonly request_id: string;
      readonly user_id: string;
      readonly expires_at?: components['schemas']['Time'];
    };
    readonly Tasks: {
      readonly tasks: readonly {
        readonly id: components['schemas']['ImageIdentifier'];
        /** @constant */
        readonly type: 'api_image_import';
        readonly status: components['schemas']['TaskStatus'];
        readonly owner: string | null;
        readonly created_at: components['schemas']['Time'];
        readonly updated_at: components['schemas']['Time'];
        readonly self: string;
        /** @constant */
        readonly schema: '/v2/schemas/task';
        readonly expires_at?: components['schemas']['Time'];
      }[];
      /** @description Path and query of the first page. */
      readonly first: string;
      /** @description Path and query of the next page. */
      readonly next?: string;
      /** @constant */
      readonly schema: '/v2/schemas/tasks';
    };
    /** @description A JSON Schema in the style of draft 4. */
    readonly SchemaDocument: {
      readonly name: string;
      readonly properties: {
        readonly [key: string]: unknown;
      };
      readonly additionalProperties?:
        | {
            readonly [key: string]: unknown;
          }
        | boolean;
      readonly required?: readonly string[];
      readonly links?: readonly {
        readonly [key: string]: unknown;
      }[];
    } & {
      readonly [key: string]: unknown;
    };
    /** @description A list of namespaces of metadata definitions, of which there are none. */
    readonly Namespaces: {
      readonly namespaces: readonly unknown[];
      /** @constant */
      readonly schema: '/v2/schemas/metadefs/namespaces';
      readonly first: string;
    };
    /** @description A list of types of resource, of which there are none. */
    readonly ResourceTypes: {
      readonly resource_types: readonly unknown[];
    };
    /**
     * Format: binary
     * @description The data of an image, byte by byte.
     */
    readonly Bytes: string;
    /** @description An error in the JSON format. */
    readonly Refusal: components['schemas']['GlanceRefusal'] | components['schemas']['GeneralRefusal'];
    /** @description Glance's form of an error. */
    readonly GlanceRefusal: {
      /** @description The reason in words. It ends with HTML. */
      readonly message: string;
      /** @description The status with its reason, e.g. `403 Forbidden`. */
      readonly code: string;
      /** @description The reason of the status. */
      readonly title: string;
    };
    /** @description The form of Rackspace's services; the one key says what kind of error it is. */
    readonly GeneralRefusal: {
      readonly [key: string]: {
        /** @description The status. */
        readonly code: number;
        /** @description What kind of error it is. */
        readonly message: string;
        /** @description The reason in words. */
        readonly details: string;
        readonly retryAt?: components['schemas']['Time'];
      };
    };
    readonly Versions: {
      readonly versions: readonly {
        readonly [key: string]: unknown;
      }[];
    };
  };
  responses: {
    /** @description There is no token, or it is not good (any more). Unknown paths under `/v2` too. */
    readonly Unauthorized: {
      headers: {
        readonly 'WWW-Authenticate': components['headers']['Authenticate'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description There is no such path. A slash at the end makes another path; doubled slashes count as one. */
    readonly NotFound: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /**
     * @description The path takes other methods, given in `Allow`. Neither the image nor the body has been looked at. The answer to
     *     `HEAD` has the HTML format and no body.
     */
    readonly MethodNotAllowed: {
      headers: {
        readonly Allow: components['headers']['Allow'];
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /**
     * @description Glance has this path, this fake has not: making tasks, caching, locations that services add, what else a location may say, and writing metadata
     *     definitions (`x-unserved`). The words say so, and the JSON format is that of every refusal. Or neither has the path, and the
     *     method is none that they know.
     */
    readonly NotServed: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestIdMaybe'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The tenant in the path is not the one that the token is for (Cloud Images). */
    readonly TenantRefused: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The media type of a JSON body is not `application/json` (Cloud Images). */
    readonly JsonExpected: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The first line of the request, with its path and query, has 8192 bytes or more. There is no body. */
    readonly LineTooLong: {
      headers: {
        readonly [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description The JSON body is longer than the fake reads, or the tenant has sent more requests in this minute than the world
     *     allows it; then `Retry-After` says when it may go on.
     */
    readonly OverLimit: {
      headers: {
        /**
         * @description Seconds until the next minute.
         * @example 42
         */
        readonly 'Retry-After'?: string;
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The list of versions. `Accept` named a version of the Image API that there is not. */
    readonly OtherVersion: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Versions'];
      };
    };
    /** @description Nothing. `OPTIONS` is answered so for every path, without a token. */
    readonly Options: {
      headers: {
        readonly [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description Glance fails where the database cannot hold what was sent (ids of more than 255 characters, an object as a
     *     member), where the request id is longer than 64 characters; with an empty body, where the path is not UTF-8, a range has too many digits, or
     *     the words of a refusal cannot be written.
     */
    readonly Erred: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestIdMaybe'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description A body was sent, and the operation takes none. */
    readonly BodyRefused: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description There is no such image, or the caller may not know of it. Deleted images are gone for everybody. */
    readonly NoImage: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description There is no such image, or the caller may not know of it. Deleted images are gone for everybody. */
    readonly NoSharedImage: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The image has no such member, the caller may not know of the member, or of the image. */
    readonly NoMember: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The image's data have been saved already, or are being saved. */
    readonly StateUnfit: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The world keeps no more image data. */
    readonly StorageFull: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The media type is not `application/octet-stream`. */
    readonly NotBytes: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The schema. */
    readonly SchemaShown: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "name": "members",
         *       "properties": {
         *         "schema": {
         *           "type": "string"
         *         }
         *       }
         *     }
         */
        readonly 'application/json': components['schemas']['SchemaDocument'];
      };
    };
    /** @description A parameter of the query cannot be read. */
    readonly QueryUnread: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description There is no such namespace of metadata definitions. */
    readonly NoNamespace: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description There is no such namespace of metadata definitions. */
    readonly NoNamespaceHere: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description Done. */
    readonly Done: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The caller is no administrator. */
    readonly NoAdministrator: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
    /** @description The caller may see the image, and no more. */
    readonly RolesTooLow: {
      headers: {
        readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
        readonly 'text/html': string;
        readonly 'text/plain': string;
      };
    };
  };
  parameters: {
    /**
     * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
     * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
     */
    readonly RequestId: string;
    /**
     * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
     * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
     */
    readonly ImageId: string;
    /**
     * @description The member, usually a tenant's id. Compared without regard to case, accents and trailing spaces.
     * @example 9b2d7e4f61c84a0f8e53d1a6c7b0f924
     */
    readonly MemberId: string;
    /**
     * @description The tag, 255 characters at most.
     * @example hardened
     */
    readonly TagValue: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description The id of the request. On every answer to a caller with a good token.
     * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
     */
    readonly RequestId: string;
    /** @description The id of the request; lacking where the request failed before it got one. */
    readonly RequestIdMaybe: string;
    /**
     * @description The methods of the path.
     * @example GET, POST
     */
    readonly Allow: string;
    /**
     * @description Where tokens come from.
     * @example Keystone uri="http://localhost:9292/identity"
     */
    readonly Authenticate: string;
    /**
     * @description The md5 of the whole image, in hexadecimal; also with a part of it.
     * @example 781e5e245d69b566979b86e28d23f2c7
     */
    readonly ContentMd5: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  readonly listImages: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description Which shared images of others are listed. It leaves out neither own nor public images.
         * @example pending
         */
        readonly member_status?: components['schemas']['MemberStatus'] | 'all';
        /**
         * @description Only images with this visibility; empty for none.
         * @example shared
         */
        readonly visibility?: 'public' | 'private' | 'shared' | 'community' | 'all' | '';
        /**
         * @description Only images of this tenant.
         * @example 4c7a1e9d2b3f48569d0e8f7a6b5c4d3e
         */
        readonly owner?: string;
        /**
         * @description Only images of this name, without regard to case and accents. Also `eq:` and a list, `in:a,b`.
         * @example debian-13
         */
        readonly name?: string;
        /** @description Only this image. Also `eq:` and `in:`. */
        readonly id?: string;
        /**
         * @description Only images in this state. Also `eq:` and `in:`.
         * @example active
         */
        readonly status?: string;
        /**
         * @description Only images of this format. Also `eq:` and `in:`.
         * @example in:raw,qcow2
         */
        readonly disk_format?: string;
        /**
         * @description Only images of this format. Also `eq:` and `in:`.
         * @example bare
         */
        readonly container_format?: string;
        /**
         * @description Only images with this tag; given several times, with all of them.
         * @example [
         *       "hardened"
         *     ]
         */
        readonly tag?: readonly string[];
        /**
         * @description Hidden images instead of the others.
         * @example true
         */
        readonly os_hidden?: string;
        /**
         * @description Only images that refuse to be deleted, or only the others.
         * @example true
         */
        readonly protected?: 'true' | 'false';
        /**
         * @description Only images of at least so many bytes.
         * @example 1
         */
        readonly size_min?: number;
        /**
         * @description Only images of at most so many bytes.
         * @example 1000000
         */
        readonly size_max?: number;
        /**
         * @description Only images that were created then. Also `gt:`, `gte:`, `lt:`, `lte:`, `neq:` and `eq:` before an ISO 8601 time.
         * @example gte:2026-01-01T00:00:00Z
         */
        readonly created_at?: string;
        /** @description As `created_at`, for the last change. */
        readonly updated_at?: string;
        /**
         * @description Keys with directions, the first one first. Keys are name, status, container_format, disk_format, size, id,
         *     created_at and updated_at. Unless asked otherwise the newest image comes first.
         * @example name:asc,created_at:desc
         */
        readonly sort?: string;
        /**
         * @description A key, in the old syntax. The two syntaxes do not mix.
         * @example [
         *       "name"
         *     ]
         */
        readonly sort_key?: readonly string[];
        /**
         * @description The direction of the key at the same place, or of all keys where there is one direction.
         * @example [
         *       "asc"
         *     ]
         */
        readonly sort_dir?: readonly ('asc' | 'desc')[];
        /**
         * @description How many images a page has; 0 is allowed, and more than 1000 are taken for 1000.
         * @example 10
         */
        readonly limit?: number;
        /**
         * @description The id of the last image of the page before.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly marker?: string;
        /**
         * @description Any other parameter is the name of a free property with the value that it must have; a mistyped one empties the list.
         * @example {
         *       "os_distro": "debian"
         *     }
         */
        readonly properties?: {
          readonly [key: string]: string;
        };
      };
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of images. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "images": [
           *         {
           *           "os_distro": "debian",
           *           "name": "debian-13",
           *           "disk_format": "raw",
           *           "container_format": "bare",
           *           "visibility": "shared",
           *           "size": 10,
           *           "virtual_size": 10,
           *           "status": "active",
           *           "checksum": "781e5e245d69b566979b86e28d23f2c7",
           *           "protected": false,
           *           "min_ram": 0,
           *           "min_disk": 0,
           *           "owner": "4c7a1e9d2b3f48569d0e8f7a6b5c4d3e",
           *           "os_hidden": false,
           *           "os_hash_algo": "sha512",
           *           "os_hash_value": "bb96c2fc40d2d54617d6f276febe571f623a8dadf0b734855299b0e107fda32cf6b69f2da32b36445d73690b93cbd0f7bfc20e0f7f28553d2a4428f23b716e90",
           *           "id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *           "created_at": "2026-01-15T09:00:00Z",
           *           "updated_at": "2026-01-15T09:05:00Z",
           *           "tags": [
           *             "hardened"
           *           ],
           *           "self": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *           "file": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18/file",
           *           "schema": "/v2/schemas/image"
           *         }
           *       ],
           *       "first": "/v2/images?member_status=accepted",
           *       "schema": "/v2/schemas/images"
           *     }
           */
          readonly 'application/json': components['schemas']['Images'] | components['schemas']['CloudImages'];
        };
      };
      /** @description A parameter cannot be read. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The marker is an image that the caller may not see, or the token's scope may not list images. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly createImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "name": "debian-13",
         *       "disk_format": "raw",
         *       "container_format": "bare",
         *       "visibility": "shared",
         *       "os_distro": "debian"
         *     }
         */
        readonly 'application/json': components['schemas']['NewImage'];
      };
    };
    readonly responses: {
      /** @description The image. */
      readonly 201: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          /**
           * @description The image's address.
           * @example http://localhost:9292/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
           */
          readonly Location: string;
          /** @description Ways of importing data that the cloud knows. */
          readonly 'OpenStack-image-import-methods'?: string;
          /** @description Stores that the cloud has. */
          readonly 'OpenStack-image-store-ids'?: string;
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "os_distro": "debian",
           *       "name": "debian-13",
           *       "disk_format": "raw",
           *       "container_format": "bare",
           *       "visibility": "shared",
           *       "size": 10,
           *       "virtual_size": 10,
           *       "status": "active",
           *       "checksum": "781e5e245d69b566979b86e28d23f2c7",
           *       "protected": false,
           *       "min_ram": 0,
           *       "min_disk": 0,
           *       "owner": "4c7a1e9d2b3f48569d0e8f7a6b5c4d3e",
           *       "os_hidden": false,
           *       "os_hash_algo": "sha512",
           *       "os_hash_value": "bb96c2fc40d2d54617d6f276febe571f623a8dadf0b734855299b0e107fda32cf6b69f2da32b36445d73690b93cbd0f7bfc20e0f7f28553d2a4428f23b716e90",
           *       "id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "created_at": "2026-01-15T09:00:00Z",
           *       "updated_at": "2026-01-15T09:05:00Z",
           *       "tags": [
           *         "hardened"
           *       ],
           *       "self": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "file": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18/file",
           *       "schema": "/v2/schemas/image"
           *     }
           */
          readonly 'application/json': components['schemas']['Image'] | components['schemas']['CloudImage'];
        };
      };
      /** @description The body cannot be read, or is no image. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /**
       * @description The caller may not create images, not for this owner, or not with this visibility; or the body sets what is
       *     not the caller's to set.
       */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NotFound'];
      /** @description The id has been used before. */
      readonly 409: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description The image would have too many tags or free properties, or the world would become larger than its limit. */
      readonly 413: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 415: components['responses']['JsonExpected'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The image. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "os_distro": "debian",
           *       "name": "debian-13",
           *       "disk_format": "raw",
           *       "container_format": "bare",
           *       "visibility": "shared",
           *       "size": 10,
           *       "virtual_size": 10,
           *       "status": "active",
           *       "checksum": "781e5e245d69b566979b86e28d23f2c7",
           *       "protected": false,
           *       "min_ram": 0,
           *       "min_disk": 0,
           *       "owner": "4c7a1e9d2b3f48569d0e8f7a6b5c4d3e",
           *       "os_hidden": false,
           *       "os_hash_algo": "sha512",
           *       "os_hash_value": "bb96c2fc40d2d54617d6f276febe571f623a8dadf0b734855299b0e107fda32cf6b69f2da32b36445d73690b93cbd0f7bfc20e0f7f28553d2a4428f23b716e90",
           *       "id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "created_at": "2026-01-15T09:00:00Z",
           *       "updated_at": "2026-01-15T09:05:00Z",
           *       "tags": [
           *         "hardened"
           *       ],
           *       "self": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "file": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18/file",
           *       "schema": "/v2/schemas/image"
           *     }
           */
          readonly 'application/json': components['schemas']['Image'] | components['schemas']['CloudImage'];
        };
      };
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 403: components['responses']['RolesTooLow'];
      readonly 404: components['responses']['NoImage'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly deleteImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's to delete, or it is protected. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description There is no such image, or the caller may not know of it. */
      readonly 404: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly updateImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example [
         *       {
         *         "op": "replace",
         *         "path": "/visibility",
         *         "value": "private"
         *       }
         *     ]
         */
        readonly 'application/openstack-images-v2.1-json-patch': components['schemas']['ImageChanges'];
        /**
         * @example [
         *       {
         *         "replace": "/visibility",
         *         "value": "private"
         *       }
         *     ]
         */
        readonly 'application/openstack-images-v2.0-json-patch': components['schemas']['ImageChangesOld'];
      };
    };
    readonly responses: {
      /** @description The image as it is now. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "os_distro": "debian",
           *       "name": "debian-13",
           *       "disk_format": "raw",
           *       "container_format": "bare",
           *       "visibility": "shared",
           *       "size": 10,
           *       "virtual_size": 10,
           *       "status": "active",
           *       "checksum": "781e5e245d69b566979b86e28d23f2c7",
           *       "protected": false,
           *       "min_ram": 0,
           *       "min_disk": 0,
           *       "owner": "4c7a1e9d2b3f48569d0e8f7a6b5c4d3e",
           *       "os_hidden": false,
           *       "os_hash_algo": "sha512",
           *       "os_hash_value": "bb96c2fc40d2d54617d6f276febe571f623a8dadf0b734855299b0e107fda32cf6b69f2da32b36445d73690b93cbd0f7bfc20e0f7f28553d2a4428f23b716e90",
           *       "id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "created_at": "2026-01-15T09:00:00Z",
           *       "updated_at": "2026-01-15T09:05:00Z",
           *       "tags": [
           *         "hardened"
           *       ],
           *       "self": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "file": "/v2/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18/file",
           *       "schema": "/v2/schemas/image"
           *     }
           */
          readonly 'application/json': components['schemas']['Image'] | components['schemas']['CloudImage'];
        };
      };
      /** @description The body cannot be read, is no list of changes, or makes the image one that cannot be. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's to change, the visibility is not the caller's to give, or the property is fixed. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoImage'];
      /** @description The property to change is missing, the property to add is there, or the image has no locations to change. */
      readonly 409: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description The image would have too many tags or free properties, or the world would become larger than its limit. */
      readonly 413: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description The media type is none of the two, letter by letter. */
      readonly 415: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          /**
           * @description The media types of changes.
           * @example application/openstack-images-v2.0-json-patch, application/openstack-images-v2.1-json-patch
           */
          readonly 'Accept-Patch': string;
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly downloadImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
        /**
         * @description One range of bytes.
         * @example bytes=0-3
         */
        readonly Range?: string;
        /**
         * @description Taken for a `Range` where there is none, which is Glance's own reading of it.
         * @example bytes 0-3/10
         */
        readonly 'Content-Range'?: string;
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The data. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly 'Content-MD5': components['headers']['ContentMd5'];
          readonly [name: string]: unknown;
        };
        content: {
          /** @example 0123456789 */
          readonly 'application/octet-stream': components['schemas']['Bytes'];
        };
      };
      /** @description The image has no data yet. */
      readonly 204: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A part of the data. */
      readonly 206: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly 'Content-MD5': components['headers']['ContentMd5'];
          /**
           * @description Which part.
           * @example bytes 0-3/10
           */
          readonly 'Content-Range': string;
          readonly [name: string]: unknown;
        };
        content: {
          /** @example 0123 */
          readonly 'application/octet-stream': components['schemas']['Bytes'];
        };
      };
      /** @description A body was sent, or more than one range was asked for. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is deactivated and the caller no administrator, or the caller may only read. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoImage'];
      /** @description The range cannot be read, or starts behind the end. */
      readonly 416: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly uploadImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
        /**
         * @description How many bytes are sent. Read from 2026.2 on.
         * @example 10
         */
        readonly 'X-Openstack-Image-Size'?: string;
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /** @example 0123456789 */
        readonly 'application/octet-stream': components['schemas']['Bytes'];
      };
    };
    readonly responses: {
      readonly 204: components['responses']['Done'];
      /** @description The image's formats are not set, or the header names another size than that of the data. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoImage'];
      readonly 409: components['responses']['StateUnfit'];
      readonly 413: components['responses']['StorageFull'];
      readonly 415: components['responses']['NotBytes'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly stageImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
        /**
         * @description How many bytes are sent. Read from 2026.2 on.
         * @example 10
         */
        readonly 'X-Openstack-Image-Size'?: string;
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /** @example 0123456789 */
        readonly 'application/octet-stream': components['schemas']['Bytes'];
      };
    };
    readonly responses: {
      readonly 204: components['responses']['Done'];
      /** @description The header names another size than that of the data. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description There is no such image, the caller may not know of it, or the cloud imports no data that are staged. */
      readonly 404: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 409: components['responses']['StateUnfit'];
      readonly 413: components['responses']['StorageFull'];
      readonly 415: components['responses']['NotBytes'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly importImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
        /** @description The store that the data go to, instead of `stores`. */
        readonly 'X-Image-Meta-Store'?: string;
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "method": {
         *         "name": "web-download",
         *         "uri": "http://images.example/cirros.raw"
         *       }
         *     }
         */
        readonly 'application/json': components['schemas']['Import'];
      };
    };
    readonly responses: {
      /** @description The import has begun. */
      readonly 202: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something is wrong with the body, or with the URI. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoImage'];
      /** @description The image cannot be imported into as it is now, or there is no such store. */
      readonly 409: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description The world would become larger than its limit. */
      readonly 413: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 415: components['responses']['JsonExpected'];
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly listImageTasks: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The imports. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "tasks": [
           *         {
           *           "id": "6b0b9a4c-7f43-4c0b-9f0d-2f0b6a1f7c11",
           *           "type": "api_image_import",
           *           "status": "processing",
           *           "owner": "5d0c1f2e3a4b4c5d8e9f0a1b2c3d4e5f",
           *           "expires_at": null,
           *           "created_at": "2026-01-15T09:30:00.000000",
           *           "updated_at": "2026-01-15T09:30:00.000000",
           *           "deleted_at": null,
           *           "deleted": false,
           *           "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *           "request_id": "req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10",
           *           "user_id": "4c0f1d6e2b3a49588f7e6d5c4b3a2918",
           *           "input": {
           *             "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *             "import_req": {
           *               "method": {
           *                 "name": "glance-direct"
           *               }
           *             },
           *             "backend": [
           *               "fs"
           *             ]
           *           },
           *           "result": null,
           *           "message": ""
           *         }
           *       ]
           *     }
           */
          readonly 'application/json': components['schemas']['ImageTasks'];
        };
      };
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly listLocations: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Where the data lies; empty where the image has none. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example [
           *       {
           *         "url": "file:///var/lib/glance/images/3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *         "metadata": {
           *           "store": "fs"
           *         }
           *       }
           *     ]
           */
          readonly 'application/json': components['schemas']['Locations'];
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The caller may not know it. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoImage'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly addLocation: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "url": "http://store.example/1"
         *     }
         */
        readonly 'application/json': components['schemas']['NewLocation'];
      };
    };
    readonly responses: {
      /** @description Something is wrong with the body. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's, or the store takes no location. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoImage'];
      /** @description The image has data, or is about to. */
      readonly 409: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 415: components['responses']['JsonExpected'];
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly listTasks: {
    readonly parameters: {
      readonly query?: {
        readonly limit?: number;
        readonly marker?: string;
        readonly sort_key?: string;
        readonly sort_dir?: 'asc' | 'desc';
        readonly status?: string;
        readonly type?: string;
        readonly owner?: string;
        readonly id?: string;
        readonly image_id?: string;
        readonly request_id?: string;
        readonly user_id?: string;
      };
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A page of imports. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "tasks": [
           *         {
           *           "id": "6b0b9a4c-7f43-4c0b-9f0d-2f0b6a1f7c11",
           *           "type": "api_image_import",
           *           "status": "processing",
           *           "owner": "5d0c1f2e3a4b4c5d8e9f0a1b2c3d4e5f",
           *           "created_at": "2026-01-15T09:30:00Z",
           *           "updated_at": "2026-01-15T09:30:00Z",
           *           "self": "/v2/tasks/6b0b9a4c-7f43-4c0b-9f0d-2f0b6a1f7c11",
           *           "schema": "/v2/schemas/task"
           *         }
           *       ],
           *       "first": "/v2/tasks",
           *       "schema": "/v2/schemas/tasks"
           *     }
           */
          readonly 'application/json': components['schemas']['Tasks'];
        };
      };
      /** @description Something is wrong with the query. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      readonly 403: components['responses']['NoAdministrator'];
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly showTask: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        readonly task_id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The import. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "6b0b9a4c-7f43-4c0b-9f0d-2f0b6a1f7c11",
           *       "input": {
           *         "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *         "import_req": {
           *           "method": {
           *             "name": "glance-direct"
           *           }
           *         },
           *         "backend": [
           *           "fs"
           *         ]
           *       },
           *       "type": "api_image_import",
           *       "status": "success",
           *       "owner": "5d0c1f2e3a4b4c5d8e9f0a1b2c3d4e5f",
           *       "message": "Copied 0 MiB",
           *       "result": {
           *         "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18"
           *       },
           *       "created_at": "2026-01-15T09:30:00Z",
           *       "updated_at": "2026-01-15T09:30:00Z",
           *       "self": "/v2/tasks/6b0b9a4c-7f43-4c0b-9f0d-2f0b6a1f7c11",
           *       "schema": "/v2/schemas/task",
           *       "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "request_id": "req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10",
           *       "user_id": "4c0f1d6e2b3a49588f7e6d5c4b3a2918",
           *       "expires_at": "2026-01-17T09:30:00Z"
           *     }
           */
          readonly 'application/json': components['schemas']['Task'];
        };
      };
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 403: components['responses']['NoAdministrator'];
      /** @description There is no such task. */
      readonly 404: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly showImportInfo: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The methods that `POST /v2/images/{image_id}/import` takes. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "import-methods": {
           *         "description": "Import methods available.",
           *         "type": "array",
           *         "value": [
           *           "glance-direct",
           *           "web-download",
           *           "copy-image"
           *         ]
           *       }
           *     }
           */
          readonly 'application/json': {
            readonly 'import-methods': {
              readonly description: string;
              /** @constant */
              readonly type: 'array';
              readonly value: readonly string[];
            };
          };
        };
      };
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly showStoresDetail: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The stores that images can be in. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "stores": [
           *         {
           *           "id": "fs",
           *           "default": "true",
           *           "type": "file",
           *           "properties": {
           *             "data_dir": "/var/lib/glance/images",
           *             "chunk_size": 65536,
           *             "thin_provisioning": false
           *           },
           *           "weight": 0
           *         }
           *       ]
           *     }
           */
          readonly 'application/json': {
            readonly stores: readonly {
              readonly id: string;
              /** @constant */
              readonly default?: 'true';
              readonly type: string;
              readonly properties: Record<string, never>;
              readonly weight?: number;
            }[];
          };
        };
      };
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The caller is no administrator. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showUsage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Nothing, as in a cloud without quotas. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "usage": {}
           *     }
           */
          readonly 'application/json': {
            readonly usage: Record<string, never>;
          };
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly listCache: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The caller is no administrator. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description There is no cache. */
      readonly 404: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly clearCache: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The caller is no administrator. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description There is no cache. */
      readonly 404: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly listStores: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The stores that images can be in. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "stores": [
           *         {
           *           "id": "fs",
           *           "default": "true"
           *         }
           *       ]
           *     }
           */
          readonly 'application/json': {
            readonly stores?: readonly {
              readonly id: string;
              /** @constant */
              readonly default?: 'true';
            }[];
          };
        };
      };
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly deactivateImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's, or it has no data. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoImage'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly reactivateImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's, or it has no data. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoImage'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly addTag: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
        /**
         * @description The tag, 255 characters at most.
         * @example hardened
         */
        readonly tag_value: components['parameters']['TagValue'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      /** @description A body was sent, or the tag is too long. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoSharedImage'];
      /** @description The image would have too many tags, or the world would become larger than its limit. */
      readonly 413: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly removeTag: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
        /**
         * @description The tag, 255 characters at most.
         * @example hardened
         */
        readonly tag_value: components['parameters']['TagValue'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not the caller's. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description There is no such image, the caller may not know of it, or it has no such tag. */
      readonly 404: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly listMembers: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The members. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "members": [
           *         {
           *           "member_id": "9b2d7e4f61c84a0f8e53d1a6c7b0f924",
           *           "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *           "status": "pending",
           *           "created_at": "2026-01-15T09:30:00Z",
           *           "updated_at": "2026-01-15T09:30:00Z",
           *           "schema": "/v2/schemas/member"
           *         }
           *       ],
           *       "schema": "/v2/schemas/members"
           *     }
           */
          readonly 'application/json': components['schemas']['Members'];
        };
      };
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not shared. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoSharedImage'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly addMember: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "member": "9b2d7e4f61c84a0f8e53d1a6c7b0f924"
         *     }
         */
        readonly 'application/json': components['schemas']['NewMember'];
      };
    };
    readonly responses: {
      /** @description The member. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "member_id": "9b2d7e4f61c84a0f8e53d1a6c7b0f924",
           *       "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "status": "pending",
           *       "created_at": "2026-01-15T09:30:00Z",
           *       "updated_at": "2026-01-15T09:30:00Z",
           *       "schema": "/v2/schemas/member"
           *     }
           */
          readonly 'application/json': components['schemas']['AddedMember'];
        };
      };
      /** @description The body cannot be read, or names no member. Said before the image is looked for. */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not shared, or it is not the caller's to share. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoSharedImage'];
      /** @description The tenant is a member already. */
      readonly 409: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      /** @description The image has as many members as it may have (said before 409), or the world would become larger than its limit. */
      readonly 413: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 415: components['responses']['JsonExpected'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMember: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
        /**
         * @description The member, usually a tenant's id. Compared without regard to case, accents and trailing spaces.
         * @example 9b2d7e4f61c84a0f8e53d1a6c7b0f924
         */
        readonly member_id: components['parameters']['MemberId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The member. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "member_id": "9b2d7e4f61c84a0f8e53d1a6c7b0f924",
           *       "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "status": "pending",
           *       "created_at": "2026-01-15T09:30:00Z",
           *       "updated_at": "2026-01-15T09:30:00Z",
           *       "schema": "/v2/schemas/member"
           *     }
           */
          readonly 'application/json': components['schemas']['Member'];
        };
      };
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 403: components['responses']['RolesTooLow'];
      /** @description As for the other operations on a member; an image that is not shared is 404 here. */
      readonly 404: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly updateMember: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
        /**
         * @description The member, usually a tenant's id. Compared without regard to case, accents and trailing spaces.
         * @example 9b2d7e4f61c84a0f8e53d1a6c7b0f924
         */
        readonly member_id: components['parameters']['MemberId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "status": "accepted"
         *     }
         */
        readonly 'application/json': components['schemas']['NewMemberStatus'];
      };
    };
    readonly responses: {
      /** @description The member as it is now. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "member_id": "9b2d7e4f61c84a0f8e53d1a6c7b0f924",
           *       "image_id": "3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18",
           *       "status": "accepted",
           *       "created_at": "2026-01-15T09:30:00Z",
           *       "updated_at": "2026-01-15T10:00:00Z",
           *       "schema": "/v2/schemas/member"
           *     }
           */
          readonly 'application/json': components['schemas']['Member'];
        };
      };
      /** @description The body cannot be read or has no status (said before the image is looked for), or the status is unknown (said last). */
      readonly 400: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not shared, or the membership is not the caller's. The producer cannot accept for a consumer. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoMember'];
      readonly 415: components['responses']['JsonExpected'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly removeMember: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The image. Upper and lower case are the same; anything that is not the id of an image is 404.
         * @example 3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18
         */
        readonly image_id: components['parameters']['ImageId'];
        /**
         * @description The member, usually a tenant's id. Compared without regard to case, accents and trailing spaces.
         * @example 9b2d7e4f61c84a0f8e53d1a6c7b0f924
         */
        readonly member_id: components['parameters']['MemberId'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The image is not shared, or it is not the caller's. */
      readonly 403: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 404: components['responses']['NoMember'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showImageSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showImagesSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMemberSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMembersSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showTaskSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly showTasksSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
      readonly 501: components['responses']['NotServed'];
    };
  };
  readonly showMetadefNamespaceSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMetadefResourceTypeSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMetadefNamespacesSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMetadefObjectSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMetadefObjectsSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMetadefPropertySchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMetadefPropertiesSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMetadefResourceTypesSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMetadefTagSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showMetadefTagsSchema: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 200: components['responses']['SchemaShown'];
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly listNamespaces: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description How many namespaces a page has; what is no whole number, breaks Glance.
         * @example 20
         */
        readonly limit?: string;
        /**
         * @description The namespace before the page. There is none.
         * @example
         */
        readonly marker?: string;
        /**
         * @description By what to sort.
         * @example namespace
         */
        readonly sort_key?: string;
        /**
         * @description In which direction.
         * @example asc
         */
        readonly sort_dir?: 'asc' | 'desc';
        /**
         * @description Only those with this visibility; empty for none.
         * @example public
         */
        readonly visibility?: 'public' | 'private' | '';
        /**
         * @description Only namespaces for one of these types, with commas between them.
         * @example OS::Glance::Image,OS::Nova::Flavor
         */
        readonly resource_types?: string;
      };
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description No namespaces. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "namespaces": [],
           *       "schema": "/v2/schemas/metadefs/namespaces",
           *       "first": "/v2/metadefs/namespaces?limit=20"
           *     }
           */
          readonly 'application/json': components['schemas']['Namespaces'];
        };
      };
      readonly 400: components['responses']['QueryUnread'];
      readonly 401: components['responses']['Unauthorized'];
      /** @description The marker names no namespace, or the token's roles do not suffice. */
      readonly 404: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Refusal'];
          readonly 'text/html': string;
          readonly 'text/plain': string;
        };
      };
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showNamespace: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description The type of resource with whose prefix the properties are shown.
         * @example OS::Glance::Image
         */
        readonly resource_type?: string;
      };
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NoNamespace'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly listNamespaceObjects: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description How many objects a page has.
         * @example 20
         */
        readonly limit?: string;
        /**
         * @description The object before the page.
         * @example
         */
        readonly marker?: string;
        /**
         * @description By what to sort.
         * @example name
         */
        readonly sort_key?: string;
        /**
         * @description In which direction.
         * @example asc
         */
        readonly sort_dir?: 'asc' | 'desc';
        /**
         * @description Only those with this visibility; empty for none.
         * @example public
         */
        readonly visibility?: 'public' | 'private' | '';
      };
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 400: components['responses']['QueryUnread'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NoNamespace'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showNamespaceObject: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
        /**
         * @description The object.
         * @example CPU Limits
         */
        readonly object: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NoNamespace'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly listNamespaceProperties: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NoNamespaceHere'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showNamespaceProperty: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
        /**
         * @description The property.
         * @example hw_watchdog_action
         */
        readonly property: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NoNamespaceHere'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly listNamespaceTags: {
    readonly parameters: {
      readonly query?: {
        /**
         * @description How many tags a page has.
         * @example 20
         */
        readonly limit?: string;
        /**
         * @description The tag before the page.
         * @example
         */
        readonly marker?: string;
        /**
         * @description By what to sort.
         * @example name
         */
        readonly sort_key?: string;
        /**
         * @description In which direction.
         * @example asc
         */
        readonly sort_dir?: 'asc' | 'desc';
        /**
         * @description Only those with this visibility; empty for none.
         * @example public
         */
        readonly visibility?: 'public' | 'private' | '';
      };
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 400: components['responses']['QueryUnread'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NoNamespaceHere'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly showNamespaceTag: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
        /**
         * @description The tag.
         * @example hardened
         */
        readonly tag: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NoNamespaceHere'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly listNamespaceResourceTypes: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path: {
        /**
         * @description The namespace. None is there.
         * @example OS::Compute::Watchdog
         */
        readonly namespace: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NoNamespaceHere'];
      readonly 500: components['responses']['Erred'];
    };
  };
  readonly listResourceTypes: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: {
        /**
         * @description An id for the request, taken over into the answer; `req-` is put before it where it is missing. More than 64 characters are answered with 500.
         * @example req-0b1f7c1e-9f0e-4a55-9d5c-6f0f3f6f2a10
         */
        readonly 'X-Openstack-Request-Id'?: components['parameters']['RequestId'];
      };
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description No types. */
      readonly 200: {
        headers: {
          readonly 'X-Openstack-Request-Id': components['headers']['RequestId'];
          readonly [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "resource_types": []
           *     }
           */
          readonly 'application/json': components['schemas']['ResourceTypes'];
        };
      };
      readonly 400: components['responses']['BodyRefused'];
      readonly 401: components['responses']['Unauthorized'];
      readonly 404: components['responses']['NotFound'];
      readonly 500: components['responses']['Erred'];
    };
  };
}
