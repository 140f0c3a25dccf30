import { isDeepStrictEqual } from 'node:util';
import type { OwnProfile } from '../domain/profile.ts';
import { profileWith } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import { unknownIn } from '../domain/unproven.ts';
import { type AnsweredInteraction, answererFor } from './answered-interaction.ts';
import { StateError } from './cloud.ts';
import { fits, isProven } from './fitting.ts';
import type { Interaction, Setting } from './interaction.ts';
import { interactions } from './interactions.ts';
import { kinds } from './interactions/writing.ts';
import { writePact } from './pact-file.ts';
import { dependences, ownConsumer } from './shipped.ts';
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
  /** Those that are answered otherwise: they are written anew. */
  readonly changed: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Writes the contracts that a cloud with an own profile keeps into a directory, one pact for each kind of caller:
 * `producer-our-cloud-image-members-api.json`. They ask what those of its base ask. Where an answer has another status,
 * the description says so.
 * @param options.without settings of a cloud whose contracts are left out.
 * @throws PactMissing where the official library is not installed.
 */
export async function writeOwnPacts(
  profile: OwnProfile,
  directory: string,
  options: { readonly release?: ReleaseName | undefined; readonly without?: readonly Setting[] } = {},
): Promise<OwnPacts> {
  const { release, without = [] } = options;
  const judge = judgeOf(profile, release);
  const changed: string[] = [];
  const leftOut: LeftOut[] = [];
  let kept = 0;
  for (const kind of kinds)
    for (const setting of dependences.filter((each) => each === undefined || !without.includes(each))) {
      const asked = interactions.filter((each) => each.consumer === kind && each.setting === setting);
      const judged = (await inTurn(asked, judge)).filter((each) => each !== undefined);
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
  const answerOwn = answererFor(profile, undefined, release);
  const answerBase = answererFor(profile.based_on, undefined, shown);
  return async (interaction) => {
    const { sentence } = interaction;
    const ofBase = fits(interaction, base) ? await answerBase(interaction) : undefined;
    const isShipped = ofBase !== undefined && isProven(ofBase);
    const out = (why: string): Judged | undefined =>
      isShipped ? { kind: 'left out', sentence, why } : undefined;
    if (!fits(interaction, rules)) return out('no such request or image is possible with these rules');
    const own = await answerOwn(interaction).catch((error: unknown) => {
      if (error instanceof StateError) return error;
      throw error;
    });
    if (own instanceof StateError) return out(withoutIds(own));
    if (!isProven(own)) return out(`unproven: ${own.unproven.map(unknownIn).join(', and ')}`);
    if (isShipped && isDeepStrictEqual(own.expectation, ofBase.expectation))
      return { kind: 'kept', answered: own };
    return { kind: 'changed', answered: named(own, ofBase, profile.name) };
  };
}

/** The same for all that cannot be made for the same reason. */
function withoutIds({ message }: StateError): string {
  return message
    .replace(/ \{.*$/s, '')
    .replaceAll(/[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}/g, '…')
    .replace(/\/members\/\S+/, '/members/…');
}

/** A sentence that says what is so in the base is not true where the answer has another status. */
function named(
  own: AnsweredInteraction,
  base: AnsweredInteraction | undefined,
  name: string,
): AnsweredInteraction {
  const { status } = own.response;
  if (base === undefined || base.response.status === status) return own;
  const sentence = `${own.interaction.sentence} (${status} in ${name}, not ${base.response.status})`;
  return { ...own, interaction: { ...own.interaction, sentence } };
}
