import { isDeepStrictEqual } from 'node:util';
import { type ProfileName, profiles } from '../domain/profiles.ts';
import { type AnsweredInteraction, keptAnswersFor } from './answered-interaction.ts';
import { fits, isProven } from './fitting.ts';
import type { Interaction, Setting } from './interaction.ts';
import { interactions } from './interactions.ts';
import { type Kind, kinds } from './interactions/writing.ts';
import { writePact } from './pact-file.ts';
import {
  commonConsumer,
  contractProfiles,
  dependences,
  families,
  type Family,
  ownConsumer,
} from './shipped.ts';

/** The interactions that rest on a cell of a profile's permission table: `addMember consumer` → consumer → descriptions. */
export type Demands = { readonly [P in ProfileName]?: Record<string, Record<string, string[]>> };

/**
 * Writes all contracts into a directory: for each kind of caller what holds in every profile of a service, and for
 * each profile what holds in it alone (`producer-glance-legacy-image-members-api.json`).
 * @returns which interactions rest on which cell.
 * @throws PactMissing where the official library is not installed.
 */
export async function writePacts(directory: string): Promise<Demands> {
  const demands: Demands = Object.fromEntries(contractProfiles.map((profile) => [profile, {}]));
  for (const family of families)
    for (const kind of kinds)
      for (const setting of dependences) await writeKind({ kind, setting, family }, directory, demands);
  return demands;
}

/** Whose pacts are written: a kind of caller, a setting that they depend on, and a service. */
interface Written {
  readonly kind: Kind;
  readonly setting: Setting | undefined;
  readonly family: Family;
}

async function writeKind(
  { kind, setting, family }: Written,
  directory: string,
  demands: Demands,
): Promise<void> {
  const own = interactions.filter((each) => each.consumer === kind && each.setting === setting);
  const answers = await Promise.all(family.profiles.map((profile) => answersOf(own, profile)));
  const agreed = own.map((_, place) => agree(answers.map((each) => each[place])));
  const write = (
    consumer: string,
    profiles: readonly ProfileName[],
    all: readonly (AnsweredInteraction | undefined)[] = [],
  ): void => {
    const answered = all.filter((each) => each !== undefined);
    if (answered.length > 0) writePact(consumer, answered, directory);
    for (const profile of profiles) note(demands[profile], consumer, answered);
  };
  write(
    commonConsumer(kind, family, setting),
    family.profiles,
    answers[0]?.filter((_, place) => agreed[place]),
  );
  for (const [index, profile] of family.profiles.entries())
    write(
      ownConsumer(kind, profile, setting),
      [profile],
      answers[index]?.filter((_, place) => !agreed[place]),
    );
}

function note(
  demands: Demands[ProfileName] = {},
  consumer: string,
  answered: readonly AnsweredInteraction[],
): void {
  for (const { cell, interaction } of answered)
    if (cell !== null) ((demands[cell] ??= {})[consumer] ??= []).push(interaction.sentence);
}

/** What a profile answers; undefined where an interaction says nothing of it, or where nobody knows. */
async function answersOf(
  own: readonly Interaction[],
  profile: ProfileName,
): Promise<readonly (AnsweredInteraction | undefined)[]> {
  const answer = keptAnswersFor(profile);
  return inTurn(own, async (each) => {
    const answered = fits(each, profiles[profile]) ? await answer(each) : undefined;
    return answered !== undefined && isProven(answered) ? answered : undefined;
  });
}

function agree([first, ...others]: readonly (AnsweredInteraction | undefined)[]): boolean {
  return (
    first !== undefined && others.every((each) => isDeepStrictEqual(each?.expectation, first.expectation))
  );
}

/** Does something with each, one after the other: they share a fake, which has one world. */
export async function inTurn<Item, Result>(
  all: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of all) results.push(await work(item));
  return results;
}
