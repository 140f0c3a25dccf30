import type { MemberStatus } from './model.ts';

/** What a member status means. It steers the image list and nothing else: access does not depend on it. */
export interface MemberStatusRow {
  /** Whether the image is in the consumer's image list by default. */
  readonly listed: boolean;
}

/** The member statuses and their effects. Source: RULES.md §4; sharing-images.txt, Additional notes. */
export const memberStatuses: { readonly [S in MemberStatus]: MemberStatusRow } = {
  pending: { listed: false },
  accepted: { listed: true },
  rejected: { listed: false },
};

/** Whether a value is one of the member statuses, letter by letter. */
export function isMemberStatus(value: unknown): value is MemberStatus {
  return typeof value === 'string' && Object.hasOwn(memberStatuses, value);
}
