/** Clouds that are learnt: policy files and settings as operators have them, written anew. */

/** A Glance that differs from one with its defaults. */
export interface LearntCloud {
  /** What differs, in a line. */
  readonly about: string;
  /** Whose defaults stand behind its policy file: those of 2023.1 and later, or the old ones. */
  readonly beside: 'glance' | 'glance-legacy';
  readonly policy: string;
  /** Options of the section DEFAULT. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What no profile can say of it. */
  readonly beyond?: Beyond;
}

/** Cases that are counted apart, since they follow from a rule that has no place in a profile. */
export interface Beyond {
  readonly why: string;
  /** The scene of parity in which they are; what differs elsewhere is a difference. */
  readonly scene: string;
  /** How many they are at most. */
  readonly most: number;
}

/** Ten clouds, by names that do for files. */
export const clouds: Readonly<Record<string, LearntCloud>> = {
  quotas: {
    about: 'administrators alone share; 7 members, 12 properties, 3 tags an image; pages of 8, at most 20',
    beside: 'glance',
    settings: {
      image_member_quota: '7',
      image_property_quota: '12',
      image_tag_quota: '3',
      limit_param_default: '8',
      api_limit_max: '20',
    },
    policy: `
"add_member": "role:admin"
"delete_member": "role:admin"
"download_image": "role:admin or (role:member and (project_id:%(project_id)s or project_id:%(member_id)s))"
`,
  },
  scopes: {
    about: 'rules on the scope of the system and on `target.…`, which no token of a project passes',
    beside: 'glance',
    settings: { image_tag_quota: '-1' },
    policy: `
"deactivate": "role:admin and system_scope:all"
"reactivate": "role:admin and system_scope:all or role:member and project_id:%(target.project_id)s"
"delete_member": "(role:admin and system_scope:all) or (role:member and project_id:%(project_id)s)"
"get_members": "role:admin or (role:reader and project_id:%(owner)s) or project_id:%(target.member_id)s"
`,
  },
  chain: {
    about: 'who has an image may share it on, by readers, too; members without limit, pages of 12 at most',
    beside: 'glance',
    settings: { image_member_quota: '-1', api_limit_max: '12' },
    policy: `
"add_member": "role:admin or (role:reader and (project_id:%(project_id)s or project_id:%(member_id)s))"
"modify_member": "role:admin or (role:reader and project_id:%(member_id)s)"
"publicize_image": "role:admin or (role:member and project_id:%(project_id)s)"
`,
  },
  workshop: {
    about: 'readers make and change images; nobody publishes for the community; import by web-download alone',
    beside: 'glance',
    settings: { enabled_import_methods: '[web-download]', image_property_quota: '2' },
    policy: `
"add_image": "role:admin or (role:reader and project_id:%(owner)s)"
"modify_image": "role:admin or (role:reader and project_id:%(project_id)s)"
"upload_image": "rule:context_is_admin or (role:reader and project_id:%(project_id)s)"
"communitize_image": "!"
"deactivate": "role:admin"
"reactivate": "role:admin"
`,
  },
  leaving: {
    about: 'owners publish, consumers leave by themselves; pages of 40',
    beside: 'glance',
    settings: { limit_param_default: '40' },
    policy: `
"publicize_image": "role:admin or (role:member and project_id:%(project_id)s)"
"delete_member": "role:admin or (role:member and (project_id:%(project_id)s or project_id:%(member_id)s))"
"copy_image": "role:admin or role:member"
`,
  },
  blind: {
    about: 'readers see nothing; 3 members an image',
    beside: 'glance',
    settings: { image_member_quota: '3' },
    policy: `
"get_images": "role:admin or (role:member and project_id:%(project_id)s)"
"get_image": "role:admin or (role:member and (project_id:%(project_id)s or project_id:%(member_id)s or 'community':%(visibility)s or 'public':%(visibility)s or 'shared':%(visibility)s))"
"get_members": "role:admin or (role:member and (project_id:%(project_id)s or project_id:%(member_id)s))"
"get_member": "role:admin or (role:member and (project_id:%(project_id)s or project_id:%(member_id)s))"
`,
  },
  direct: {
    about: "members are the owner's business; `show_image_direct_url`, pages of 3, 5 properties an image",
    beside: 'glance',
    settings: {
      show_image_direct_url: 'true',
      image_property_quota: '5',
      limit_param_default: '3',
      api_limit_max: '6',
    },
    policy: `
"get_members": "role:admin or (role:reader and project_id:%(project_id)s)"
"get_member": "role:admin or (role:reader and project_id:%(project_id)s)"
`,
  },
  roles: {
    about: 'roles of its own for creating, sharing and publishing; 20 members an image',
    beside: 'glance',
    settings: { image_member_quota: '20', user_storage_quota: '1GB' },
    policy: `
"context_is_admin": "role:admin or role:image_admin"
"add_image": "role:admin or (role:image_creator and project_id:%(owner)s)"
"publicize_image": "role:admin or role:image_admin"
"add_member": "role:admin or ((role:sharer or role:member) and project_id:%(project_id)s)"
"upload_image": "rule:context_is_admin or (role:image_creator and project_id:%(project_id)s)"
`,
  },
  old: {
    about: 'the policy.json of an old Glance; `show_multiple_locations` and `show_image_direct_url`',
    beside: 'glance-legacy',
    settings: { show_multiple_locations: 'true', show_image_direct_url: 'true', image_member_quota: '10' },
    policy: `{
  "context_is_admin": "role:admin",
  "default": "role:admin",
  "admin_or_owner": "is_admin:True or project_id:%(project_id)s",
  "add_image": "",
  "delete_image": "rule:admin_or_owner",
  "get_image": "",
  "get_images": "",
  "modify_image": "rule:admin_or_owner",
  "publicize_image": "role:admin",
  "communitize_image": "role:admin",
  "download_image": "",
  "upload_image": "",
  "get_member": "",
  "get_members": "",
  "add_member": "role:admin",
  "delete_member": "rule:admin_or_owner",
  "modify_member": "",
  "deactivate": "role:admin",
  "reactivate": "role:admin"
}
`,
  },
  single: {
    about: 'one member an image, whose updates administrators make; 10 MB a user; glance-direct alone',
    beside: 'glance',
    settings: {
      image_member_quota: '1',
      user_storage_quota: '10MB',
      enabled_import_methods: '[glance-direct]',
    },
    // What is changed by the owner in a fake has other times and another state for all that is asked after it.
    beyond: {
      why: 'the producer changes no image that is public: a line has no cell for each visibility',
      scene: 'table/public/removed/active',
      most: 13,
    },
    policy: `
"modify_image": "role:admin or (role:member and project_id:%(project_id)s and not 'public':%(visibility)s)"
"modify_member": "role:admin"
"download_image": "role:admin or (role:member and project_id:%(project_id)s) or (role:member and project_id:%(member_id)s)"
"add_image": "role:admin or (role:reader and project_id:%(owner)s)"
"set_image_location": "role:admin"
`,
  },
};
