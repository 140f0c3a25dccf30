import type { Member } from '../domain/model.ts';
import { rememberedLast } from '../domain/remembered.ts';
import { printJson, textAsJson, type TextAsJson } from './json.ts';
import { asAscii } from './message.ts';

/** A text in the JSON of a member, behind what stands before it. What was shown last is kept: most of it comes again and again. */
function field(before: string): (text: string) => TextAsJson {
  return rememberedLast((text) => {
    const { json, isAscii } = textAsJson(text);
    return { json: before + json, isAscii };
  });
}

const fields = {
  id: field('{"member_id": '),
  image: field(', "image_id": '),
  status: field(', "status": '),
  created: field(', "created_at": '),
  updated: field(', "updated_at": '),
};

/** An id that is shown as it was sent, and is no text. */
function unusual(shown: unknown): TextAsJson {
  return { json: `{"member_id": ${printJson(shown)}`, isAscii: false };
}

/** A member as JSON, in Glance's order of keys. `shown` stands for its id. Source: RULES.md §2, Bodies. */
function memberText(image: string, member: Member, shown: unknown): string {
  const id = typeof shown === 'string' ? fields.id(shown) : unusual(shown);
  const ofImage = fields.image(image);
  const status = fields.status(member.status);
  const created = fields.created(member.createdAt);
  const updated = fields.updated(member.updatedAt);
  const text = `${id.json}${ofImage.json}${status.json}${created.json}${updated.json}, "schema": "/v2/schemas/member"}`;
  const isAscii = id.isAscii && ofImage.isAscii && status.isAscii && created.isAscii && updated.isAscii;
  return isAscii ? asAscii(text) : text;
}

/** What was shown last: who waits for a status asks for the same member again and again. */
const last: { image: string; member: Member | undefined; shown: unknown; text: string } = {
  image: '',
  member: undefined,
  shown: undefined,
  text: '',
};

/** A member that is shown alone, as `memberText`. */
export function singleMemberText(image: string, member: Member, shown: unknown): string {
  if (last.member !== member || last.image !== image || last.shown !== shown) {
    last.text = memberText(image, member, shown);
    last.image = image;
    last.member = member;
    last.shown = shown;
  }
  return last.text;
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
