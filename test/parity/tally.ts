import { readPath } from '../../src/http/path.ts';
import { findRoute } from '../../src/http/route.ts';
import { acceptedFor } from './differences.ts';
import type { Rules } from './fake-side.ts';
import { readRecordings, type RecordedScene } from './recording.ts';
import type { Question, Scene } from './scene.ts';
import { scenes } from './scenes/all.ts';

/** What the recordings hold of one operation. */
export interface Tally {
  /** Cases that were asked of a real Glance and that the fake answers alike: `replay.test.ts` fails otherwise. */
  readonly proven: number;
  /** Cases with a difference that is written down. */
  readonly accepted: number;
  readonly statuses: readonly number[];
}

/** What the recordings of a profile and release hold, operation by operation. */
export function tallyOf(rules: Rules): ReadonlyMap<string, Tally> {
  const recordings = readRecordings(rules);
  const tallies = new Map<string, Tally>();
  for (const scene of scenes) {
    const recorded = recordings[scene.name];
    if (recorded === undefined) continue;
    for (const [question, status] of questionsOf(scene, recorded)) {
      if (question.label === undefined) continue;
      const accepted = acceptedFor(`${scene.name}: ${question.label}`, rules.release) !== undefined;
      const operation = operationOf(question);
      tallies.set(operation, counted(tallies.get(operation), status, accepted));
    }
  }
  return tallies;
}

/** The questions of a scene, told with the answers that were recorded, each with its status. */
function* questionsOf(
  scene: Scene,
  { answers }: RecordedScene,
): Generator<readonly [question: Question, status: number]> {
  const telling = scene.tell();
  let next = telling.next();
  for (const { normal } of answers) {
    if (next.done) return;
    yield [next.value, normal.status];
    next = telling.next(normal);
  }
}

function operationOf({ method, path }: Question): string {
  if (path.startsWith('/identity')) return 'Keystone';
  const read = readPath(path.replaceAll(/<[^<>]*>/g, 'x'));
  const routed = read === undefined ? undefined : findRoute(method, read);
  if (routed?.kind !== 'routed') return 'no operation';
  return routed.route.operation;
}

function counted(before: Tally | undefined, status: number, accepted: boolean): Tally {
  const tally = before ?? { proven: 0, accepted: 0, statuses: [] };
  return {
    proven: tally.proven + (accepted ? 0 : 1),
    accepted: tally.accepted + (accepted ? 1 : 0),
    statuses: [...new Set([...tally.statuses, status])].toSorted((a, b) => a - b),
  };
}
