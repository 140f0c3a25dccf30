import type { Scene } from '../scene.ts';
import { formats } from './formats.ts';
import { identity } from './identity.ts';
import { images } from './images.ts';
import { lists } from './lists.ts';
import { memberBodies } from './member-bodies.ts';
import { residents } from './residents.ts';
import { uploads } from './uploads.ts';
import { table } from './table.ts';

/** Every scene there is. The walks, which are made up, are not among them. */
export const scenes: readonly Scene[] = [
  ...memberBodies,
  ...formats,
  ...images,
  ...lists,
  ...identity,
  ...residents,
  ...uploads,
  ...table,
];
