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
  asks(
    'producer',
    'the field is called member, not member_id',
    anImage(),
    adding('{"member_id": "somebody"}'),
  ),
  asks('producer', 'a new member must be in an object', anImage(), adding('["somebody"]')),
  asks('producer', 'a body must be an object or a list', anImage(), adding('"somebody"')),
  asks('producer', 'a body must be JSON', anImage(), adding('{"member": ')),
  asks('producer', 'a new member needs a body', anImage(), without(addMember(''))),
  asks('producer', 'a member id has no characters of four bytes', anImage(), addMember('🐟')),
  asks('producer', 'any text may be a member id', anImage(), addMember('nobody in particular')),
  ...only(
    ({ wire }) => wire.jsonTypes.length === 0,
    [asks('producer', 'the media type of a new member does not matter', anImage(), plain)],
  ),
  ...only(
    ({ wire }) => wire.jsonTypes.length > 0,
    [
      asks(
        'producer',
        'JSON is taken whatever its media type',
        anImage(),
        adding('{"member": "7000001"}', 'text/plain'),
      ),
      asks('producer', 'a form is no new member', anImage(), adding('member=somebody', 'text/plain')),
    ],
  ),
  asks(
    'producer',
    'other fields beside a new member are ignored',
    anImage(),
    adding('{"member": "somebody", "status": "accepted"}'),
  ),
  asks('producer', 'a body is checked before the image', noImage, adding('{}')),
  asks('stranger', 'a body is checked before the caller', anImage(), adding('{}')),
  asks('consumer', 'a status must be given', anImage(), updating('{}')),
  asks('consumer', 'a status must be one of three', anImage(), updateMember('${consumer}', 'maybe')),
  asks('consumer', 'a status is in lower case', anImage(), updateMember('${consumer}', 'ACCEPTED')),
  asks('consumer', 'a status is a text', anImage(), updateMember('${consumer}', true)),
  asks('consumer', 'a status must be in an object', anImage(), updating('["accepted"]')),
  asks('consumer', 'a new status must be JSON', anImage(), updating('accepted')),
  asks('producer', 'the status is checked last', anImage(), updateMember('${consumer}', 'maybe')),
  asks('consumer', 'a new status needs a body', anImage(), without(updateMember('${consumer}', ''))),
  asks('consumer', 'a new status must be an object or a list', anImage(), updating('"accepted"')),
  asks('producer', 'a request for a member has no body', anImage(), {
    ...showMember('${consumer}'),
    body: { a: 1 },
  }),
  asks('producer', 'a request for the members has no body', anImage(), {
    ...listMembers(),
    body: { a: 1 },
  }),
  asks('producer', 'the removal of a member has no body', anImage(), {
    ...removeMember('${consumer}'),
    body: { a: 1 },
  }),
];
