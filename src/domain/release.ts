/** A minor version of the Image API: its number, and what the versions document says of it. */
export interface ApiVersion {
  /** `15` is `v2.15`. */
  readonly minor: number;
  readonly status: 'CURRENT' | 'SUPPORTED';
}

/**
 * What a release of OpenStack shows otherwise than others, whatever the policy: the facts of its Glance, of its Keystone, and of the
 * libraries that come with them. Data, no code.
 */
export interface Release {
  readonly name: string;
  /** One sentence for humans. */
  readonly title: string;
  /** The versions of the Image API, in the order of the versions document; each is a prefix of paths, too. */
  readonly versions: readonly ApiVersion[];
  /** The header of an answer without a body, 204: WebOb leaves `Content-Length` out since 1.8.8. */
  readonly emptyLength: 'zero' | 'none';
  /** The order in which members are listed. None is promised: Glance does not ask its database for one. */
  readonly memberOrder: MemberOrder;
}

/** An order of members: as they were added, or by their ids, as an index of the database has them. */
export type MemberOrder = 'added' | 'id';
