/** Loads a server by `wrk`, a program in C: one thread of it keeps a server of one core busy. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
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
export function load(url: string, request: SentRequest, loading: Loading): LoadResult {
  const words = wordsOf(url, request, loading);
  return resultOf(words, spawnSync('wrk', words, { encoding: 'utf8' }));
}

/** Sends a request to several servers at the same time, each with its share of the connections. @throws as `load`. */
export function loadTogether(
  urls: readonly string[],
  request: SentRequest,
  { connections, seconds }: Loading,
): Promise<readonly LoadResult[]> {
  const each = { connections: Math.ceil(connections / urls.length), seconds };
  return Promise.all(
    urls.map(async (url) => {
      const words = wordsOf(url, request, each);
      const child = spawn('wrk', words, { stdio: ['ignore', 'pipe', 'pipe'] });
      const [stdout, stderr, [status]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit') as Promise<[number | null]>,
      ]);
      return resultOf(words, { status, stdout, stderr });
    }),
  );
}

function wordsOf(
  url: string,
  { method, path, headers, body = '' }: SentRequest,
  { connections, seconds }: Loading,
): readonly string[] {
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script];
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  return [...options, ...named, url, '--', method, path, body];
}

function resultOf(
  words: readonly string[],
  {
    status,
    stdout,
    stderr,
  }: { readonly status: number | null; readonly stdout: string; readonly stderr: string },
): LoadResult {
  const line = stdout.split('\n').find((each) => each.startsWith('{"requests"'));
  if (status !== 0 || line === undefined)
    throw new Error(`wrk ${words.join(' ')} ended with status ${status}:\n${stdout}${stderr}`);
  const { errors, ...result } = JSON.parse(line) as LoadResult & { readonly errors: number };
  if (errors > 0)
    throw new Error(
      `wrk ${words.join(' ')}: ${errors} of ${result.requests} answers were errors or did not come`,
    );
  return result;
}
