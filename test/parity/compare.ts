import type { ProfileName } from '../../src/domain/profiles.ts';
import type { RunningCloud } from '../cloud/running.ts';
import { fakeSide } from './fake-side.ts';
import { play, type Played, playAll } from './play.ts';
import { realSide } from './real-side.ts';
import type { Scene } from './scene.ts';
import type { Side } from './side.ts';
import { empty, imagesOf } from './whole-cloud.ts';

/** How scenes are compared; everything has a default. */
export interface Comparing {
  /** Takes all images of the cloud away first. */
  readonly emptied?: boolean;
  /** How often a scene is played at most whose times prove nothing (3). */
  readonly attempts?: number;
  /** Hears of each scene when it is over. */
  readonly heard?: (played: Played) => void;
  /** Hears of scenes that cannot be played. */
  readonly say?: (line: string) => void;
  /** Aborted, no further scene is played. */
  readonly signal?: AbortSignal;
}

/** The Glance of a cloud that follows the rules of a profile. */
export function glanceOf(cloud: RunningCloud, profile: ProfileName): Side {
  const glance = cloud.glance[profile];
  if (glance === undefined) throw new Error(`this cloud has no Glance with the rules of ${profile}`);
  const { identity, residents, catalog } = cloud;
  return realSide({ name: profile, glance, identity, residents, catalog });
}

/** Asks both sides all scenes of one profile. Scenes that must be alone are left out where there are other images. */
export async function compare(
  cloud: RunningCloud,
  profile: ProfileName,
  scenes: readonly Scene[],
  { emptied = false, attempts = 3, heard = () => {}, say = () => {}, signal }: Comparing = {},
): Promise<readonly Played[]> {
  const real = glanceOf(cloud, profile);
  if (emptied) await empty(real);
  const nonce = `${Date.now()}/${process.pid}`;
  const results: Played[] = [];
  const one = async (scene: Scene): Promise<void> => {
    if (signal?.aborted === true) return;
    const others = scene.alone === true ? (await imagesOf(real)).length : 0;
    if (others > 0) {
      say(`${scene.name} is left out: it needs a cloud without images, and there are ${others}`);
      return;
    }
    const played = await play(
      scene,
      real,
      () => fakeSide({ profile, release: cloud.release }),
      nonce,
      attempts,
    );
    results.push(played);
    heard(played);
  };
  await playAll(scenes, one, 3);
  return results;
}
