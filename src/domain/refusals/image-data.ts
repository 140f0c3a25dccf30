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
  storageFull: {
    status: 413,
    words: 'Image storage media is full: There is not enough disk space on the image storage media.',
    source: "Glance's answer where its store is full (glance/api/v2/image_data.py)",
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
