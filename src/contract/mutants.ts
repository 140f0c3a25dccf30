import { cloudImageMutants } from './mutants/cloud-images.ts';
import { imageMutants } from './mutants/images.ts';
import { membershipMutants } from './mutants/memberships.ts';
import { permissionMutants } from './mutants/permissions.ts';
import { statusMutants } from './mutants/statuses.ts';
import { wordingMutants } from './mutants/wording.ts';
import { filterMutants } from './mutants/filters.ts';
import { imageValueMutants } from './mutants/image-values.ts';
import { memberValueMutants } from './mutants/member-values.ts';
import { timeMutants } from './mutants/times.ts';
import type { Mutant } from './mutants/words.ts';

/** Servers made wrong on purpose: what each gets wrong, and the rule that a verification must name. */
export const mutants: readonly Mutant[] = [
  ...permissionMutants,
  ...membershipMutants,
  ...statusMutants,
  ...imageMutants,
  ...wordingMutants,
  ...cloudImageMutants,
  ...memberValueMutants,
  ...imageValueMutants,
  ...timeMutants,
  ...filterMutants,
];
