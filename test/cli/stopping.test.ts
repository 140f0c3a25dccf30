/** A server ends with whoever started it: by signals, as process 1 of a container, and under npm, whose shell passes none on. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { shareOf } from '../share.ts';

const root = `${import.meta.dirname}/../..`;

/** Starts a server, and gives its URL and what ends it. A client that follows its events holds a connection open. */
async function started(
  program: string,
  words: readonly string[],
  more: { readonly detached?: boolean } = {},
) {
  const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'], ...more });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const urls = lines[Symbol.asyncIterator]();
  const { value: url } = (await urls.next()) as { value: string };
  const events = await fetch(`${url}/_fake/journal/events`);
  const cut = events.text().catch(() => 'cut');
  return { child, ended, url, cut };
}

const serve = ['src/cli/main.mjs', 'serve', '--port', '0', '--quiet'];

it.concurrent.for(shareOf(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const, 2))(
  '%s ends a server with exit code 0, with a connection open',
  async (signal) => {
    const { child, ended, cut } = await started(process.execPath, serve);
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    await cut;
  },
);

const npmStart = ['start', '--silent', '--', '--port', '0', '--quiet'];

it.concurrent.for(shareOf(['SIGKILL', 'SIGTERM', 'SIGHUP'] as const, 3))(
  '%s to npm start leaves no server behind',
  async (signal) => {
    const { child, ended, url, cut } = await started('npm', npmStart);
    child.kill(signal);
    await ended;
    // The connection that is open ends with the server; no other one is taken then.
    await cut;
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  },
);

it.concurrent('Ctrl-C ends npm start and its server, which a terminal both sends it', async () => {
  const { child, ended, url, cut } = await started('npm', npmStart, { detached: true });
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
  await cut;
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

const unshared = ['--pid', '--fork', '--mount-proc', '--kill-child'];
const hasNamespaces = spawnSync('unshare', [...unshared, 'true']).status === 0;

it.runIf(hasNamespaces).concurrent.for(shareOf(['TERM', 'INT', 'QUIT'], 3))(
  'as process 1 of a container, SIG%s ends it with exit code 0',
  async (signal) => {
    const { child, ended, cut } = await started('unshare', [...unshared, process.execPath, ...serve]);
    // The server is the only child of unshare.
    spawnSync('sh', ['-c', `kill -${signal} $(ps -o pid= --ppid ${child.pid})`]);
    expect(await ended).toEqual([0, null]);
    await cut;
  },
);
