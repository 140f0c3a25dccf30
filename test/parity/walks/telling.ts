import { setTimeout as pause } from 'node:timers/promises';
import type { FakeSide } from '../fake-side.ts';
import { type Names, namesOf } from '../names.ts';
import { differencesOf, type Normal, normaliser } from '../normalise.ts';
import type { Side } from '../side.ts';
import { keepFrom } from '../pair.ts';
import { momentsOn } from './moment.ts';
import type { Step, Walk } from './step.ts';
import { tellingOf } from './story.ts';
import { sweep, sweepResidents } from './sweep.ts';

/** A call that the two sides answered differently. */
export interface Difference {
  /** The place of the call in its walk, from 0. */
  readonly index: number;
  readonly step: Step;
  readonly real: Normal;
  readonly fake: Normal;
  /** In words: `status: 403 / 404`. */
  readonly parts: readonly string[];
  /** The rule by which the fake decided. */
  readonly rule: string;
}

/** What came of telling a walk. */
export interface Told {
  /** Calls that both sides answered. */
  readonly calls: number;
  /** The call that was answered differently and ended the walk. */
  readonly difference: Difference | undefined;
  /** Calls that were answered differently as written down, and left the walk to go on: what only looks changes neither side. */
  readonly passed: number;
}

/** How a walk is told. */
export interface Telling {
  readonly signal?: AbortSignal | undefined;
  /** Whether a difference is written down as accepted. */
  readonly listed?: ((difference: Difference) => boolean) | undefined;
}

/** Tells a walk to a cloud and to a fake, call by call, and takes the images away again. */
export async function tell(
  walk: Walk,
  real: Side,
  fake: FakeSide,
  { signal, listed = () => false }: Telling = {},
): Promise<Told> {
  const story = tellingOf();
  const names = namesOf(real, story);
  const both = [names, namesOf(fake, story)] as const;
  for (const each of both) unmade(walk, each);
  const asking = asker({ real, fake, names: both });
  const made = new Set<string>();
  let passed = 0;
  try {
    for (const [index, step] of walk.entries()) {
      if (signal?.aborted === true) return { calls: index, difference: undefined, passed };
      if (step.later === true) await nextSecond();
      const { a, b, parts } = await asking.ask(step);
      const image = step.method === 'POST' && a.status === 201 ? madeBy(step) : undefined;
      if (image !== undefined) made.add(image);
      if (parts.length === 0) continue;
      const difference = { index, step, real: a, fake: b, parts, rule: ruleOf(fake) };
      if (!looks(step) || !listed(difference)) return { calls: index + 1, difference, passed };
      passed += 1;
      asking.renumber();
    }
    return { calls: walk.length, difference: undefined, passed };
  } finally {
    await sweep(real, [...made].map(names.expand));
    await sweepResidents(real, walk, names);
  }
}

interface Asking {
  readonly real: Side;
  readonly fake: FakeSide;
  readonly names: readonly [Names, Names];
}

interface Both {
  readonly a: Normal;
  readonly b: Normal;
  readonly parts: readonly string[];
}

interface Asker {
  ask(step: Step): Promise<Both>;
  /** Begins to number ids and times anew: an answer that differed may have shown one side more of them. */
  renumber(): void;
}

/** Whether a call changes nothing on either side, however it is answered. */
function looks({ method, keep }: Step): boolean {
  return (method === 'GET' || method === 'HEAD') && keep === undefined;
}

function asker({ real, fake, names }: Asking): Asker {
  const moments = momentsOn(real);
  const readers = () => [normaliser(names[0], fake), normaliser(names[1], fake)] as const;
  let [first, second] = readers();
  const ask = async (step: Step): Promise<Both> => {
    const sent = { ...step, ...names[0].expandAsked(step) } as Step;
    const answered = await real.ask(sent);
    const repeated = await fake.ask(names[1].expandAsked(step), await moments.of(sent, answered));
    for (const [name, path] of answered.status < 300 ? Object.entries(step.keep ?? {}) : []) {
      keepFrom(names[0], answered, name, path);
      keepFrom(names[1], repeated, name, path);
    }
    const [a, b] = [first(answered, step.method), second(repeated, step.method)];
    return { a, b, parts: differencesOf(a, b) };
  };
  return { ask, renumber: () => void ([first, second] = readers()) };
}

/** What a walk names and never made, or would have made later, is called something that is nowhere. */
function unmade(walk: Walk, names: Names): void {
  const named = [...JSON.stringify(walk).matchAll(/<kept:([^<>]+)>/g)].map(([, name = '']) => name);
  const kept = walk.flatMap(({ keep = {} }) => Object.keys(keep));
  for (const name of [...named, ...kept]) names.keep(name, `unmade-${name}`);
}

async function nextSecond(): Promise<void> {
  await pause(1010 - (Date.now() % 1000));
}

function madeBy({ body = '' }: Step): string | undefined {
  return /<image:[^<>]+>/.exec(body)?.[0];
}

function ruleOf({ last }: FakeSide): string {
  const operation = last?.trace.operation ?? 'no operation';
  const refused = last?.trace.refused ?? null;
  return refused === null
    ? `${operation}: nothing forbade it`
    : `${operation}: check ${refused.check}, refusal ${refused.refusal}`;
}
