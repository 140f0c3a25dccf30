import type { ProfileName } from '../../../src/domain/profiles.ts';
import type { RunningCloud } from '../../cloud/running.ts';
import { acceptedFor } from '../differences.ts';
import { realSide } from '../real-side.ts';
import { describe, kindOf } from './finding.ts';
import { runWalks, type WalkOptions } from './walks.ts';

/** How many walks, how long, and where chance begins. */
export type WalkCounts = Pick<WalkOptions, 'walks' | 'steps' | 'seed' | 'signal' | 'make'>;

/**
 * Tells walks to a running cloud and to the fake, and prints what differs. A difference is accepted where
 * `differences.yaml` has it as `walks: ` and its kind, which is printed with it.
 * @returns how many kinds of differences nobody wrote down.
 */
export async function compareWalks(
  cloud: RunningCloud,
  profile: ProfileName,
  counts: WalkCounts,
  say: (line: string) => void = console.log,
): Promise<number> {
  const glance = cloud.glance[profile];
  if (glance === undefined) throw new Error(`this cloud has no Glance with the rules of ${profile}`);
  const real = realSide({ name: profile, glance, identity: cloud.identity, residents: cloud.residents });
  const { walks, calls, listed, passed, differing, unsteady, findings } = await runWalks({
    ...counts,
    real,
    rules: { profile, release: cloud.release },
    listed: (difference) => acceptedFor(`walks: ${kindOf(difference)}`, cloud.release) !== undefined,
    onFinding: (finding) => say(`${profile}: walks: ${kindOf(finding.difference)}\n${describe(finding)}\n`),
  });
  const agree = walks - listed - differing - unsteady;
  say(`${profile}: ${agree} of ${walks} walks agree (${calls} calls, seed ${counts.seed})`);
  if (walks < counts.walks) say(`${profile}: ${counts.walks - walks} walks were interrupted, or not begun`);
  if (passed > 0) say(`${profile}: ${passed} walks went past a difference that is written down`);
  if (listed > 0) say(`${profile}: ${listed} walks end at a difference that is written down`);
  if (unsteady > 0) say(`${profile}: ${unsteady} walks differed once and not again`);
  return findings.length;
}
