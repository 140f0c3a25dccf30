import { scriptOf } from './script.ts';
import type { Difference } from './telling.ts';
import type { Walk } from './step.ts';

/** A difference that walks found, shrunk. */
export interface Finding {
  /** Repeats it: `--walks 1 --steps … --seed <seed>`. */
  readonly seed: number;
  readonly steps: number;
  /** The shortest walk that still shows it; it shows at the last call. */
  readonly walk: Walk;
  readonly difference: Difference;
}

/**
 * What kind of difference it is, without ids, numbers and times: walks that meet the same one are told from walks
 * that meet another.
 */
export function kindOf({ step, parts }: Difference): string {
  const path = step.path.split('?')[0] ?? '';
  const [part = ''] = parts;
  return `${step.method} ${unnamed(path)} | ${unnamed(part)}`;
}

function unnamed(text: string): string {
  return text
    .replace(/<([a-z]+):[^<>]*>/gi, '<$1>')
    .replace(/\b\d+\b(?! \/)/g, (all) => (all.length === 3 ? all : 'n'));
}

/** A finding in words: what differed, by which rule, how to repeat it, and the calls for a shell. */
export function describe({ seed, steps, walk, difference }: Finding): string {
  const { step, parts, rule } = difference;
  return [
    `${step.as}: ${step.method} ${step.path}`,
    ...parts.slice(0, 12).map((part) => `  ${part}`),
    `  (Glance / the fake)`,
    `rule of the fake: ${rule}`,
    `repeat with: --walks 1 --steps ${steps} --seed ${seed}`,
    scriptOf(walk),
  ].join('\n');
}
