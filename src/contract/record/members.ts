import { folded } from '../../domain/collation.ts';
import type { Member } from '../../domain/model.ts';
import { readJson } from '../../http/json.ts';
import { bytesOf, type HttpResponse } from '../../http/message.ts';
import { askerOf } from './asker.ts';
import type { ApiExchange } from './exchange-kind.ts';
import type { Kept } from './kept.ts';
import type { Subject } from './subject.ts';

/** A list of members says no more with further members of one status. */
const mostOfStatus = 3;

/** What is left of an exchange without the members that make no difference to it. */
export interface Thinned {
  readonly subjects: readonly Subject[];
  readonly response: HttpResponse;
}

/**
 * Takes out of an exchange the members that its answer does not depend on. It depends on those that the request names,
 * on the caller's own membership, on those that a list shows, and, where no further member may be added, on how many
 * there are. So it says the same whatever else happened to the image, where removed members stay on record.
 */
export function thinned(
  kept: Kept,
  { route }: ApiExchange,
  subjects: readonly Subject[],
  named: readonly string[],
): Thinned {
  const { response } = kept;
  const own = askerOf(kept)?.tenant ?? null;
  const matters = new Set([...named, ...(own === null ? [] : [own])].map(folded));
  const isListed = route?.operation === 'listMembers' && response.status === 200;
  const isFull = route?.operation === 'addMember' && response.status === 413;
  const kinds = isListed ? listedIn(subjects, matters) : new Set<string>();
  const isKept = (member: Member): boolean =>
    matters.has(foldedId(member)) || (!member.removed && kinds.has(member.id));
  const left = subjects.map((subject) => withMembers(subject, isKept, isFull));
  return {
    subjects: left,
    response: isListed ? { ...response, body: listWith(response.body, left) } : response,
  };
}

/** A member stays the same object from one exchange to the next, and an image may have thousands on record. */
const foldedIds = new WeakMap<Member, string>();

/** The id of a member as the database compares it. */
export function foldedId(member: Member): string {
  const known = foldedIds.get(member) ?? folded(member.id);
  foldedIds.set(member, known);
  return known;
}

/** Of each status the members that come first in a list, by their ids. */
function listedIn(subjects: readonly Subject[], matters: ReadonlySet<string>): ReadonlySet<string> {
  const all = subjects.flatMap(({ image }) => image?.members ?? []);
  const others = all.filter((member) => !member.removed && !matters.has(foldedId(member)));
  const byStatus = Map.groupBy(others, ({ status }) => status);
  return new Set([...byStatus.values()].flatMap((alike) => alike.slice(0, mostOfStatus).map(({ id }) => id)));
}

function withMembers(subject: Subject, isKept: (member: Member) => boolean, counts: boolean): Subject {
  const { image } = subject;
  if (image === null) return subject;
  const members = image.members.filter(isKept);
  const fill = counts ? image.members.filter((member) => !member.removed && !isKept(member)).length : 0;
  return { ...subject, image: { ...image, members }, ...(fill > 0 ? { fill } : {}) };
}

/** The body of a list of members with those alone that matter. */
function listWith(body: Uint8Array, subjects: readonly Subject[]): Uint8Array {
  const list = readJson(body)?.value as { readonly members: readonly { readonly member_id: string }[] };
  const kept = new Set(subjects.flatMap(({ image }) => image?.members.map(({ id }) => id) ?? []));
  const members = list.members.filter(({ member_id }) => kept.has(member_id));
  return bytesOf(JSON.stringify({ ...list, members }));
}
