import type { Fake } from '../../world/fake.ts';
import type { Paint } from '../paint.ts';
import type { Residents } from '../residents.ts';

/** What a banner shows. */
export interface Shown {
  readonly url: string;
  readonly fake: Fake;
  /** The seed as the command line named it. */
  readonly seedName: string | undefined;
  readonly residents: Residents;
  /** Whether one logs in at Identity v2.0 too. */
  readonly identityV2: boolean;
  /** Observed behaviour that is on, by name. */
  readonly observed: readonly string[];
  readonly paint: Paint;
}
