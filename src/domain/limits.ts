/** Limits of a world, all changeable by options. */
export interface Limits {
  /** Members an image may have; Glance's `image_member_quota` (128), and none that is documented of Rackspace. */
  readonly membersPerImage: number;
  /** Bytes of a JSON body that are read. */
  readonly jsonBytes: number;
  /** Bytes of image data that the world keeps, all images together. */
  readonly imageBytes: number;
  /** Seconds that a token lives that was got by logging in; Keystone's `expiration`. */
  readonly tokenLifetime: number;
  /** Requests to the image API that a tenant may send in a minute. */
  readonly requestsPerMinute: number;
}
