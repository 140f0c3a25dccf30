/** Refusals of Rackspace's Cloud Images alone. Their words are unproven: the guide prints none. */
export const cloudImagesRefusals = {
  overLimit: { status: 413, words: 'OverLimit Retry after {retryAt}.', source: 'CLOUD-IMAGES.md §7' },
  tenantNotYours: {
    status: 403,
    words: "The tenant {tenant} in the path is not the token's.",
    source: 'CLOUD-IMAGES.md §6; that and how it is refused is unproven',
  },
  propertyReserved: {
    status: 403,
    words: "Property '{property}' is protected",
    source: 'CLOUD-IMAGES.md §4',
  },
} as const;
