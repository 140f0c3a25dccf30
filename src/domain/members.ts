import type { AskFor } from './ask.ts';
import { type Case, type Decided, imageOf, memberIn, outcomeIn, visibleMembers } from './case.ts';
import { hasRole } from './checks.ts';
import { hasFourByte, inColumn, leadingNumber } from './collation.ts';
import { initialStatus, isSettable, memberStatuses, settableInWords } from './member-statuses.ts';
import type { Image, Member, Members, MemberStatus } from './model.ts';
import { operations } from './operations.ts';
import { deniedBy } from './permissions.ts';
import { type Refusal, refuse } from './refusals.ts';

type Adding = Case<AskFor<'addMember'>>;

const mostCharacters = 255;

/**
 * `memberOnRecord`: the membership is there for the caller, who may look at it: before a member is changed, Glance asks for the policy
 * `get_member`. Source: RULES.md §1.8, message M; asked of Glance 25.1 with a policy that forbids get_member.
 */
export function memberOnRecord(asked: Case): Refusal | undefined {
  if (!mayLook(asked)) return refuse('notAuthorized', { policy: operations.showMember.policy });
  if (asked.member !== undefined) return undefined;
  const named = 'member' in asked.ask ? asked.ask.member : '';
  return refuse('memberNotFound', { member: named, image: imageOf(asked).id });
}

/** Characters of a status, as the column of Glance's database has them. */
const mostOfStatus = 20;

/** `statusKnown`: one of the table, letter by letter; looked at last. Source: RULES.md §1.10. */
export function statusKnown({ ask: { status }, profile }: Case<AskFor<'updateMember'>>): Refusal | undefined {
  const fits = typeof status === 'string' && status.length <= mostOfStatus;
  if (isSettable(status) || (fits && profile.members.statuses === 'any')) return undefined;
  return refuse('statusUnknown', { statuses: settableInWords() });
}

/** `statusSettable`: some statuses are for administrators to set, as the table of statuses says. */
export function statusSettable({
  ask,
  permission,
  persona,
}: Case<AskFor<'updateMember'>>): Refusal | undefined {
  const setBy = isSettable(ask.status) ? memberStatuses[ask.status].setBy : 'updaters';
  if (setBy !== 'administrators' || persona === 'administrator') return undefined;
  return deniedBy(permission, persona, { policy: operations.updateMember.policy, image: ask.image });
}

/** `quotaLeft`: counted before a duplicate is noticed. Source: RULES.md §7 item 10. */
export function quotaLeft(asked: Adding): Refusal | undefined {
  const maximum = asked.limits.membersPerImage;
  const { members } = imageOf(asked);
  const attempted = members.size - members.removed + 1;
  if (attempted <= maximum) return undefined;
  const words = { image: asked.ask.image, attempted: String(attempted), maximum: String(maximum) };
  return refuse('memberQuotaExceeded', words);
}

/** `memberWritable`: the database takes no characters of four bytes. Source: RULES.md §2, Bodies. */
export function memberWritable({ ask }: Adding): Refusal | undefined {
  return hasFourByte(ask.given.text ?? '') && typeof ask.given.echo === 'string'
    ? refuse('memberFourByte')
    : undefined;
}

/**
 * `memberNew`: not on record already, whatever the case of the id; a number is, where an id begins with it. Whether a
 * removed member is on record, the profile says.
 * Source: RULES.md §2, 409; §7 item 9; asked of Glance 25.1 (numbers).
 */
export function memberNew(asked: Adding): Refusal | undefined {
  const { given, image } = asked.ask;
  const { duplicate, removedStay } = asked.profile.members;
  const isKnown = (member: Member): boolean => removedStay || !member.removed;
  const known = sameMembers(imageOf(asked).members, given).some(isKnown);
  return known ? refuse(duplicate, { member: given.shown, image }) : undefined;
}

