import type { Interaction } from './interaction.ts';
import { cells } from './interactions/cells.ts';
import { changeInteractions } from './interactions/changes.ts';
import { filterInteractions } from './interactions/filters.ts';
import { imageInteractions } from './interactions/images.ts';
import { importing } from './interactions/imports.ts';
import { lists } from './interactions/lists.ts';
import { readings } from './interactions/requests.ts';
import { byName, sharingInteractions } from './interactions/sharing.ts';
import { valueInteractions } from './interactions/values.ts';
import { times } from './interactions/times.ts';
import { unshared } from './interactions/unshared.ts';

/** Which conversations are contracts: the one list. */
export const interactions: readonly Interaction[] = [
  ...cells,
  ...sharingInteractions,
  ...byName,
  ...unshared,
  ...lists,
  ...imageInteractions,
  ...times,
  ...valueInteractions,
  ...changeInteractions,
  ...filterInteractions,
  ...importing,
  ...readings,
];
