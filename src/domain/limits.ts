/** Limits of a world, all changeable by options. */
export interface Limits {
  /** Members an image may have; Glance's `image_member_quota` (128), and none that is documented of Rackspace. */
  readonly membersPerImage: number;
  /** Bytes of a JSON body that are read. */
  readonly jsonBytes: number;
  /** Bytes of image data that the world keeps, all images together. */
  readonly imageBytes: number;
  /** Bytes that images without their data, their members and application credentials may take, as `usage.ts` estimates them. */
  readonly worldBytes: number;
  /** Deleted images that are remembered: their ids stay taken. */
  readonly deletedImages: number;
  /** Removed members of an image that are remembered: added again, they keep their place and their `createdAt`. */
  readonly removedMembers: number;
  /** Seconds that a token lives that was got by logging in; Keystone's `expiration`. */
  readonly tokenLifetime: number;
  /** Tokens got by logging in that the world keeps; beyond them the oldest ends. */
  readonly maxTokens: number;
  /** Application credentials that a user may have; Keystone's `[application_credential] user_limit`. */
  readonly credentialsPerUser: number;
  /** Requests to the image API that a tenant may send in a minute. */
  readonly requestsPerMinute: number;
}
