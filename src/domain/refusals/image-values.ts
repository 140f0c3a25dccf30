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
