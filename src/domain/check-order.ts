import type { CheckName } from './profile.ts';

/** Checks without which an operation can still be answered, and the fake holds nothing that no Glance does. */
export const spareChecks: ReadonlySet<CheckName> = new Set([
  'imageShared',
  'callerReads',
  'callerPermitted',
  'statusSettable',
  'quotaLeft',
  'ownerPermitted',
  'visibilityPermitted',
  'propertiesFree',
  'imageUnprotected',
  'tagPresent',
  'tagFits',
  'dataReleased',
  'formatsSet',
  'sizeFits',
  'formatFits',
  'importPermitted',
  'importUnlocked',
]);

/** Checks that look at what the operation does, which can be worked out only where all that must pass has passed. */
const ofOutcome: ReadonlySet<CheckName> = new Set(['roomLeft']);

/** The checks of an order that have to pass before one can be made. Each looks at the image, where the operation names one. */
export function neededBefore(check: CheckName, order: readonly CheckName[]): readonly CheckName[] {
  if (ofOutcome.has(check)) return order.filter((each) => each !== check && !spareChecks.has(each));
  return order.filter((each) => each === 'imageVisible' && each !== check);
}
