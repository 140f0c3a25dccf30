/** `image-members-fake` starts a cloud and says how to log in; unchanged clients do as it says. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { printed, type Ran, run, says } from './command.ts';

const main = fileURLToPath(new URL('../../src/cli/main.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'image-members-clients-'));
const server = spawn(process.execPath, [main, 'serve', '--port', '0', '--quiet'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let url = '';

beforeAll(async () => {
  for await (const line of createInterface(server.stdout)) {
    url = line;
    break;
  }
});

afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

const own = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' };
const command = (program: string, args: readonly string[], env: object = {}): Promise<Ran> =>
  run(program, args, { ...own, ...env }, folder);
const printEnv = (...args: string[]): Promise<Ran> =>
  command(process.execPath, [main, 'env', '--url', url, ...args]);

it.concurrent('each user of clouds.yaml logs in, to its own project', async () => {
  const yaml = await printEnv('--format', 'clouds.yaml');
  expect(says(yaml)).toBe('exit 0');
  writeFileSync(join(folder, 'clouds.yaml'), yaml.stdout);
  for (const [user, project] of [
    ['producer', '5000001'],
    ['consumer', '123456'],
  ] as const) {
    const issued = await command('openstack', ['--os-cloud', user, 'token', 'issue', '-f', 'json']);
    expect(printed(issued)).toMatchObject({ project_id: project });
  }
});

it.concurrent('the variables of env make both command lines a user', async () => {
  const shell = async (line: string): Promise<Ran> => {
    const { stdout } = await printEnv('--as', 'producer');
    return command('sh', ['-c', `${stdout}\n${line}`]);
  };
  const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
  const openstack = await shell(`openstack image member list ${image} -f json`);
  expect(printed(openstack)).toEqual([{ 'Image ID': image, 'Member ID': '9876543', Status: 'accepted' }]);
  const glance = await shell(`glance member-list --image-id ${image}`);
  expect(glance.stdout).toContain(`| ${image} | 9876543   | accepted |`);
});
