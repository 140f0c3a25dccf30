/** Refusals of the member operations. */
export const memberRefusals = {
  // members: what the body says
  memberNotSpecified: {
    status: 400,
    words: 'Member to be added not specified',
    source: 'RULES.md §2 Bodies',
  },
  memberEmpty: { status: 400, words: "Member can't be empty", source: 'RULES.md §2 Bodies' },
  memberBodyForm: {
    status: 400,
    words: 'Expected a member in the form: {"member": "image_id"}',
    source: 'RULES.md §2 Bodies',
  },
  memberFourByte: {
    status: 400,
    words: "Member can't contain 4 byte unicode characters.",
    source: 'RULES.md §2 Bodies',
  },
  statusNotSpecified: { status: 400, words: 'Status not specified', source: 'RULES.md §2 Bodies' },
  statusBodyForm: {
    status: 400,
    words: 'Expected a status in the form: {"status": "status"}',
    source: 'RULES.md §2 Bodies',
  },
  statusUnknown: {
    status: 400,
    words: 'Incorrect request: Status must be {statuses}.',
    source: 'RULES.md §1.10, §2 Bodies',
  },
  // members: who may do what
  imageNotFound: { status: 404, words: 'Image {image} not found.', source: 'RULES.md §2, message I' },
  memberForbidden: {
    status: 404,
    words: 'You are not authorized to complete {policy} action.',
    source: 'asked of Glance 25.1 with a policy that forbids get_member',
  },
  memberNotFound: {
    status: 404,
    words: '{member} not found in the member list of the image {image}.',
    source: 'RULES.md §2, message M',
  },
  onlySharedHaveMembers: {
    status: 404,
    words: 'Only shared images have members.',
    source: 'RULES.md §2, visibility private, public or community',
  },
  mayNotCreateMembers: {
    status: 403,
    words: 'Not allowed to create members for image {image}.',
    source: 'RULES.md §2, message C',
  },
  mayNotListMembers: {
    status: 403,
    words: 'Not allowed to list members for image {image}: Only shared images have members.',
    source: 'RULES.md §2, message L',
  },
  mayNotUpdateMembers: {
    status: 403,
    words: 'Not allowed to update members for image {image}.',
    source: 'RULES.md §2, message U',
  },
  mayNotDeleteMembers: {
    status: 403,
    words: 'Not allowed to delete members for image {image}.',
    source: 'RULES.md §2, message D',
  },
  memberDuplicate: {
    status: 409,
    words: 'Member {member} is duplicated for image {image}',
    source: 'RULES.md §2, message 409',
  },
  memberQuotaExceeded: {
    status: 413,
    words:
      'Image member limit exceeded for image {image}: The limit has been exceeded on the number of allowed image members for this image. Attempted: {attempted}, Maximum: {maximum}:',
    source: 'RULES.md §2, message 413; §7 item 10',
  },
} as const;
