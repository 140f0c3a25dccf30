import { fakeSide, type FakeSide, type Rules } from './fake-side.ts';
import { namesOf, storyOf } from './names.ts';
import { differencesOf, normaliser } from './normalise.ts';
import { keepFrom, ruleOf } from './pair.ts';
import type { Played, Told } from './play.ts';
import { digestOf, readRecordings, type RecordedScene } from './recording.ts';
import { verdictOn } from './report.ts';
import type { Scene } from './scene.ts';

/** The moment at which a replay begins: any whole second will do. */
const start: number = Date.UTC(2030, 0, 1) / 1000;

/**
 * Plays a scene against what was recorded of it, at the seconds at which it was recorded.
 * @throws where the scene asks something else than it did then: it must be recorded anew.
 */
export async function replay(scene: Scene, recorded: RecordedScene, fake: FakeSide): Promise<Played> {
  const names = namesOf(fake, storyOf('replay', scene.name));
  const normal = normaliser(names, fake);
  const told: Told[] = [];
  const telling = scene.tell();
  for (let next = telling.next(); !next.done;) {
    const question = next.value;
    const truth = recorded.answers[told.length];
    if (truth === undefined) throw stale(scene);
    const answer = await fake.ask(names.expandAsked(question), (start + truth.at) * 1000);
    const ours = normal(answer, question.method);
    for (const [name, path] of Object.entries(question.keep ?? {})) keepFrom(names, answer, name, path);
    const differences = differencesOf(truth.normal, ours);
    const rule = differences.length > 0 ? ruleOf(fake) : '';
    told.push({ question, real: truth.normal, fake: ours, differences, rule, at: truth.at });
    next = telling.next(truth.normal);
  }
  if (digestOf(told.map(({ question }) => question)) !== recorded.asked) throw stale(scene);
  return { scene, told };
}

function stale({ name }: Scene): Error {
  return new Error(
    `the scene ${name} asks something else than when it was recorded: npm run parity -- --only '${name}' --record`,
  );
}

/** The scenes that no recording proves: never recorded, recorded with other questions, or answered differently by the fake. */
export async function unproven(rules: Rules, scenes: readonly Scene[]): Promise<readonly Scene[]> {
  const recordings = readRecordings(rules);
  const found: Scene[] = [];
  for (const scene of scenes) {
    const recorded = recordings[scene.name];
    const played = recorded && (await replay(scene, recorded, fakeSide(rules)).catch(() => undefined));
    if (played === undefined || verdictOn([played], rules.release).unlisted.length > 0) found.push(scene);
  }
  return found;
}
