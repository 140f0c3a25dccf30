/** Refusals of the query of the image list. */
export const imageListRefusals = {
  queryUndecodable: {
    status: 400,
    words:
      'Error decoding your request. Either the URL or the request body contained characters that could not be decoded by Glance',
    source: 'asked of Glance 25.1: GET /v2/images?name=%FF',
  },
  visibilityUnknown: {
    status: 400,
    words: 'Invalid visibility value: {visibility}',
    source: 'RULES.md §4, GET /v2/images',
  },
  memberStatusUnknown: {
    status: 400,
    words: 'Invalid status: {status}',
    source: 'RULES.md §4, GET /v2/images',
  },
  changesSinceGone: {
    status: 400,
    words: 'The "changes-since" filter is no longer available on v2.',
    source: 'asked of Glance 25.1: GET /v2/images?changes-since=x',
  },
  limitNotInteger: {
    status: 400,
    words: 'limit param must be an integer',
    source: 'RULES.md §4, GET /v2/images',
  },
  limitNegative: {
    status: 400,
    words: 'limit param must be positive',
    source: 'RULES.md §4, GET /v2/images',
  },
  sortSyntaxMixed: {
    status: 400,
    words: 'Old and new sorting syntax cannot be combined',
    source: 'RULES.md §4, GET /v2/images',
  },
  sortKeyUnknown: {
    status: 400,
    words:
      'Invalid sort key: {key}. It must be one of the following: name, status, container_format, disk_format, size, id, created_at, updated_at.',
    source: 'RULES.md §4, GET /v2/images',
  },
  sortDirectionUnknown: {
    status: 400,
    words: 'Invalid sort direction: {direction}',
    source: 'RULES.md §4, GET /v2/images',
  },
  sortCountsDiffer: {
    status: 400,
    words: 'Number of sort dirs does not match the number of sort keys',
    source: 'asked of Glance 25.1: GET /v2/images?sort_dir=asc&sort_dir=asc',
  },
  // found only when the list is made, after the deserializer
  filterNotBoolean: {
    status: 400,
    words: "Invalid value '{value}' for '{filter}' filter. Valid values are 'true' or 'false'.",
    source: 'asked of Glance 25.1: GET /v2/images?os_hidden=x',
  },
  filterRangeNotNumeric: {
    status: 400,
    words: 'Unable to filter on a range with a non-numeric value.',
    source: 'asked of Glance 25.1: GET /v2/images?size_min=x',
  },
  filterTimeInvalid: {
    status: 400,
    words: 'Bad "{filter}" query filter format. Use ISO 8601 DateTime notation.',
    source: 'asked of Glance 25.1: GET /v2/images?created_at=x',
  },
  filterTimeOperatorUnknown: {
    status: 400,
    words: 'Unable to filter on a unknown operator.',
    source: 'asked of Glance 25.1: GET /v2/images?created_at=foo:2020-01-01',
  },
  filterOperatorUnknown: {
    status: 400,
    words: "Unable to filter by unknown operator '{operator}'.",
    source: 'RULES.md §4, GET /v2/images',
  },
  filterQuoteOpens: {
    status: 400,
    words: 'Invalid filter value {value}. There is no comma before opening quotation mark.',
    source: 'asked of Glance 25.1: GET /v2/images?name=in:a"b',
  },
  filterQuoteCloses: {
    status: 400,
    words: 'Invalid filter value {value}. There is no comma after closing quotation mark.',
    source: 'asked of Glance 25.1: GET /v2/images?name=in:"a"b',
  },
  filterQuoteOpen: {
    status: 400,
    words: 'Invalid filter value {value}. The quote is not closed.',
    source: 'asked of Glance 25.1: GET /v2/images?name=in:a,"b',
  },
  markerUnknown: {
    status: 400,
    words: 'No image found with ID {image}',
    source: 'RULES.md §4, GET /v2/images',
  },
  markerTooLong: {
    status: 400,
    words: 'Image with the given id %(image_id)s was not found',
    source: 'asked of Glance 25.1: GET /v2/images?marker= with 37 characters',
  },
} as const;
