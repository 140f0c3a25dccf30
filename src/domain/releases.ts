import type { Release } from './release.ts';
import { release20251 } from './releases/2025.1.ts';
import { release20262 } from './releases/2026.2.ts';
import { zed } from './releases/zed.ts';

/** The name of a release of OpenStack, as its project names it. */
export type ReleaseName = 'zed' | '2025.1' | '2026.2';

/** The releases by name, oldest first. */
export const releases: { readonly [N in ReleaseName]: Release } = {
  zed,
  '2025.1': release20251,
  '2026.2': release20262,
};

/** Object keys that look like whole numbers would come first: these names do not. */
export const releaseNames: readonly ReleaseName[] = Object.keys(releases) as ReleaseName[];

/** The release that a world shows where nobody says: the newest. */
export const newestRelease: ReleaseName = '2026.2';

/** Whether there is a release of this name. */
export function isReleaseName(name: string): name is ReleaseName {
  return Object.hasOwn(releases, name);
}
