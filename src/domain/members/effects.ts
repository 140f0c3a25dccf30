import type { AskFor } from '../ask.ts';
import { type Case, imageOf, memberIn } from '../case.ts';
import { folded } from '../collation.ts';
import type { Decided } from '../decision.ts';
import { initialStatus } from '../member-statuses.ts';
import type { Member, MemberStatus } from '../model.ts';
import { keptMemberId } from './checks.ts';
import { visibleMembers } from './visible.ts';

/**
 * Adds a member, always with the initial status. One that was a member before keeps its place and its `createdAt`.
 * Source: RULES.md §2, Times.
 */
export function addMember(asked: Case<AskFor<'addMember'>>): Decided {
  const { id: image, members } = imageOf(asked);
  const id = keptMemberId(asked.ask.given.text ?? '') ?? '';
  const key = folded(id);
  const former = members.find((member) => folded(member.id) === key);
  const member: Member = {
    id,
    status: initialStatus,
    createdAt: former?.createdAt ?? asked.at,
    updatedAt: asked.at,
    removed: false,
  };
  return {
    changes: [{ kind: 'memberAdded', image, member }],
    view: { kind: 'member', image, member, echo: asked.ask.given.echo },
  };
}

/** All members to the producer, only itself to a consumer, in the order in which they were first added. */
export function listMembers(asked: Case): Decided {
  const image = imageOf(asked);
  return {
    changes: [],
    view: {
      kind: 'members',
      image: image.id,
      members: visibleMembers(image, asked.permission[asked.persona], asked.caller),
    },
  };
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

/** Takes a membership away; it stays on record as removed. Source: RULES.md §2, Times. */
export function removeMember(asked: Case): Decided {
  const { id: image, members } = imageOf(asked);
  const removal = 1 + members.reduce((last, each) => Math.max(last, each.removal ?? 0), 0);
  const member = { ...memberIn(asked), removed: true, removal };
  return {
    changes: [{ kind: 'memberRemoved', image, member }],
    view: { kind: 'nothing' },
  };
}
