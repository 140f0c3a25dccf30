import { isDeepStrictEqual } from 'node:util';
import type { OwnProfile, Profile } from '../domain/profile.ts';
import { profileWith } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import { unknownIn } from '../domain/unproven.ts';
import { type AnsweredInteraction, answererFor, keptAnswersFor } from './answered-interaction.ts';
import { StateError, withHelp } from './cloud.ts';
import { filledFor, fits, isProven, misfit } from './fitting.ts';
import type { Interaction, Setting } from './interaction.ts';
import { interactions } from './interactions.ts';
import { kinds } from './interactions/writing.ts';
import { askedWithout, ownLines, type OwnLine } from './own-levels.ts';
import { provider, writePact } from './pact-file.ts';
import { newPact } from './pact-packages.ts';
import { dependences, ownConsumer } from './shipped.ts';
import { withoutIds } from './verify/findings.ts';
import { inTurn } from './write.ts';

/** An interaction of the shipped contracts that says nothing of a cloud with an own profile. */
export interface LeftOut {
  readonly sentence: string;
  readonly why: string;
}

/** What became of the shipped interactions under an own profile. */
export interface OwnPacts {
  /** How many are answered as the base answers them. */
  readonly kept: number;
  /** Those that are answered differently: they are written anew. */
  readonly changed: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Writes the contracts that a cloud with an own profile keeps into a directory, one pact for each kind of caller:
 * `producer-our-cloud-image-members-api.json`. They ask what those of its base ask, of full images at the profile's own limit,
 * and for each level of its own what is refused without it. Where an answer has another status, the description says so.
 * @param options.without settings of a cloud whose contracts are left out.
 * @throws PactMissing where the official library is not installed.
 */
export async function writeOwnPacts(
  profile: OwnProfile,
  directory: string,
  options: { readonly release?: ReleaseName | undefined; readonly without?: readonly Setting[] } = {},
): Promise<OwnPacts> {
  const { release, without = [] } = options;
  // Before all is answered in vain.
  newPact(profile.name, provider);
  const judge = judgeOf(profile, release);
  const lacking = await withoutLevels(profile, release);
  const changed: string[] = [];
  const leftOut: LeftOut[] = [];
  let kept = 0;
  for (const kind of kinds)
    for (const setting of dependences.filter((each) => each === undefined || !without.includes(each))) {
      const isHere = (each: Interaction): boolean => each.consumer === kind && each.setting === setting;
      const shipped = await inTurn(interactions.filter(isHere), judge);
      const own = lacking.filter(({ asked }) => isHere(asked));
      const judged = [...shipped, ...own].filter((each) => each !== undefined);
      const written = judged.flatMap((each) => (each.kind === 'left out' ? [] : [each.answered]));
      for (const each of judged)
        if (each.kind === 'left out') leftOut.push({ sentence: each.sentence, why: each.why });
        else if (each.kind === 'changed') changed.push(each.answered.interaction.sentence);
        else kept += 1;
      if (written.length > 0) writePact(ownConsumer(kind, profile.name, setting), written, directory);
    }
  return { kept, changed, leftOut };
}

type Judged =
  | { readonly kind: 'kept' | 'changed'; readonly answered: AnsweredInteraction }
  | ({ readonly kind: 'left out' } & LeftOut);

/** Answers interactions by an own profile and by its base. Undefined: it says nothing of either. */
function judgeOf(
  profile: OwnProfile,
  release: ReleaseName | undefined,
): (interaction: Interaction) => Promise<Judged | undefined> {
  const rules = profileWith(profile, { release });
  const shown = release ?? profile.release;
  const base = profileWith(profile.based_on, { ...(shown && { release: shown }) });
  const answerOwn = answererFor(profile, undefined, release, withHelp);
  const answerBase = keptAnswersFor(profile.based_on, shown);
  return async (interaction) => {
    const ofBase = fits(interaction, base) ? await answerBase(interaction) : undefined;
    const isShipped = ofBase !== undefined && isProven(ofBase);
    const asked = filledFor(interaction, rules);
    const own = fits(asked, rules) ? await answeredOrWhy(answerOwn, asked) : whyNot(asked, rules, base);
    if (typeof own === 'string')
      return isShipped ? { kind: 'left out', sentence: interaction.sentence, why: own } : undefined;
    const isSame = isShipped && isDeepStrictEqual(own.expectation, ofBase.expectation);
    if (isSame && asked === interaction) return { kind: 'kept', answered: own };
    return { kind: 'changed', answered: named(own, ofBase, profile) };
  };
}

/** An interaction with its answer, or why nothing can be said of it. */
async function answeredOrWhy(
  answer: ReturnType<typeof answererFor>,
  interaction: Interaction,
): Promise<AnsweredInteraction | string> {
  const own = await answer(interaction).catch((error: unknown) => {
    if (error instanceof StateError) return error;
    throw error;
  });
  if (own instanceof StateError) return reasonIn(own);
  return isProven(own) ? own : `unproven: ${own.unproven.map(unknownIn).join(', and ')}`;
}

/** What an interaction may be about, each with how it is put that an own profile has it otherwise. */
const subjects: readonly (readonly [keyof Profile, (rules: Profile) => string])[] = [
  [
    'defaultVisibility',
    (rules) => `an image that is created without visibility is ${rules.defaultVisibility}`,
  ],
  ['visibilities', (rules) => `images are ${Object.keys(rules.visibilities).join(', ')} alone`],
  ['wire', (rules) => `there is no ${rules.own?.absent?.join(', ')}`],
];

/** Why an interaction says nothing of the rules of an own profile. */
function whyNot(interaction: Interaction, rules: Profile, base: Profile): string {
  const changed = subjects.find(([key]) => interaction.where?.({ ...rules, [key]: base[key] }) === true);
  if (interaction.where?.(rules) === false)
    return changed?.[1](rules) ?? 'it is about rules that differ in several ways';
  return misfit(interaction, rules) ?? 'it is not possible with these rules';
}

/** What the levels of the profile's own refuse, a line each. */
async function withoutLevels(
  profile: OwnProfile,
  release: ReleaseName | undefined,
): Promise<readonly (Judged & { readonly asked: Interaction })[]> {
  return inTurn(ownLines(profile), async (line) => {
    const answered = await refusedByLevel(line, profile, release);
    if (answered !== undefined) return { kind: 'changed', answered, asked: answered.interaction };
    const asked = askedWithout(line)[0] as Interaction;
    const why = `none of the players comes to it without a role of the level ${line.level}`;
    return { kind: 'left out', sentence: asked.sentence, why, asked };
  });
}

/**
 * What is asked by somebody without a role of a level of the profile's own, and refused for that alone: with a level that
 * every token reaches it is granted. A question for each line that has such a level, where there is one.
 */
export async function refusedWithoutLevels(
  profile: OwnProfile,
  release: ReleaseName | undefined,
): Promise<readonly Interaction[]> {
  const answered = await inTurn(ownLines(profile), (line) => refusedByLevel(line, profile, release));
  return answered.flatMap((each) => (each === undefined ? [] : [each.interaction]));
}

async function refusedByLevel(
  line: OwnLine,
  profile: OwnProfile,
  release: ReleaseName | undefined,
): Promise<AnsweredInteraction | undefined> {
  const rules = profileWith(profile, { release });
  const answerOwn = keptAnswersFor(profile, release, withHelp);
  const open = {
    ...profile.permissions,
    [line.action]: { ...profile.permissions?.[line.action], role: 'any' },
  };
  const answerOpen = answererFor({ ...profile, permissions: open }, undefined, release, withHelp);
  for (const asked of askedWithout(line).filter((each) => fits(each, rules))) {
    const own = await answeredOrWhy(answerOwn, asked);
    const granted = await answeredOrWhy(answerOpen, asked);
    if (typeof own === 'string' || typeof granted === 'string') continue;
    if (own.response.status >= 400 && granted.response.status < 400) return own;
  }
  return undefined;
}

/** The same for all that cannot be made for the same reason. */
function reasonIn({ message }: StateError): string {
  return withoutIds(message.replace(/ \{.*$/s, '')).replace(/\/members\/\S+/, '/members/{id}');
}

/** A sentence that says what is so in the base is not true where the answer has another status. */
function named(
  own: AnsweredInteraction,
  base: AnsweredInteraction | undefined,
  { name, based_on: basedOn }: OwnProfile,
): AnsweredInteraction {
  const { status } = own.response;
  if (base === undefined || base.response.status === status) return own;
  const sentence = `${name} answers ${status} where ${basedOn} answers ${base.response.status}: ${own.interaction.sentence}`;
  return { ...own, interaction: { ...own.interaction, sentence } };
}
