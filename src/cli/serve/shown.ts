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
  readonly paint: Paint;
  /** Whether the control plane asks for a token. */
  readonly controlToken?: boolean;
}
