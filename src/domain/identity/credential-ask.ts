/** What a client says of a new application credential, once it fits Keystone's schema. */
export interface CredentialAsk {
  readonly name: string;
  readonly description?: string | null;
  readonly secret?: string | null;
  readonly expires_at?: string | null;
  readonly roles?: readonly { readonly id?: string; readonly name?: string }[];
  readonly unrestricted?: boolean;
}

/**
 * Keys that a new application credential may have. Some are read over; access rules are none of them, because
 * this fake could not enforce them.
 */
export const credentialKeys: ReadonlySet<string> = new Set([
  'name',
  'description',
  'secret',
  'expires_at',
  'roles',
  'unrestricted',
  'id',
  'project_id',
  'user_id',
]);
