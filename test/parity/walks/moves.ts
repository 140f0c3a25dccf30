import type { Making } from './belief.ts';
import { deactivate, download, reactivate, stage, tag, upload } from './data-moves.ts';
import type { Dice } from './dice.ts';
import { createImage, deleteImage, showImage } from './image-moves.ts';
import { listImages } from './list-moves.ts';
import { answer, listMembers, share, showMember, unshare } from './member-moves.ts';
import { changeOwner, changeVisibility, patchImage } from './patch-moves.ts';
import { plain, type Step, type Walk, withJson } from './step.ts';

/** Calls about an image that is not there. */
function astray({ dice }: Making): Step {
  const as = dice.pick(['alpha', 'beta', 'admin', 'breader']);
  const id = dice.pick(['c0000000-0000-4000-8000-000000000000', 'nonsense', 'members']);
  return dice.pick<Step>([
    plain(as, 'GET', `/v2/images/${id}`),
    plain(as, 'GET', `/v2/images/${id}/members`),
    withJson(as, 'POST', `/v2/images/${id}/members`, { member: '<tenant:beta>' }),
    withJson(as, 'PUT', `/v2/images/${id}/members/<tenant:beta>`, { status: 'accepted' }),
    plain(as, 'DELETE', `/v2/images/${id}/members/<tenant:beta>`),
    plain(as, 'DELETE', `/v2/images/${id}`),
    plain(as, 'GET', `/v2/images/${id}/file`),
    plain(as, 'PUT', `/v2/images/${id}/tags/web`),
  ]);
}

/** What may come next, by how often. */
const moves: readonly (readonly [number, (making: Making) => Step])[] = [
  [9, createImage],
  [15, share],
  [15, answer],
  [7, unshare],
  [7, listMembers],
  [6, showMember],
  [9, changeVisibility],
  [3, changeOwner],
  [9, patchImage],
  [5, upload],
  [2, stage],
  [4, download],
  [3, deactivate],
  [2, reactivate],
  [4, tag],
  [5, showImage],
  [2, deleteImage],
  [18, listImages],
  [1, astray],
];

/** Makes up a walk. It begins with an image, and looks at its images again and again. */
export function makeWalk(dice: Dice, steps: number): Walk {
  const making: Making = { dice, images: [] };
  return Array.from({ length: steps }, (_, index) => (index === 0 ? createImage : dice.weigh(moves))(making));
}
