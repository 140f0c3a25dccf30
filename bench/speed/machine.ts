import { spawnSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import type { Machine } from './results.ts';
import { wrkVersion } from './wrk.ts';

/** This machine. */
export function thisMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memory: totalmem(),
    system: `${process.platform} ${release().split('-')[0]}`,
    node: process.version,
    wrk: wrkVersion() ?? 'missing',
  };
}

/** The commit that is measured, with `-dirty` where files differ from it. */
export function commit(): string {
  const { stdout } = spawnSync('git', ['describe', '--always', '--dirty', '--abbrev=10'], {
    encoding: 'utf8',
  });
  return stdout?.trim() || 'unknown';
}
