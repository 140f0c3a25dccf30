import { setTimeout as pause } from 'node:timers/promises';
import type { FakeSide } from './fake-side.ts';
import { storyOf } from './names.ts';
import type { Normal } from './normalise.ts';
import { pairOf } from './pair.ts';
import type { Question, Scene } from './scene.ts';
import type { Side } from './side.ts';

/** A question as it went. */
export interface Told {
  readonly question: Question;
  readonly real: Normal;
  readonly fake: Normal;
  readonly differences: readonly string[];
  readonly rule: string;
  /** Seconds since the first question of its scene. */
  readonly at: number;
}

/** A scene as it went. */
export interface Played {
  readonly scene: Scene;
  readonly told: readonly Told[];
}

/**
 * Plays a scene on both sides. Where they differ and a question took from one second into the next, it is played
 * anew, up to so many times: times prove nothing then.
 */
export async function play(
  scene: Scene,
  real: Side,
  newFake: () => FakeSide,
  nonce: string,
  attempts = 3,
): Promise<Played> {
  for (let attempt = 1; ; attempt += 1) {
    const { told, blurred } = await once(scene, real, newFake(), `${nonce}/${attempt}`);
    const differs = told.some(({ differences }) => differences.length > 0);
    if (!(blurred && differs) || attempt === attempts) return { scene, told };
  }
}

async function once(
  scene: Scene,
  real: Side,
  fake: FakeSide,
  nonce: string,
): Promise<{ told: readonly Told[]; blurred: boolean }> {
  const pair = pairOf(real, fake, storyOf(nonce, scene.name));
  const telling = scene.tell();
  const told: Told[] = [];
  let start = 0;
  let blurred = false;
  for (let next = telling.next(); !next.done;) {
    const question = next.value;
    if (question.later === true) await pause(1010 - (Date.now() % 1000));
    const compared = await pair.ask(question);
    start ||= compared.second;
    blurred ||= compared.blurred;
    for (const [name, path] of Object.entries(question.keep ?? {})) pair.keep(name, path);
    told.push({ ...compared, question, at: compared.second - start });
    next = telling.next(compared.real);
  }
  return { told, blurred };
}

/** Plays scenes, a few at a time, those that must be alone last and one by one. Hears each when it is over. */
export async function playAll(
  scenes: readonly Scene[],
  one: (scene: Scene) => Promise<void>,
  atATime: number,
): Promise<void> {
  const queue = scenes.filter(({ alone }) => alone !== true);
  const work = async (): Promise<void> => {
    for (let scene = queue.shift(); scene !== undefined; scene = queue.shift()) await one(scene);
  };
  await Promise.all(Array.from({ length: atATime }, work));
  for (const scene of scenes) if (scene.alone === true) await one(scene);
}
