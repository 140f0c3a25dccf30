import type { OwnProfile } from '../domain/profile.ts';
import { type ProfileProblem, profileProblems } from './profile-problems.ts';
import { inOrder, refusedLines, type SeedSource } from './seed-problems.ts';
import { withoutOwnKeys } from './seed/shape-problems.ts';

/** A profile that is refused, as a whole. Its message lists all problems, one a line: where, what, and how to mend it. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly problems: readonly ProfileProblem[];
  /** The message line by line: what a line quotes from the profile may have line breaks of its own. */
  readonly lines: readonly string[];
  readonly file: string | undefined;

  /** @param thing what was refused: a profile, or the policy that it was to be made from. */
  constructor(
    problems: readonly ProfileProblem[],
    source?: SeedSource,
    thing: 'profile' | 'policy' = 'profile',
  ) {
    const lines = refusedLines(thing, problems, source);
    super(lines.join('\n'));
    this.lines = lines;
    this.problems = inOrder(problems, source);
    this.file = source?.file;
  }
}

/** Own profiles that were checked: frozen, so that they stay as they were. */
const checked: WeakSet<object> = new WeakSet();

/**
 * The same profile, known to be one: a copy that nobody changes, without the keys that begin with `x-`.
 * @throws ProfileError with all its problems, where it has any.
 */
export function checkedProfile(profile: unknown, source?: SeedSource): OwnProfile {
  if (typeof profile === 'object' && profile !== null && checked.has(profile)) return profile as OwnProfile;
  const problems = profileProblems(profile, source);
  if (problems.length > 0) throw new ProfileError(problems, source);
  const copy = frozen(structuredClone(withoutOwnKeys(profile)) as OwnProfile);
  checked.add(copy);
  return copy;
}

function frozen<Thing extends object>(thing: Thing): Thing {
  for (const value of Object.values(thing)) if (typeof value === 'object' && value !== null) frozen(value);
  return Object.freeze(thing);
}
