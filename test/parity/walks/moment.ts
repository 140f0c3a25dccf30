import type { Answer, Side } from '../side.ts';
import type { Step } from './step.ts';

/**
 * The second at which a cloud did what it answered. Its `Date` says when it answered; where that is another second
 * than that of the answer before, the cloud is asked which of them it wrote down.
 */
export interface Moments {
  /** The moment of a call, in milliseconds since 1970. `step` is as it was sent, ids and all. */
  of(step: Step, answer: Answer): Promise<number>;
}

/** The moments of one telling, on the side that is told first. `now` is the clock of who asks. */
export function momentsOn(side: Side, now: () => number = Date.now): Moments {
  let before: number | undefined;
  return {
    async of(step, answer) {
      const after = Date.parse(answer.headers['date'] ?? '') || secondOf(now());
      const [from, to] = [before ?? after - 1000, after];
      before = after;
      if (from === to || step.method === 'GET' || answer.status >= 400) return to;
      const written = writtenIn(answer) ?? (await look(side, step.path));
      return written !== undefined && written >= from && written <= to ? written : to;
    },
  };
}

/** Not every server of Glance says the time; what Glance writes down is a whole second. */
function secondOf(time: number): number {
  return time - (time % 1000);
}

function writtenIn({ body, headers }: Answer): number | undefined {
  if (headers['content-type']?.includes('json') !== true) return undefined;
  const { updated_at: time } = JSON.parse(new TextDecoder().decode(body)) as { updated_at?: string };
  return time === undefined ? undefined : Date.parse(time);
}

async function look(side: Side, path: string): Promise<number | undefined> {
  const image = /^\/v2\/images\/[^/?]+/.exec(path)?.[0];
  if (image === undefined || path.includes('/members')) return undefined;
  return writtenIn(await side.ask({ as: 'admin', method: 'GET', path: image }));
}
