import type { Visibility } from './model.ts';

/** What a visibility means. */
export interface VisibilityRow {
  /** Who may know that the image exists, and read it. */
  readonly seenBy: 'everyone' | 'members' | 'producer';
  /** Whether the member operations work on it; elsewhere they are refused. */
  readonly takesMembers: boolean;
  /** Whether others find it in their image list without asking for this visibility. */
  readonly listed: boolean;
}

/**
 * What a word of the filter `visibility` finds: images of some visibilities, whatever their kind (`all`), or images
 * that the caller is a member of, with the member status that it asks for (`shared with the caller`).
 */
export type VisibilityFilter = Visibility | 'all' | 'shared with the caller';

/** Glance's visibilities and their effects. Source: RULES.md §2 and §4. */
export const visibilities: { readonly [V in Visibility]: VisibilityRow } = {
  community: { seenBy: 'everyone', takesMembers: false, listed: false },
  public: { seenBy: 'everyone', takesMembers: false, listed: true },
  private: { seenBy: 'producer', takesMembers: false, listed: false },
  shared: { seenBy: 'members', takesMembers: true, listed: true },
};

/** What the filter `visibility` takes in Glance. Source: RULES.md §4, GET /v2/images. */
export const visibilityFilters: Readonly<Record<string, VisibilityFilter>> = {
  community: 'community',
  public: 'public',
  private: 'private',
  shared: 'shared',
  all: 'all',
};
