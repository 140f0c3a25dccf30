/** Loads a server by `wrk`, a program in C: one thread of it keeps a server of one core busy. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SentRequest } from './requests.ts';

/** What came of a load. */
export interface LoadResult {
  readonly requests: number;
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds in which half of the answers came, and 99 of 100. */
  readonly p50: number;
  readonly p99: number;
}

/** How a server is loaded. */
export interface Loading {
  readonly connections: number;
  readonly seconds: number;
}

const script = fileURLToPath(new URL('wrk.lua', import.meta.url));

/** The version of `wrk`; undefined where it is missing. */
export function wrkVersion(): string | undefined {
  const { stdout, error } = spawnSync('wrk', ['--version'], { encoding: 'utf8' });
  return error === undefined ? (/wrk (\S+)/.exec(stdout)?.[1] ?? 'unknown') : undefined;
}

/**
 * Sends a request over and over.
 * @throws Error where `wrk` failed, or where an answer was an error or none: such a load measures something else.
 */
export function load(url: string, request: SentRequest, { connections, seconds }: Loading): LoadResult {
  const { method, path, headers, body = '' } = request;
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script];
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const rest = [...named, url, '--', method, path, body];
  const { status, stdout, stderr } = spawnSync('wrk', [...options, ...rest], { encoding: 'utf8' });
  const line = stdout.split('\n').find((each) => each.startsWith('{"requests"'));
  if (status !== 0 || line === undefined)
    throw new Error(
      `wrk ${[...options, ...rest].join(' ')} ended with status ${status}:\n${stdout}${stderr}`,
    );
  const { errors, ...result } = JSON.parse(line) as LoadResult & { readonly errors: number };
  if (errors > 0)
    throw new Error(
      `${method} ${path} at ${url}: ${errors} of ${result.requests} answers were errors or did not come`,
    );
  return result;
}
