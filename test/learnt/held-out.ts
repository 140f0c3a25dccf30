/** What a learnt cloud is asked that `learn` does not ask: scenes of parity, and how a fake with a profile answers them. */
import type { AnyProfile } from '../../src/domain/profiles.ts';
import type { ReleaseName } from '../../src/domain/releases.ts';
import type { Beyond } from './clouds.ts';
import { fakeSide, type FakeSide } from '../parity/fake-side.ts';
import { play, type Played, playAll } from '../parity/play.ts';
import { digestOf, type RecordedScene } from '../parity/recording.ts';
import { replay } from '../parity/replay.ts';
import { verdictOn } from '../parity/report.ts';
import { scenes } from '../parity/scenes/all.ts';
import type { Side } from '../parity/side.ts';

/** The scenes: what policies and settings decide, and the bodies and lists in between. */
const names: readonly string[] = [
  'members/adding',
  'members/updating',
  'images/creating',
  'lists/pages',
  'table/private/none/queued',
  'table/shared/pending/active',
  'table/shared/rejected/guarded',
  'table/community/accepted/deactivated',
  'table/public/removed/active',
];

const chosen = scenes.filter(({ name }) => names.includes(name));

/** What a cloud answered, scene by scene. */
export type HeldOut = Readonly<Record<string, RecordedScene>>;

/** A fake that follows a profile as it is in a release. */
function fakeWith(profile: AnyProfile, release: ReleaseName): FakeSide {
  return fakeSide({ profile: 'glance', release }, { profile });
}

/** Asks a cloud all scenes, with a fake beside it that sets the seconds. */
export async function askedOf(real: Side, profile: AnyProfile, release: ReleaseName): Promise<HeldOut> {
  const found: Record<string, RecordedScene> = {};
  await playAll(
    chosen,
    async (scene) => {
      const { told } = await play(scene, real, () => fakeWith(profile, release), `${Date.now()}`);
      const answers = told.map(({ real: normal, at }) => ({ normal, at }));
      const cases = told.filter(({ question }) => question.label !== undefined).length;
      found[scene.name] = { asked: digestOf(told.map(({ question }) => question)), cases, answers };
    },
    3,
  );
  return found;
}

/** How many of the cases a fake with a profile answers as the cloud did, and how the others differ. */
export interface Judgement {
  readonly cases: number;
  readonly agree: number;
  /** Cases that differ since the profile cannot say what they rest on. */
  readonly apart: number;
  readonly differences: readonly string[];
}

/**
 * Asks a fake with a profile what a cloud was asked. What `differences.yaml` accepts is no case.
 * @param beyond what of it no profile can say: as many differences in its scene are apart, and the others are not.
 */
export async function judged(
  heldOut: HeldOut,
  profile: AnyProfile,
  release: ReleaseName,
  beyond?: Beyond,
): Promise<Judgement> {
  const played: Played[] = [];
  for (const scene of chosen) {
    const recorded = heldOut[scene.name];
    if (recorded !== undefined) played.push(await replay(scene, recorded, fakeWith(profile, release)));
  }
  const { cases, agree, accepted, unlisted } = verdictOn(played, release);
  const aside = [...accepted.values()].reduce((sum, each) => sum + each, 0);
  const isBeyond = (difference: string): boolean =>
    beyond !== undefined && difference.startsWith(`${beyond.scene}:`);
  const apart = unlisted.filter(isBeyond).slice(0, beyond?.most ?? 0);
  const differences = unlisted.filter((each) => !apart.includes(each));
  return { cases: cases - aside, agree, apart: apart.length, differences };
}
