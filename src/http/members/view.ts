import type { Member } from '../../domain/model.ts';

/** A member as JSON, in Glance's order of keys. `shown` stands for its id. Source: RULES.md §2, Bodies. */
export function memberJson(image: string, member: Member, shown: unknown): object {
  return {
    member_id: shown,
    image_id: image,
    status: member.status,
    created_at: member.createdAt,
    updated_at: member.updatedAt,
    schema: '/v2/schemas/member',
  };
}

/** The list of members as JSON. Source: RULES.md §2, Bodies. */
export function membersJson(image: string, members: readonly Member[]): object {
  return {
    members: members.map((member) => memberJson(image, member, member.id)),
    schema: '/v2/schemas/members',
  };
}
