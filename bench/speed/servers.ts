/** Servers under test: each a process of its own, started as its users start it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cpuSecondsOf } from './process-figures.ts';
import { requests, type SentRequest } from './requests.ts';

/** A program that serves. */
export interface Program {
  readonly command: string;
  readonly arguments: readonly string[];
  /** The port that its arguments name; where there is none, it prints the URL as its first line. */
  readonly port?: number;
  readonly folder?: string;
}

/** A server that answers. */
export interface Server {
  readonly url: string;
  readonly processes: readonly number[];
  /** Milliseconds from its start to its first answer; and those of CPU time that it used until then. */
  readonly started: { readonly wall: number; readonly cpu: number };
  /** @param signal SIGKILL, unless it is to end by itself. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const startLimit = 60_000;

/** Where something of this folder or the project is. */
export const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const node = (...words: readonly string[]): Program => ({ command: process.execPath, arguments: words });
const served = ['serve', '--port', '0', '--quiet'];

/** The fake as its package is built, and as a clone runs it; and what it is compared with. */
export const programs: Readonly<
  Record<'fake' | 'source' | 'express' | 'node:http', (...words: string[]) => Program>
> = {
  fake: (...words) => node(place('../../dist/cli/main.js'), ...served, ...words),
  source: (...words) => node(place('../../src/cli/main.mjs'), ...served, ...words),
  express: (...words) => node(place('servers/express.mjs'), ...words),
  'node:http': (...words) => node(place('servers/node-http.mjs'), ...words),
};

/**
 * Starts a server and waits until it has answered a request with 200.
 * @throws Error with what it printed, where it ends before, or does not answer within a minute.
 */
export async function start(program: Program, request: SentRequest = requests.get): Promise<Server> {
  const printed: string[] = [];
  const began = performance.now();
  const child = spawn(program.command, program.arguments, {
    stdio: ['ignore', program.port === undefined ? 'pipe' : 'ignore', 'pipe'],
    cwd: program.folder,
  });
  endsWithUs(child);
  child.stderr?.on('data', (chunk) => printed.push(String(chunk)));
  const gone = once(child, 'exit').then(([status]) => {
    throw new Error(`${commandLine(program)} ended with status ${status}:\n${printed.join('')}`);
  });
  gone.catch(() => {});
  const late = new AbortController();
  const timeout = after(startLimit, undefined, late).then(() => {
    throw new Error(
      `${commandLine(program)} did not answer within ${startLimit / 1000} s:\n${printed.join('')}`,
    );
  });
  timeout.catch(() => {});
  try {
    const url = await Promise.race([answering(program, child, request), gone, timeout]);
    const processes = [child.pid ?? 0];
    const started = { wall: performance.now() - began, cpu: cpuSecondsOf(processes) * 1000 };
    return { url, processes, started, stop: (signal) => stop(child, signal) };
  } catch (error) {
    await stop(child);
    throw error;
  } finally {
    late.abort();
  }
}

const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** Ends a process with this one at the latest, whatever goes wrong. */
export function endsWithUs(child: ChildProcess): void {
  children.add(child);
  child.once('exit', () => children.delete(child));
}

const commandLine = (program: Program): string => [program.command, ...program.arguments].join(' ');

/** The URL of a server, as soon as it has answered. */
async function answering({ port }: Program, child: ChildProcess, request: SentRequest): Promise<string> {
  const url = port === undefined ? await firstLine(child) : `http://127.0.0.1:${port}`;
  while ((await statusOf(url, request)) !== 200) {
    // oxlint-disable-next-line no-await-in-loop -- whether it answers by now is what is waited for
    if (child.exitCode !== null) await once(child, 'close');
    await after(2);
  }
  return url;
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const [line, ...more] = text.split('\n');
    if (line !== undefined && more.length > 0) return line.trim();
  }
  return new Promise(() => {});
}

/** The status of an answer over a connection of its own; 0 where nobody answered. */
export function statusOf(url: string, { method, path, headers }: SentRequest): Promise<number> {
  return new Promise((resolve) => {
    const asked = get(url + path, { method, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', () => resolve(0));
  });
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** A port that nobody listens at, for programs that cannot choose one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const folders = new Set<string>();
process.once('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that is removed when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-bench-'));
  folders.add(folder);
  return folder;
}

/** Writes something as JSON, and says where. */
export function writeJson(folder: string, name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}
