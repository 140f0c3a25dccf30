/** What a member status means. It steers the image list and nothing else: access does not depend on it. */
export interface MemberStatusRow {
  /** Whether a member has it when it is added. One status is. */
  readonly initial: boolean;
  /** Whether the image is in the consumer's image list by default. */
  readonly listed: boolean;
  /** Who may set it: whoever may update the member at all, of these the administrators alone, or nobody, as if it were unknown. */
  readonly setBy: 'updaters' | 'administrators' | 'nobody';
}

const table = {
  pending: { initial: true, listed: false, setBy: 'updaters' },
  accepted: { initial: false, listed: true, setBy: 'updaters' },
  rejected: { initial: false, listed: false, setBy: 'updaters' },
} as const;

/** Where a consumer stands towards an image that a producer offers. */
export type MemberStatus = keyof typeof table;

/** The member statuses and their effects. Source: RULES.md §4; sharing-images.txt, Additional notes. */
export const memberStatuses: { readonly [S in MemberStatus]: MemberStatusRow } = table;

/** The names of the member statuses, in the order of the table. */
export const memberStatusNames: readonly MemberStatus[] = Object.keys(memberStatuses) as MemberStatus[];

/** The status of a member that has just been added. */
export const initialStatus: MemberStatus = memberStatusNames.find((name) => memberStatuses[name].initial)!;

/** Whether a value is a status that somebody may set, letter by letter. */
export function isSettable(value: unknown): value is MemberStatus {
  return (
    typeof value === 'string' &&
    Object.hasOwn(memberStatuses, value) &&
    memberStatuses[value as MemberStatus].setBy !== 'nobody'
  );
}

/** The statuses that somebody may set, as a refusal lists them: `"pending", "accepted" or "rejected"`. */
export function settableInWords(): string {
  const words = memberStatusNames.filter(isSettable).map((name) => `"${name}"`);
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' or ');
}
