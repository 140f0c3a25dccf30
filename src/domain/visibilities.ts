import type { Visibility } from './model.ts';

/** What a visibility means. */
export interface VisibilityRow {
  /** Who is told that the image exists and may read it. */
  readonly seenBy: 'everyone' | 'members' | 'producer';
  /** Whether the member operations work on it; elsewhere they are refused. */
  readonly takesMembers: boolean;
  /** Whether others find it in their image list without asking for this visibility. */
  readonly listed: boolean;
}

/** The visibilities and their effects. Source: RULES.md §2 and §4. */
export const visibilities: { readonly [V in Visibility]: VisibilityRow } = {
  community: { seenBy: 'everyone', takesMembers: false, listed: false },
  public: { seenBy: 'everyone', takesMembers: false, listed: true },
  private: { seenBy: 'producer', takesMembers: false, listed: false },
  shared: { seenBy: 'members', takesMembers: true, listed: true },
};
