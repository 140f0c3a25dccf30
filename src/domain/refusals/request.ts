/** Refusals before any image is looked at: who asks, and for what. */
export const requestRefusals = {
  // who asks, and for what (before any image is looked at)
  tokenInvalid: {
    status: 401,
    words:
      'This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.',
    source: 'RULES.md §1.2, §2',
  },
  resourceNotFound: { status: 404, words: 'The resource could not be found.', source: 'RULES.md §1.3, §3' },
  methodNotAllowed: {
    status: 405,
    words: 'The method {method} is not allowed for this resource. ',
    stands: 'template',
    source: 'RULES.md §1.3, §2 Routes and methods',
  },
  mediaTypeUnsupported: {
    status: 415,
    words: 'The request media type {mediaType} is not supported by this server.\n',
    stands: 'template',
    source: 'RULES.md §4 Changing visibility',
  },
  serverErred: {
    status: 500,
    words: 'The server has either erred or is incapable of performing the requested operation.',
    source: 'RULES.md §2 Bodies, §5, §7 item 14',
  },
  serverBroke: { status: 500, words: '', source: 'RULES.md §2 Routes and methods, §5, §7 item 17' },
  bodyNotExpected: {
    status: 400,
    words: 'A body is not expected with this request.',
    source: 'RULES.md §1.4',
  },
  bodyTooLarge: {
    status: 413,
    words: 'The request body is too large: this fake reads at most {most} bytes of JSON.',
    source: "the fake's own: Glance reads JSON of any length",
  },
  bodyExpected: { status: 400, words: 'Body expected in request.', source: 'RULES.md §2 Bodies' },
  bodyMalformed: { status: 400, words: 'Malformed JSON in request body.', source: 'RULES.md §2 Bodies' },
  bodyNotContainer: {
    status: 400,
    words: 'Unexpected body type. Expected list/dict.',
    source: 'RULES.md §2 Bodies',
  },
  namespaceNotFound: {
    status: 404,
    words: 'Metadata definition namespace={namespace} was not found.',
    source: 'asked of Glance 25.1: GET /v2/metadefs/namespaces/x',
  },
  namespaceMissing: {
    status: 404,
    words: 'Namespace {namespace} not found',
    source: 'asked of Glance 25.1: GET /v2/metadefs/namespaces/x/tags',
  },
  namespaceMarkerEmpty: {
    status: 404,
    words: 'Metadata definition namespace not found for id=',
    source: 'asked of Glance 25.1: GET /v2/metadefs/namespaces?marker=',
  },
  methodUnknown: {
    status: 501,
    words: '\nThe request method {method} is not implemented for this server. ',
    stands: 'template',
    source: 'recorded: 10-versions versions/FOO /v2/foo as alpha',
  },
  cacheAbsent: {
    status: 404,
    words: 'Caching via API is not supported at this site.',
    source: 'recorded: 08-image_crud misc/get-/v2/cache-as-admin',
  },
  notServed: {
    status: 501,
    words:
      '{method} /{path} is part of Glance, and this fake does not implement it. It implements image sharing. Nothing was changed.',
    source: "the fake's own: a clear no where a silent wrong answer would stand",
  },
} as const;
