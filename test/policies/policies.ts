/** Policy files as operators have them, written anew: what each is for, and its text. */
export const policies: Readonly<Record<string, string>> = {
  empty: '',
  'only administrators share': `
add_member: "role:admin"
delete_member: "role:admin"
`,
  'nobody shares': `
"add_member": "!"
`,
  'whoever has a token may share its images': `
"add_member": "project_id:%(project_id)s"
`,
  'members may publish': `
"publicize_image": "role:admin or role:member"
`,
  'no community images': `
"communitize_image": "role:admin"
`,
  'readers may upload': `
"upload_image": "rule:context_is_admin or (role:reader and project_id:%(project_id)s)"
"modify_image": "rule:context_is_admin or (role:reader and project_id:%(project_id)s)"
"add_image": "rule:context_is_admin or role:reader and project_id:%(owner)s"
`,
  'images are made by administrators': `
{
  "add_image": "role:admin",
  "modify_image": "role:admin",
  "delete_image": "role:admin",
  "upload_image": "role:admin"
}
`,
  'downloads are for the owner': `
"download_image": "role:admin or (role:member and project_id:%(project_id)s)"
`,
  'nobody deactivates but administrators': `
"deactivate": "role:admin"
"reactivate": "role:admin"
`,
  'the owner may accept for its members': `
"modify_member": "role:admin or (role:member and (project_id:%(member_id)s or project_id:%(project_id)s))"
`,
  'consumers may leave': `
"delete_member": "role:admin or (role:member and (project_id:%(project_id)s or project_id:%(member_id)s))"
`,
  'members are nobody else’s business': `
"get_members": "role:admin or (role:reader and project_id:%(project_id)s)"
`,
  'a member is not shown': `
"get_member": "role:admin or (role:reader and project_id:%(project_id)s)"
`,
  'old names, and a flag that no token has': `
"admin_or_owner": "is_admin:True or project_id:%(project_id)s"
"default": "rule:admin_or_owner"
"delete_image": "rule:admin_or_owner"
"add_member": "rule:admin_or_owner"
`,
  'lists of lists': `
delete_member:
  - ["role:admin"]
  - ["role:member", "project_id:%(project_id)s"]
add_member: [["role:admin"], "role:reader"]
`,
  'operators in any case, and not': `
"delete_image": "ROLE:admin OR (Role:member And NOT role:admin)"
"deactivate": "role:ADMIN or NOT role:member AND role:reader"
`,
  'a rule that cannot be read': `
"add_member": "role:admin or (role:member"
"delete_member": "nonsense"
`,
  'a rule that leads to none': `
"add_member": "rule:nothing_like_it"
"delete_member": "rule:admin_required"
"admin_required": "role:admin"
`,
  'the image list is for administrators': `
"get_images": "role:admin"
`,
  'public images are for administrators': `
"get_image": "role:admin or (role:reader and (project_id:%(project_id)s or project_id:%(member_id)s))"
`,
  'whoever is named like a constant': `
"add_member": "role:admin or ('shared':%(visibility)s and role:member)"
"delete_member": "None:%(member_id)s and role:member"
`,
};
