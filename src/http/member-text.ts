import type { Member } from '../domain/model.ts';
import { rememberedLast } from '../domain/remembered.ts';
import { printJson, textAsJson } from './json.ts';
import { asAscii } from './message.ts';

/** Texts that are shown again and again, as JSON: the last one of each kind is kept. */
const [imageShown, statusShown, createdShown, updatedShown, memberShown] = [
  rememberedLast(textAsJson),
  rememberedLast(textAsJson),
  rememberedLast(textAsJson),
  rememberedLast(textAsJson),
  rememberedLast(textAsJson),
];

/** A member as JSON, in Glance's order of keys. `shown` stands for its id. Source: RULES.md §2, Bodies. */
export function memberText(image: string, member: Member, shown: unknown): string {
  const id = typeof shown === 'string' ? memberShown(shown) : { json: printJson(shown), isAscii: false };
  const ofImage = imageShown(image);
  const status = statusShown(member.status);
  const created = createdShown(member.createdAt);
  const updated = updatedShown(member.updatedAt);
  const text = `{"member_id": ${id.json}, "image_id": ${ofImage.json}, "status": ${status.json}, "created_at": ${created.json}, "updated_at": ${updated.json}, "schema": "/v2/schemas/member"}`;
  const isAscii = id.isAscii && ofImage.isAscii && status.isAscii && created.isAscii && updated.isAscii;
  return isAscii ? asAscii(text) : text;
}

/** A list of members as JSON. Source: RULES.md §2, Bodies. */
export function membersText(image: string, members: readonly Member[]): string {
  let listed = '';
  for (const member of members) {
    if (listed !== '') listed += ', ';
    listed += memberText(image, member, member.id);
  }
  return `{"members": [${listed}], "schema": "/v2/schemas/members"}`;
}
