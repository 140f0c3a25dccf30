/** Refusals around the data of an image. */
export const imageDataRefusals = {
  // image data
  mayNotUpload: {
    status: 403,
    words: 'Not allowed to upload image data for image {image}',
    source: 'asked of Glance 25.1, old defaults: PUT file by a member',
  },
  dataForbidden: {
    status: 403,
    words: 'The requested image has been deactivated. Image data download is forbidden.',
    source: 'RULES.md §7 item 17',
  },
  transitionForbidden: {
    status: 409,
    words: 'Image status transition from {from} to {to} is not allowed',
    source: 'recorded: 08-image_crud files/put-again',
  },
  formatsUnset: {
    status: 400,
    words: '{properties} must be set prior to saving data.',
    source: 'recorded: 08-image_crud files/put-no-format',
  },
  sizeMalformed: {
    status: 400,
    words: 'Invalid or missing image size in request headers.',
    source: 'asked of Glance 33: x-openstack-image-size',
  },
  sizeExceeded: {
    status: 400,
    words: 'Size exceeds: expected {expected} bytes, got {got} bytes',
    source: 'asked of Glance 33: x-openstack-image-size',
  },
  sizeMissed: {
    status: 400,
    words: 'Size mismatch: expected {expected} bytes, got {got} bytes',
    source: 'asked of Glance 33: x-openstack-image-size',
  },
  storageFull: {
    status: 413,
    words: 'Image storage media is full: There is not enough disk space on the image storage media.',
    source: "Glance's answer where its store is full (glance/api/v2/image_data.py)",
  },
  locationsFixed: {
    status: 409,
    words: "It's not allowed to add locations if image status is {status}.",
    source: 'asked of Glance 30 and 33: POST locations',
  },
  locationFiltered: {
    status: 400,
    words: 'URI for add location does not pass filtering: {url}',
    source: 'asked of Glance 30 and 33: POST locations by a service',
  },
  storeTakesNoLocation: {
    status: 403,
    words: 'http store must be enabled to use location API by normal user.',
    source: 'asked of Glance 30 and 33: POST locations',
  },
  mayNotDeactivate: {
    status: 403,
    words: "Not allowed to deactivate image in status '{from}'",
    source: 'RULES.md §7 item 18',
  },
  mayNotReactivate: {
    status: 403,
    words: "Not allowed to reactivate image in status '{from}'",
    source: 'RULES.md §7 item 18',
  },
  rangesMultiple: {
    status: 400,
    words:
      'Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests instead.',
    source: 'recorded: 08-image_crud files/range-multi',
  },
  rangeInvalid: {
    status: 416,
    words: 'Invalid Range header.',
    stands: 'detail',
    source: 'recorded: 08-image_crud files/range-bogus',
  },
  rangeBeyond: {
    status: 416,
    words:
      'Invalid start position in Range header. Start position MUST be in the inclusive range [0, {last}].',
    stands: 'detail',
    source: 'recorded: 08-image_crud files/range-beyond',
  },
  contentRangeInvalid: {
    status: 416,
    words: 'Invalid Content-Range header.',
    stands: 'detail',
    source: 'asked of Glance 25.1: a download with Content-Range',
  },
  contentRangeStartBeyond: {
    status: 416,
    words:
      'Invalid start position in Content-Range header. Start position MUST be in the inclusive range [0, {last}].',
    stands: 'detail',
    source: 'asked of Glance 25.1: a download with Content-Range',
  },
  contentRangeEndBeyond: {
    status: 416,
    words:
      'Invalid stop position in Content-Range header. The stop position MUST be in the inclusive range [0, {last}].',
    stands: 'detail',
    source: 'asked of Glance 25.1: a download with Content-Range',
  },
} as const;

/** Refusals of imports and their tasks. */
export const importRefusals = {
  importMethodMissing: {
    status: 400,
    words: "Import request requires a 'method' field.",
    source: 'asked of Glance 25.1: POST import',
  },
  importNameMissing: {
    status: 400,
    words: "Import request requires a 'name' field.",
    source: 'asked of Glance 25.1: POST import',
  },
  stagingOff: {
    status: 404,
    words: "'glance-direct' method is not available at this site.",
    source: 'asked of Glance 25.1 with enabled_import_methods = []: PUT stage',
  },
  importMethodUnknown: {
    status: 400,
    words: "Unknown import method name '{method}'.",
    source: 'asked of Glance 25.1: POST import',
  },
  importFlagInvalid: {
    status: 400,
    words: "'{flag}' must be boolean value only",
    source: 'asked of Glance 25.1: POST import',
  },
  importActive: {
    status: 409,
    words: 'Image with status active cannot be target for import',
    source: 'asked of Glance 25.1: POST import',
  },
  importUnqueued: {
    status: 409,
    words: "Image needs to be in 'queued' state to use '{method}' method",
    source: 'asked of Glance 25.1: POST import',
  },
  importUnstaged: {
    status: 409,
    words: "Image needs to be staged before 'glance-direct' method can be used",
    source: 'asked of Glance 25.1: POST import',
  },
  copyInactive: {
    status: 409,
    words: 'Only images with status active can be targeted for copying',
    source: 'asked of Glance 25.1: POST import',
  },
  copyPresent: {
    status: 400,
    words: "Image is already present at store '{store}'",
    source: 'asked of Glance 25.1: POST import',
  },
  importFormatUnset: {
    status: 409,
    words: "'{format}' needs to be set before import",
    source: 'asked of Glance 25.1: POST import',
  },
  importLocked: {
    status: 409,
    words: 'Image has active task',
    source: 'asked of Glance 25.1: POST import',
  },
  storeUnknown: {
    status: 409,
    words: 'Store for identifier {store} not found',
    source: 'asked of Glance 25.1: POST import',
  },
  storesTwice: {
    status: 400,
    words: "Stores parameter and x-image-meta-store header can't be both specified",
    source: 'asked of Glance 25.1: POST import',
  },
  storesBesideAll: {
    status: 400,
    words: "All_stores parameter can't be used with x-image-meta-store header or stores parameter",
    source: 'asked of Glance 25.1: POST import',
  },
  sourceFiltered: {
    status: 400,
    words: 'URI for web-download does not pass filtering: {uri}',
    source: 'asked of Glance 25.1: POST import',
  },
  taskNotFound: {
    status: 404,
    words: 'Could not find task {task}',
    source: 'asked of Glance 25.1: GET /v2/tasks',
  },
  taskMarkerForm: {
    status: 400,
    words: 'Invalid marker format',
    source: 'asked of Glance 25.1: GET /v2/tasks',
  },
  taskMarkerUnknown: {
    status: 400,
    words: 'Task with the given id {task} was not found',
    source: 'asked of Glance 25.1: GET /v2/tasks',
  },
  taskSortKeyUnknown: {
    status: 400,
    words: 'Sort key supplied was not valid.',
    source: 'asked of Glance 25.1: GET /v2/tasks',
  },
  taskSortDirectionInvalid: {
    status: 400,
    words: 'Invalid sort direction: {direction}',
    source: 'asked of Glance 25.1: GET /v2/tasks',
  },
  taskStatusInvalid: {
    status: 400,
    words: 'Invalid status value: {status}',
    source: 'asked of Glance 25.1: GET /v2/tasks',
  },
  taskTypeInvalid: {
    status: 400,
    words: 'Invalid type value: {type}',
    source: 'asked of Glance 25.1: GET /v2/tasks',
  },
} as const;
