import type { Step, Walk } from './step.ts';

/** Walks with less in them than one that failed at its last step, the boldest first. The last step stays. */
export function* lesserWalks(walk: Walk): Generator<Walk> {
  const [before, last] = [walk.slice(0, -1), walk.slice(-1)];
  for (let size = before.length; size >= 1; size = Math.floor(size / 2))
    for (let from = before.length - size; from >= 0; from -= size)
      yield [...before.slice(0, from), ...before.slice(from + size), ...last];
  for (const [index, step] of walk.entries())
    for (const lesser of lesserSteps(step)) yield walk.with(index, lesser);
}

/** The step with one part of its query or of its body left out. */
function* lesserSteps(step: Step): Generator<Step> {
  const [path = '', query] = step.path.split('?');
  const pairs = query?.split('&') ?? [];
  for (const index of pairs.keys()) {
    if (pairs[index]?.startsWith('walk=') === true) continue;
    yield { ...step, path: `${path}?${pairs.toSpliced(index, 1).join('&')}` };
  }
  for (const value of lesserValues(read(step.body))) yield { ...step, body: JSON.stringify(value) };
}

function read(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}

/** Without one item, or one key. The id of an image and the mark of the walk stay: the walk needs them. */
function* lesserValues(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) for (const index of value.keys()) yield value.toSpliced(index, 1);
  else if (typeof value === 'object' && value !== null)
    for (const key of Object.keys(value))
      if (key !== 'id' && key !== 'walk')
        yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}
