/** Learns a cloud again from the answers that it gave: what `learn` makes of them may have become better. */
import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { players } from '../../src/contract/cast.ts';
import { readProfileFile } from '../../src/profile-file.ts';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { knownAnswers } from '../../src/survey/answers-file.ts';
import { type Asked, judgedBy, learnt, wrongIn } from '../../src/survey/learning.ts';
import { learntProfile } from '../../src/survey/learnt-profile.ts';
import { allQuestions, questionsInstead, type Unasked } from '../../src/survey/questions.ts';
import type { FoundSettings } from '../../src/survey/settings.ts';
import { type AskedQuestion, divided, refusedWith } from '../../src/survey/survey.ts';
import type { Counts, Facts, filesIn } from './asking.ts';

/** What a cloud answered, as the file of its answers has it. */
interface Answered {
  readonly asked: readonly Asked[];
  readonly unasked: readonly Unasked[];
  readonly settings: FoundSettings;
}

/** @throws Error where no answers are known. */
function answeredIn(file: string): Answered {
  const known = knownAnswers(file);
  const { settings } = known;
  if (settings === undefined) throw new Error(`${file} has no settings: learn the cloud with --again`);
  const most = settings.own.limits?.members_per_image ?? undefined;
  const questions = allQuestions({ played: new Set(players), without: ['quota'] }, most);
  const instead = questionsInstead(questions.asked, (question) => refusedWith(known.outcomeOf(question)));
  const outcomes = [...questions.asked, ...instead].map((question): AskedQuestion => {
    return [question, known.outcomeOf(question) ?? { kind: 'unanswered', why: 'it was not asked' }];
  });
  const { asked, unasked } = divided(outcomes, new Set(players));
  return { asked, unasked: [...unasked, ...questions.unasked], settings };
}

/** How many questions a cloud answered, and how many of them a fake with the learnt profile answers the same. */
export async function countsOf({ profile, answers }: ReturnType<typeof filesIn>): Promise<Counts> {
  const { asked } = answeredIn(answers);
  const wrong = wrongIn(await judgedBy(readProfileFile(profile), asked));
  return { asked: asked.length, same: asked.length - wrong };
}

/** Writes the profile anew, and how far it comes. @throws Error where no answers are known. */
export async function relearn(files: ReturnType<typeof filesIn>, release: ReleaseName): Promise<void> {
  const { asked, unasked, settings } = answeredIn(files.answers);
  const found = await learnt(asked, { name: 'learnt', releases: [release], settings: settings.own });
  const { own } = learntProfile(found, settings, unasked);
  writeFileSync(files.profile, stringify(own, { compat: 'yaml-1.1', lineWidth: 0 }));
  const facts = JSON.parse(readFileSync(files.facts, 'utf8')) as Facts;
  writeFileSync(files.facts, JSON.stringify({ ...facts, ...(await countsOf(files)) }));
}
