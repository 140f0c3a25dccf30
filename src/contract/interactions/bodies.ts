import type { Interaction, RequestTemplate } from '../interaction.ts';
import { anImage, asks, noImage, only, requests } from './writing.ts';

const { addMember, listMembers, removeMember, showMember, updateMember } = requests;

/** A request that adds a member with this text as its body. */
export function adding(body: string, type: string = 'application/json'): RequestTemplate {
  return { ...addMember(''), body, type };
}

const updating = (body: string): RequestTemplate => ({ ...updateMember('${consumer}', ''), body });
const without = ({ method, path }: RequestTemplate): RequestTemplate => ({ method, path });

const plain = adding('{"member": "somebody"}', 'text/plain');

/** Bodies that are not what they should be. Source: RULES.md §2, Bodies. */
export const bodies: readonly Interaction[] = [
  asks('producer', 'a member must be named', anImage(), adding('{}')),
  asks('producer', 'a member must not be empty', anImage(), addMember('')),
  asks('producer', 'a member must not be null', anImage(), addMember(null)),
  asks('producer', 'a member is not called member_id', anImage(), adding('{"member_id": "somebody"}')),
  asks('producer', 'a new member stands in an object', anImage(), adding('["somebody"]')),
  asks('producer', 'a body must be an object or a list', anImage(), adding('"somebody"')),
  asks('producer', 'a body must be JSON', anImage(), adding('{"member": ')),
  asks('producer', 'a new member wants a body', anImage(), without(addMember(''))),
  asks('producer', 'a member has no characters of four bytes', anImage(), addMember('🐟')),
  asks('producer', 'a member may be anything that is a text', anImage(), addMember('nobody in particular')),
  ...only(
    ({ wire }) => wire.jsonTypes.length === 0,
    [asks('producer', 'nobody looks at the media type of a new member', anImage(), plain)],
  ),
  ...only(
    ({ wire }) => wire.jsonTypes.length > 0,
    [
      asks(
        'producer',
        'JSON is taken whatever its media type',
        anImage(),
        adding('{"member": "7000001"}', 'application/x-www-form-urlencoded'),
      ),
      asks('producer', 'a form is no new member', anImage(), adding('member=somebody', 'text/plain')),
    ],
  ),
  asks(
    'producer',
    'other words beside a new member are not read',
    anImage(),
    adding('{"member": "somebody", "status": "accepted"}'),
  ),
  asks('producer', 'a body is read before the image is looked up', noImage, adding('{}')),
  asks('stranger', 'a body is read before it is asked who asks', anImage(), adding('{}')),
  asks('consumer', 'a status must be given', anImage(), updating('{}')),
  asks('consumer', 'a status must be one of three', anImage(), updateMember('${consumer}', 'maybe')),
  asks('consumer', 'a status is written small', anImage(), updateMember('${consumer}', 'ACCEPTED')),
  asks('consumer', 'a status is a text', anImage(), updateMember('${consumer}', true)),
  asks('consumer', 'a status stands in an object', anImage(), updating('["accepted"]')),
  asks('consumer', 'a new status must be JSON', anImage(), updating('accepted')),
  asks('producer', 'a status is looked at last', anImage(), updateMember('${consumer}', 'maybe')),
  asks('consumer', 'a new status wants a body', anImage(), without(updateMember('${consumer}', ''))),
  asks('consumer', 'a new status must be an object or a list', anImage(), updating('"accepted"')),
  asks('producer', 'a member is looked at without a body', anImage(), {
    ...showMember('${consumer}'),
    body: { a: 1 },
  }),
  asks('producer', 'a list of members is asked for without a body', anImage(), {
    ...listMembers(),
    body: { a: 1 },
  }),
  asks('producer', 'a member is removed without a body', anImage(), {
    ...removeMember('${consumer}'),
    body: { a: 1 },
  }),
];
