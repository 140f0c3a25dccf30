import type { OwnProfile } from '../profile.ts';

const ownerMember = 'role:admin or (role:member and project_id:%(project_id)s)';
const ownerReader = 'role:admin or (role:reader and project_id:%(project_id)s)';
const sees =
  "(project_id:%(project_id)s or project_id:%(member_id)s or 'community':%(visibility)s or 'public':%(visibility)s or 'shared':%(visibility)s)";
const memberReader = 'role:admin or role:reader and (project_id:%(project_id)s or project_id:%(member_id)s)';

/**
 * The rules that Glance asks about images and their members, as it has them where a policy file says nothing.
 * Source: Glance 25.1 and 33, the defaults of its policies, which are the same in both; those of locations have come in between.
 */
const today: Readonly<Record<string, string>> = {
  default: '',
  context_is_admin: 'role:admin',
  add_image: 'role:admin or (role:member and project_id:%(project_id)s and project_id:%(owner)s)',
  delete_image: ownerMember,
  get_image: `role:admin or (role:reader and ${sees})`,
  get_images: ownerReader,
  modify_image: ownerMember,
  publicize_image: 'role:admin',
  communitize_image: ownerMember,
  download_image: `role:admin or (role:member and ${sees})`,
  upload_image: ownerMember,
  delete_image_location: 'role:admin',
  get_image_location: ownerReader,
  set_image_location: ownerMember,
  add_member: ownerMember,
  delete_member: ownerMember,
  get_member: memberReader,
  get_members: memberReader,
  modify_member: 'role:admin or (role:member and project_id:%(member_id)s)',
  deactivate: ownerMember,
  reactivate: ownerMember,
  copy_image: 'role:admin',
  tasks_api_access: 'role:admin',
  service_api: 'role:service or role:admin',
  add_image_location:
    'rule:service_api or (role:member and project_id:%(project_id)s and project_id:%(owner)s)',
  fetch_image_location: 'rule:service_api',
};

/** Rules that had no older default. */
const always: ReadonlySet<string> = new Set([
  'default',
  'context_is_admin',
  'publicize_image',
  'copy_image',
  'tasks_api_access',
  'service_api',
  'add_image_location',
  'fetch_image_location',
]);

/**
 * The same for the profile `glance-legacy`: before 2023.1 the older default of a rule, `rule:default`, counted beside the
 * new one.
 */
const before: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(today).map(([name, rule]) => [name, always.has(name) ? rule : `(${rule}) or rule:default`]),
);

/** The rules of a Glance without a policy file, by profile. */
export const defaultRules: Readonly<
  Record<Exclude<OwnProfile['based_on'], 'rackspace'>, Readonly<Record<string, string>>>
> = { glance: today, 'glance-legacy': before };

/** Names of rules about what the fake does not have: metadata definitions, caches, stores, locations of their own. */
export const elsewhere: RegExp = /metadef|cache|store|_location|_task/;
