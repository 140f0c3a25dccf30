/** The places where nobody knows what a service answers, in the order in which they are told; what each is stands in `gaps.ts`. */
export const gapNames = [
  'errorBody',
  'duplicateMember',
  'memberAgain',
  'memberIdForm',
  'memberIdLength',
  'ownerAsMember',
  'publicMembers',
  'roleRefusal',
  'reservedProperty',
  'bodyNotExpected',
  'tenantInPath',
  'otherOperation',
  'rateLimit',
] as const;

/** The name of such a place. */
export type GapName = (typeof gapNames)[number];
