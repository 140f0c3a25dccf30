import type { ReleaseName } from '../../src/domain/releases.ts';
import { curlOf } from './curl.ts';
import { type AcceptedDifference, acceptedFor } from './differences.ts';
import type { Played, Told } from './play.ts';

/** What became of all that was compared. */
export interface Verdict {
  readonly cases: number;
  readonly agree: number;
  /** Cases that differ as written down. */
  readonly accepted: ReadonlyMap<AcceptedDifference, number>;
  /** Differences that nobody wrote down, ready to print. */
  readonly unlisted: readonly string[];
}

/** Judges what was played on a release. A question that only set a scene counts where it differs. */
export function verdictOn(played: readonly Played[], release: ReleaseName): Verdict {
  const accepted = new Map<AcceptedDifference, number>();
  const unlisted: string[] = [];
  let [cases, agree] = [0, 0];
  for (const { scene, told } of played) {
    for (const [index, each] of told.entries()) {
      const differs = each.differences.length > 0;
      if (!differs && each.question.label === undefined) continue;
      const name = `${scene.name}: ${each.question.label ?? `question ${index + 1}`}`;
      const listed = differs ? acceptedFor(name, release) : undefined;
      cases += 1;
      if (listed !== undefined) accepted.set(listed, (accepted.get(listed) ?? 0) + 1);
      else if (differs) unlisted.push(described(name, each));
      else agree += 1;
    }
  }
  return { cases, agree, accepted, unlisted };
}

/** A difference: the case, the rule that decided, how to ask the same, and both answers. */
function described(name: string, { question, differences, rule }: Told): string {
  const shown = differences.slice(0, 12).map((each) => `    ${each}`);
  const more = differences.length > 12 ? [`    and ${differences.length - 12} more`] : [];
  return [name, `  rule: ${rule}`, `  ${curlOf(question)}`, '  real / fake:', ...shown, ...more].join('\n');
}

/** The last line, and what was accepted. */
export function summary({ cases, agree, accepted, unlisted }: Verdict): string {
  const kept = [...accepted].map(([{ about }, count]) => `  ${count} differ as written down: ${about}`);
  const rest =
    unlisted.length > 0
      ? [`  ${unlisted.length} differ, and are not written down in test/parity/differences.yaml`]
      : [];
  return [...kept, ...rest, `${agree} of ${cases} cases agree`].join('\n');
}
