/** A place where nobody knows what the service answers; what each is stands in `gaps.ts`. */
export type GapName =
  | 'errorBody'
  | 'duplicateMember'
  | 'memberAgain'
  | 'memberIdForm'
  | 'memberIdLength'
  | 'ownerAsMember'
  | 'publicMembers'
  | 'roleRefusal'
  | 'reservedProperty'
  | 'bodyNotExpected'
  | 'tenantInPath'
  | 'otherOperation'
  | 'rateLimit';
