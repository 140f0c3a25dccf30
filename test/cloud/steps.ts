import { existsSync, writeFileSync } from 'node:fs';
import type { Yard } from './daemons.ts';

/** Does a step of setting up once: a directory where it was done remembers. One that fails is done again next time. */
export function onceDone({
  directory,
  say,
  signal,
}: Yard): (name: string, work: () => Promise<unknown>) => Promise<void> {
  return async (name, work) => {
    const mark = `${directory}/${name}.done`;
    if (existsSync(mark)) return;
    signal?.throwIfAborted();
    say(`setting up ${name} …`);
    await work();
    writeFileSync(mark, '');
  };
}
