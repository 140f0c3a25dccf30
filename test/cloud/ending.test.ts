// Source: the comments of test/cloud/ending.ts and test/cloud/release.ts; asked of programs that run, without a cloud.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { program, running } from './release.ts';

const ending = join(import.meta.dirname, 'ending.ts');

/** A program whose servers are a file: it waits for its end, says so, and takes them away once a line comes. */
const script = `
  import { once } from 'node:events';
  import { rmSync } from 'node:fs';
  import { endOfProgram } from ${JSON.stringify(ending)};
  using end = endOfProgram();
  const ended = new Promise((resolve) => end.signal.addEventListener('abort', resolve));
  const beating = setInterval(() => {}, 1000);
  console.log(${JSON.stringify(running)});
  await ended;
  console.log('stopping');
  if (process.argv[2] === 'asked') await once(process.stdin, 'data');
  rmSync(process.argv[1]);
  clearInterval(beating);
  process.stdin.destroy();
`;

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'a second %s does not keep a program from stopping its servers',
  async (second) => {
    using servers = serversOfIts();
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, servers.file, 'asked']);
    const closed = once(child, 'close');
    const errors: string[] = [];
    createInterface(child.stderr).on('line', (line) => {
      errors.push(line);
      child.stdin.end('go on');
    });
    createInterface(child.stdout).on('line', (line) => child.kill(line === running ? 'SIGTERM' : second));
    expect(await closed).toEqual([0, null]);
    expect(errors).toEqual([`${second}: it is stopping already; kill -9 leaves its servers running`]);
    expect(servers.areThere()).toBe(false);
  },
);

it('a program that is ended twice stops its servers, and nothing went wrong', async () => {
  using servers = serversOfIts();
  const said: string[] = [];
  const command = [process.execPath, '--input-type=module', '-e', script, servers.file] as const;
  const child = program(command, (line) => said.push(line));
  await child.runs;
  child.end();
  child.end();
  expect([await child.failure, said, servers.areThere()]).toEqual([undefined, ['stopping'], false]);
});

it('a program that ends by itself says what went wrong', async () => {
  const child = program([process.execPath, '-e', 'console.error("no packages"); process.exit(1)'], () => {});
  expect(await child.failure).toBe('no packages');
});

function serversOfIts(): Disposable & { readonly file: string; areThere(): boolean } {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-ending-'));
  const file = join(folder, 'servers');
  writeFileSync(file, 'up');
  const areThere = (): boolean => {
    try {
      return readFileSync(file, 'utf8') === 'up';
    } catch {
      return false;
    }
  };
  return { file, areThere, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
