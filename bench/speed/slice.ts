/** A fixed slice of a core for a process, which the kernel holds it to: so more processes than cores have as much each. */
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';

/** Microseconds in which a process has its slice once. */
const period = 20_000;

/** The folders of the kernel in which groups of processes get their time: of the second kind, and of the first. */
const [unified, split] = ['/sys/fs/cgroup', '/sys/fs/cgroup/cpu'];

/** Processes of one group. */
export interface Slice extends Disposable {
  /** Puts a process into the group. */
  hold(pid: number): void;
}

/**
 * A group of processes that has a slice of a core, all together. It goes once the processes are gone.
 * @param share of 1: of a core.
 * @throws Error where this user may make no groups.
 */
export function slice(name: string, share: number): Slice {
  const isUnified = existsSync(`${unified}/cgroup.controllers`);
  const folder = `${isUnified ? unified : split}/image-members-bench-${process.pid}-${name}`;
  try {
    mkdirSync(folder);
    const quota = String(Math.round(period * share));
    if (isUnified) writeFileSync(`${folder}/cpu.max`, `${quota} ${period}`);
    else {
      writeFileSync(`${folder}/cpu.cfs_period_us`, String(period));
      writeFileSync(`${folder}/cpu.cfs_quota_us`, quota);
    }
  } catch (error) {
    throw new Error(`A slice of a core is given by ${folder}, which cannot be made. Run this as root.`, {
      cause: error,
    });
  }
  return {
    hold: (pid) => writeFileSync(`${folder}/cgroup.procs`, String(pid)),
    [Symbol.dispose]: () => rmdirSync(folder),
  };
}
