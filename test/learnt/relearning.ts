/** Learns a cloud again from the answers that it gave: what `learn` makes of them may have become better. */
import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { players } from '../../src/contract/cast.ts';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { answersFile } from '../../src/survey/answers-file.ts';
import { learnt } from '../../src/survey/learning.ts';
import { learntProfile } from '../../src/survey/learnt-profile.ts';
import { allQuestions, questionsInstead } from '../../src/survey/questions.ts';
import { type AskedQuestion, divided, refusedWith } from '../../src/survey/survey.ts';
import type { Facts, filesIn } from './asking.ts';

/** Writes the profile anew, and the summary. @throws Error where no answers are known. */
export async function relearn(files: ReturnType<typeof filesIn>, release: ReleaseName): Promise<void> {
  const [head = ''] = readFileSync(files.answers, 'utf8').split('\n');
  const { known } = answersFile(files.answers, (JSON.parse(head) as { cloud: string }).cloud);
  const { settings } = known;
  if (settings === undefined)
    throw new Error(`${files.answers} has no settings: learn the cloud with --again`);
  const most = settings.own.limits?.members_per_image ?? undefined;
  const questions = allQuestions({ played: new Set(players), without: ['quota'] }, most);
  const instead = questionsInstead(questions.asked, (question) => refusedWith(known.outcomeOf(question)));
  const outcomes = [...questions.asked, ...instead].map((question): AskedQuestion => {
    return [question, known.outcomeOf(question) ?? { kind: 'unanswered', why: 'it was not asked' }];
  });
  const { asked, unasked } = divided(outcomes);
  const found = await learnt(asked, { name: 'learnt', releases: [release], settings: settings.own });
  const { own, inexpressible } = learntProfile(found, settings, [...unasked, ...questions.unasked]);
  writeFileSync(files.profile, stringify(own, { compat: 'yaml-1.1', lineWidth: 0 }));
  const facts = JSON.parse(readFileSync(files.facts, 'utf8')) as Facts;
  const summary = `${asked.length} questions asked: a fake with this profile answers ${asked.length - inexpressible.length} the same.`;
  writeFileSync(files.facts, JSON.stringify({ ...facts, summary }));
}
