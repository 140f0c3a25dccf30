/** What Linux knows of processes: CPU time and memory, of our own and of foreign programs alike. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Ticks per second in /proc; Linux has 100 on every machine that Node runs on (`getconf CLK_TCK`). */
const ticksPerSecond = 100;

/** CPU seconds that processes have used so far, those of their ended threads included. */
export function cpuSecondsOf(processes: readonly number[]): number {
  return processes.reduce((sum, id) => sum + Math.max(ticksOf(id), nanosecondsOf(id)), 0);
}

/** User and system time of a process, as exact as a tick is. */
function ticksOf(id: number): number {
  const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
  // The name of the program comes second, in parentheses, and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Exact, but only of the threads that are still there. */
function nanosecondsOf(id: number): number {
  const threads = readdirSync(`/proc/${id}/task`);
  return threads.reduce((sum, thread) => sum + Number(schedulingOf(id, thread).split(' ')[0]) / 1e9, 0);
}

/** Seconds for which threads of processes could have run and had no core, of the threads that are still there. */
export function waitedSecondsOf(processes: readonly number[]): number {
  return processes.reduce((sum, id) => {
    const threads = readdirSync(`/proc/${id}/task`);
    return (
      sum +
      threads.reduce((all, thread) => all + Number(schedulingOf(id, thread).split(' ')[1] ?? 0) / 1e9, 0)
    );
  }, 0);
}

/** A thread may end while it is read, and a kernel may be built without these figures. */
function schedulingOf(id: number, thread: string): string {
  try {
    return readFileSync(`/proc/${id}/task/${thread}/schedstat`, 'utf8');
  } catch {
    return '0';
  }
}

/** Bytes of memory that processes have: now (`VmRSS`), or at most so far (`VmHWM`). Shared pages count for each of them. */
export function memoryOf(processes: readonly number[], field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number {
  return processes.reduce((sum, id) => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return sum + 1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
  }, 0);
}

/** The processes that listen at a port of this machine, by IPv4: workers that share a socket all do. */
export function listenersAt(port: number): number[] {
  const isListening = '0A';
  const sockets = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, local, , state]) =>
        state === isListening && Number.parseInt(local?.split(':')[1] ?? '', 16) === port,
    )
    .map(([, , , , , , , , , inode]) => `socket:[${inode}]`);
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.filter((id) => filesOf(id).some((file) => sockets.includes(file))).map(Number);
}

/** What the open files of a process are; none where the process is somebody else's or has ended. */
function filesOf(id: string): string[] {
  try {
    return readdirSync(`/proc/${id}/fd`).map((file) => readlinkSync(`/proc/${id}/fd/${file}`));
  } catch {
    return [];
  }
}
