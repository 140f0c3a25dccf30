/** Refusals of what an image request says: bodies of creations and patches. */
export const imageRequestRefusals = {
  // creations and patches
  schemaMismatch: {
    status: 400,
    words: "Provided object does not match schema 'image': {problem}",
    source: 'recorded: 08-image_crud create/*',
  },
  locationMismatch: {
    status: 400,
    words: "Provided object does not match schema 'location': {problem}",
    source: 'asked of Glance 30 and 33: POST locations',
  },
  attributeReadOnly: {
    status: 403,
    words: "Attribute '{attribute}' is read-only.",
    source: 'recorded: 08-image_crud create/*, patch/*',
  },
  attributeReserved: {
    status: 403,
    words: "Attribute '{attribute}' is reserved.",
    source: 'asked of Glance 25.1: PATCH add /deleted; POST locations',
  },
  attributeReservedAtCreation: {
    status: 403,
    words: "Attribute '{attribute}' is reserved.",
    stands: 'detail',
    source: 'asked of Glance 25.1: POST {"deleted": "x"}',
  },
  propertyNameTooLong: {
    status: 400,
    words: 'Custom property should not be greater than 255 characters.',
    source: 'asked of Glance 25.1: POST with a property name of 256 characters',
  },
  // patches
  patchNotArray: {
    status: 400,
    words: 'Request body must be a JSON array of operation objects.',
    source: 'asked of Glance 25.1: PATCH {}',
  },
  patchEntryNotObject: {
    status: 400,
    words: 'Operations must be JSON objects.',
    source: 'asked of Glance 25.1: PATCH [5]',
  },
  patchOperationMissing: {
    status: 400,
    words:
      'Unable to find `op` in JSON Schema change. It must be one of the following: add, remove, replace.',
    source: 'asked of Glance 25.1: PATCH [{}]',
  },
  patchOperationUnknown: {
    status: 400,
    words: 'Invalid operation: `{op}`. It must be one of the following: add, remove, replace.',
    source: 'asked of Glance 25.1: PATCH [{"op": "move"}]',
  },
  patchOperationsSeveral: {
    status: 400,
    words: 'Operation objects must contain only one member named "add", "remove", or "replace".',
    source: 'asked of Glance 25.1: PATCH v2.0 [{"add": "/a", "remove": "/a"}]',
  },
  patchOperationNone: {
    status: 400,
    words: 'Operation objects must contain exactly one member named "add", "remove", or "replace".',
    source: 'asked of Glance 25.1: PATCH v2.0 [{}]',
  },
  patchPathMissing: {
    status: 400,
    words: "Unable to find 'path' in JSON Schema change",
    source: 'asked of Glance 25.1: PATCH [{"op": "add"}]',
  },
  patchValueMissing: {
    status: 400,
    words: 'Operation "{op}" requires a member named "value".',
    source: 'asked of Glance 25.1: PATCH [{"op": "add", "path": "/a"}]',
  },
  pointerWithoutSlash: {
    status: 400,
    words: 'Pointer `{pointer}` does not start with "/".',
    source: 'asked of Glance 25.1: PATCH path "a"',
  },
  pointerSlashesAdjacent: {
    status: 400,
    words: 'Pointer `{pointer}` contains adjacent "/".',
    source: 'asked of Glance 25.1: PATCH path "/a//b"',
  },
  pointerSlashTrailing: {
    status: 400,
    words: 'Pointer `{pointer}` end with "/".',
    source: 'asked of Glance 25.1: PATCH path "/a/"',
  },
  pointerEmpty: {
    status: 400,
    words: 'Pointer `{pointer}` does not contains valid token.',
    source: 'asked of Glance 25.1: PATCH path "// "',
  },
  pointerEscapeUnknown: {
    status: 400,
    words: 'Pointer `{pointer}` contains "~" not part of a recognized escape sequence.',
    source: 'asked of Glance 25.1: PATCH path "/a~2"',
  },
  pointerDepth: {
    status: 400,
    words: "Invalid JSON pointer for this resource: '/{path}'",
    source: 'asked of Glance 25.1: PATCH path "/a/b"',
  },
} as const;