/** The members that are the same to the database as what was sent. Where that is a number, it reads all ids as numbers. */
function sameMembers(members: Members, { number, text }: Adding['ask']['given']): readonly Member[] {
  if (number !== null) return [...members].filter(({ id }) => leadingNumber(id) === number);
  const same = text === null ? undefined : members.get(text);
  return same === undefined ? [] : [same];
}

/** The id that the database keeps of a member, which has no characters of four bytes; undefined where it fails. */
export function keptMemberId(text: string): string | undefined {
  return text.isWellFormed() ? inColumn(text, mostCharacters, ({ length }) => length) : undefined;
}

/**
 * `memberStorable`: Glance fails on what its column cannot hold, and on a list with characters of four bytes. Source:
 * RULES.md §2 Bodies, §7 item 14.
 */
export function memberStorable({ ask }: Adding): Refusal | undefined {
  const { text } = ask.given;
  return text === null || hasFourByte(text) || keptMemberId(text) === undefined
    ? refuse('serverErred')
    : undefined;
}

/**
 * Adds a member, always with the initial status. One that was a member before keeps its place and its `createdAt`.
 * Source: RULES.md §2, Times.
 */
export function addMember(asked: Case<AskFor<'addMember'>>): Decided {
  const { id: image, members } = imageOf(asked);
  const id = keptMemberId(asked.ask.given.text ?? '') ?? '';
  const former = members.get(id);
  const member: Member = {
    id,
    status: initialStatus,
    createdAt: former?.createdAt ?? asked.at,
    updatedAt: asked.at,
    removed: false,
  };
  return {
    changes: [{ kind: 'memberAdded', image, member }],
    view: {
      kind: 'member',
      image,
      member,
      echo: asked.profile.members.echo === 'kept' ? id : asked.ask.given.echo,
    },
  };
}

/** Whether no rule of `showMember` is against it; the image is seen. */
function mayLook(asked: Case): boolean {
  const { showMember } = asked.profile.permissions;
  const outcome = outcomeIn(asked, showMember);
  return outcome !== 'no' && outcome !== 'own no' && hasRole(asked, showMember);
}

/**
 * All members to the producer, only itself to a consumer, in the order in which they were first added; none to whom may look at none.
 * Source: RULES.md §2; asked of Glance 25.1 with a policy that forbids get_member.
 */
export function listMembers(asked: Case): Decided {
  const image = imageOf(asked);
  const members = mayLook(asked)
    ? visibleMembers(image, outcomeIn(asked, asked.permission), asked.caller)
    : [];
  return {
    changes: [],
    view: { kind: 'members', image: image.id, members, sinceRemoval: sinceRemoval(image, asked.now) },
  };
}

function sinceRemoval({ members: { lastRemoval } }: Image, now: number): number | undefined {
  return lastRemoval === undefined ? undefined : now - lastRemoval;
}

/** One membership. */
export function showMember(asked: Case): Decided {
  const member = memberIn(asked);
  return { changes: [], view: { kind: 'member', image: imageOf(asked).id, member, echo: member.id } };
}

/** Gives a membership a status; the status that it has already changes nothing. Source: RULES.md §2, Times. */
export function updateMember(asked: Case<AskFor<'updateMember'>>): Decided {
  const image = imageOf(asked).id;
  const before = memberIn(asked);
  const status = asked.ask.status as MemberStatus;
  const member = before.status === status ? before : { ...before, status, updatedAt: asked.at };
  const changes = member === before ? [] : [{ kind: 'memberStatusChanged' as const, image, member }];
  return { changes, view: { kind: 'member', image, member, echo: member.id } };
}

/** Takes a membership away; it stays on record as removed, and the image keeps when that was. Source: RULES.md §2, Times. */
export function removeMember(asked: Case): Decided {
  const { id: image } = imageOf(asked);
  const member = { ...memberIn(asked), removed: true };
  return {
    changes: [{ kind: 'memberRemoved', image, member, now: asked.now }],
    view: { kind: 'nothing' },
  };
}
