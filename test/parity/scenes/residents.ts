import type { Scene } from '../scene.ts';
import { domains } from './domains.ts';
import { grants } from './grants.ts';
import { projects, users } from './projects-and-users.ts';
import { refusals } from './resident-refusals.ts';
import { endings, sharing } from './tokens-and-residents.ts';

/** All scenes about who lives in a cloud. */
export const residents: readonly Scene[] = Object.entries({
  refusals,
  projects,
  users,
  grants,
  domains,
  endings,
  sharing,
}).map(([name, tell]) => ({ name: `residents/${name}`, tell }));
