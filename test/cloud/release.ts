import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { type Command, debianFolder, environment, inFolder, ownProgram } from './folder.ts';
import { origins, releaseHere } from './releases.ts';
import { cloudFromFile } from './running.ts';
import { type StartedCloud, startCloud, type StartOptions } from './start.ts';

const main = 'test/cloud/main.ts';

/**
 * Installs the servers and clients of a release, and starts none of them: on this machine where it is of that Debian, and else in a
 * folder of its own.
 * @returns the folder; none where the release is this machine's own.
 * @throws Error where they cannot be had: it says why.
 */
export async function installRelease(
  release: ReleaseName,
  say: (line: string) => void,
): Promise<string | undefined> {
  if (release === releaseHere()) return undefined;
  const folder = debianFolder(origins[release].suite, say);
  const { failure } = program(inFolder(folder, ownProgram(main, '--install')), say);
  const reason = await failure;
  if (reason === undefined) return folder;
  throw new Error(
    `The packages of ${release} cannot be had from Debian ${origins[release].suite}: ${reason}`,
  );
}

/**
 * Starts a cloud of a release, as `startCloud` does it for the one that this machine has.
 * @param options `directory` and what `startCloud` takes; a directory is one in the folder of the release.
 * @throws Error where it cannot be started, or the packages are no longer those of the release.
 */
export async function startRelease(release: ReleaseName, options: StartOptions = {}): Promise<StartedCloud> {
  if (release === releaseHere()) return startCloud({ ...options, release });
  const { say = () => {}, signal, ports, directory } = options;
  const folder = debianFolder(origins[release].suite, say);
  const file = `/cloud-${ports?.identity ?? 'usual'}.env`;
  rmSync(join(folder, file), { force: true });
  const chosen = [
    ...(ports === undefined ? [] : ['--port', String(ports.identity)]),
    ...(directory === undefined ? [] : ['--directory', directory]),
  ];
  const command = ownProgram(main, '--expect', release, '--env', file, ...chosen);
  const child = program(inFolder(folder, command), say);
  const stop = async (): Promise<void> => {
    child.end();
    await child.failure;
  };
  signal?.addEventListener('abort', () => child.end(), { once: true });
  const reason = await Promise.race([child.runs, child.failure.then((why) => why ?? 'it ended')]);
  if (reason !== undefined) throw new Error(`${release} does not start: ${reason}`);
  try {
    const cloud = await cloudFromFile(join(folder, file));
    return { ...cloud, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The last line that a cloud prints before it waits to be ended. */
export const running = 'It runs until Ctrl-C.';

interface Program {
  /** Resolves once it says that it runs. */
  readonly runs: Promise<undefined>;
  /** Resolves when it has ended: with nothing, or with what went wrong. */
  readonly failure: Promise<string | undefined>;
  /** Asks it to end, once: a second signal would end what is about to stop its servers. */
  end(): void;
}

/** A program that is this one's child; it ends when this one does. */
export function program([command, ...args]: Command, say: (line: string) => void): Program {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
  const complaints: string[] = [];
  createInterface(child.stderr).on('line', (line) => complaints.push(line));
  const runs = new Promise<undefined>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line === running) resolve(undefined);
      else say(line);
    });
  });
  const asked = new AbortController();
  asked.signal.addEventListener('abort', () => child.kill('SIGTERM'));
  const end = (): void => asked.abort();
  process.once('exit', end);
  const failure = once(child, 'close').then(
    ([code]) => {
      process.off('exit', end);
      return code === 0 ? undefined : complaints.slice(-20).join('\n') || `exit code ${String(code)}`;
    },
    (error: Error) => error.message,
  );
  return { runs, failure, end };
}
