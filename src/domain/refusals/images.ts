/** Refusals of the image operations, and of the policy behind every operation. */
export const imageRefusals = {
  // any operation: the policy of the new defaults
  notAuthorized: {
    status: 403,
    words: 'You are not authorized to complete {policy} action.',
    source: 'RULES.md §3',
  },
  notOwner: { status: 403, words: 'You do not own this image', source: 'RULES.md §3, legacy column' },
  // images
  noImageWithId: { status: 404, words: 'No image found with ID {image}', source: 'RULES.md §4' },
  imageIdTooLong: {
    status: 404,
    words: 'Image with the given id %(image_id)s was not found',
    source: 'asked of Glance 25.1: PATCH add /image_id with 37 characters',
  },
  noImageToDelete: {
    status: 404,
    words: 'Failed to find image {image} to delete',
    source: 'recorded: 08-image_crud delete/*',
  },
  imageIdTaken: { status: 409, words: 'Image ID {image} already exists!', source: 'RULES.md §4' },
  imageProtected: {
    status: 403,
    words: 'Image {image} is protected and cannot be deleted.',
    source: 'asked of Glance 25.1: DELETE of a protected image',
  },
  ownerNotYours: {
    status: 403,
    words: "You are not permitted to create images owned by '{owner}'",
    stands: 'detail',
    source: 'recorded: 08-image_crud create/owner-other (new defaults)',
  },
  ownerNotYoursLegacy: {
    status: 403,
    words: "You are not permitted to create images owned by '{owner}'.",
    source: 'recorded: 08-image_crud create/owner-other (legacy)',
  },
  ownerFixed: {
    status: 403,
    words: "Owner can't be updated by non admin.",
    stands: 'detail',
    source: 'RULES.md §5',
  },
  imageNotVisible: {
    status: 403,
    words: 'Forbidding request, image {image} not visible',
    source: 'RULES.md §4 (marker); asked of Glance 25.1: PATCH add /owner by the owner',
  },
  propertyMissing: {
    status: 409,
    words: 'Property {property} does not exist.',
    stands: 'detail',
    source: 'recorded: 08-image_crud patch/replace-missing',
  },
  propertyPresent: {
    status: 409,
    words: 'Property {property} already present.',
    stands: 'detail',
    source: 'recorded: 08-image_crud patch/v2.0-add-existing',
  },
  propertyFixed: {
    status: 403,
    words: 'Property {property} may not be removed.',
    stands: 'detail',
    source: 'recorded: 08-image_crud patch/remove-name',
  },
  formatFixed: {
    status: 403,
    words: 'Attribute {property} can be only replaced for a queued image.',
    source: 'asked of Glance 25.1: PATCH /disk_format of an active image',
  },
  locationsEmpty: {
    status: 403,
    words: 'Cannot set locations to empty list.',
    stands: 'detail',
    source: 'asked of Glance 25.1: PATCH replace /locations []',
  },
  locationsInvisible: {
    status: 403,
    words: "It's not allowed to {verb} locations if locations are invisible.",
    source: 'asked of Glance 25.1: PATCH replace /locations',
  },
  locationsUntimely: {
    status: 409,
    words: "It's not allowed to {verb} locations if image status is {status}.",
    source: 'asked of Glance 25.1 with show_multiple_locations: PATCH /locations of an image without data',
  },
  locationUnfit: {
    status: 400,
    words: 'Invalid location',
    source: 'asked of Glance 25.1 with show_multiple_locations and a store of files: PATCH add /locations/-',
  },
  locationPlaceless: {
    status: 400,
    words: 'Invalid position for adding a location.',
    source: 'asked of Glance 25.1 with show_multiple_locations: PATCH add /locations/x',
  },
  locationsPresent: {
    status: 400,
    words: 'Original locations is not empty: {locations}',
    source: 'asked of Glance 25.1 with show_multiple_locations: PATCH replace /locations of an active image',
  },
  locationLast: {
    status: 403,
    words: 'Cannot remove last location in the image.',
    stands: 'detail',
    source: 'asked of Glance 25.1 with show_multiple_locations: PATCH remove /locations/0 of an active image',
  },
  mayNotUpdateTags: {
    status: 403,
    words: 'Not allowed to update tags for image {image}.',
    source: 'RULES.md §3, legacy column',
  },
  mayNotDeleteTags: {
    status: 403,
    words: 'Not allowed to delete tags for image {image}.',
    source: 'RULES.md §3, legacy column',
  },
  tagLimitExceeded: {
    status: 413,
    words:
      'Image tag limit exceeded for image {image}: The limit has been exceeded on the number of allowed image tags. Attempted: {attempted}, Maximum: {maximum}:',
    source: "Glance's image_tag_quota (128); asked of Glance 25.1",
  },
  // any operation that makes a world larger
  worldFull: {
    status: 413,
    words:
      'The limit has been exceeded on the memory that images, members and application credentials may take. Attempted: {attempted} bytes, Maximum: {maximum} bytes. Delete images, or start the fake with a higher limit (--world-bytes, in code worldBytes).',
    source: "the fake's own: it keeps everything in memory, where Glance and Keystone have a database",
  },
} as const;

/** Refusals of values that fit the schema, yet that Glance or its database does not take. Asked after the policy. */
export const imageValueRefusals = {
  tagQuotaExceeded: {
    status: 413,
    words:
      'The limit has been exceeded on the number of allowed image tags. Attempted: {attempted}, Maximum: {maximum}',
    source: 'asked of Glance 25.1: POST with 129 tags',
  },
  propertyQuotaExceeded: {
    status: 413,
    words:
      'The limit has been exceeded on the number of allowed image properties. Attempted: {attempted}, Maximum: {maximum}',
    source: 'asked of Glance 25.1: POST with 129 properties',
  },
  valueNegative: {
    status: 400,
    words: "Invalid value '{value}' for parameter '{attribute}': Cannot be a negative value",
    source: 'asked of Glance 25.1: POST {"min_ram": -1}',
  },
  valueOutOfRange: {
    status: 400,
    words: "'{attribute}' value out of range, must not exceed {maximum}.",
    source: 'asked of Glance 25.1: POST {"min_ram": 2147483648}',
  },
  propertyNameFourByte: {
    status: 400,
    words: "Property names can't contain 4 byte unicode.",
    source: 'asked of Glance 25.1: PATCH add of a property whose name has an emoji',
  },
  propertyValueFourByte: {
    status: 400,
    words: "{attribute} can't contain 4 byte unicode characters.",
    source: 'asked of Glance 25.1: POST {"name": "🚀"}',
  },
  tagFourByte: {
    status: 400,
    words: "Param values can't contain 4 byte unicode.",
    source: 'asked of Glance 25.1: POST {"tags": ["🚀"]}',
  },
} as const;
