/** What the commands that ask a cloud say of a URL that is not an image API's, before they ask it anything. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Called, callHere, environmentWith, printedIn, serveHere, type Serving } from './calling.ts';
import { startHere } from './here.ts';

const folder: string = mkdtempSync(join(tmpdir(), 'image-members-server-checked-test-'));
const clouds: string = join(folder, 'clouds.yaml');

let cloud: Serving;
beforeAll(async () => {
  cloud = await serveHere(['--seed', 'contract', '--quiet']);
  const env = ['env', '--seed', 'contract', '--format', 'clouds.yaml', '--url', cloud.url];
  writeFileSync(clouds, (await callHere(env)).stdout);
});
afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** The commands, each asking the image API at a URL. */
const commands = {
  verify: (url: string) => callHere(['verify', '--provider-base-url', url, '--clouds', clouds]),
  compare: (url: string) => callHere(['compare', '--provider-base-url', url, '--clouds', clouds]),
  learn: (url: string) =>
    callHere(['learn', '--provider-base-url', url, '--clouds', clouds, '--out', join(folder, 'learnt.yaml')]),
  states: (url: string) => callHere(['states', '--target', url, '--clouds', clouds, '--port', '0']),
};

const names = Object.keys(commands) as (keyof typeof commands)[];

it.each(names)('%s says which version to leave out of the URL', async (name) => {
  const { code, stdout, stderr } = await commands[name](`${cloud.url}/v2/`);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  const option = name === 'states' ? '--target' : '--provider-base-url';
  expect(stderr).toContain(
    `${option} is the image API without version, such as http://glance.example:9292: leave /v2 out.`,
  );
});

/** What a command says of a server that answers everything in one way. */
async function saidOf(listener: RequestListener, ask: (url: string) => Promise<Called>): Promise<Called> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const page: RequestListener = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Dashboard</h1>');
const elsewhere: RequestListener = (_, response) =>
  void response.writeHead(302, { location: 'https://sso.example/login' }).end();
const locked: RequestListener = (_, response) => void response.writeHead(401).end();

it.each(names)('%s asks nothing of a server that lists no versions', async (name) => {
  const { code, stdout, stderr } = await saidOf(page, commands[name]);
  expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
  expect(stderr).toContain('GET /versions was answered 200, without a list of versions.');
});

it('where a redirect leads is said, and that a server wants to know who asks', async () => {
  const led = await saidOf(elsewhere, commands.compare);
  expect(led.code).toBe(69);
  expect(led.stderr).toContain('GET /versions was answered 302, which leads to https://sso.example/login,');
  const refused = await saidOf(locked, commands.compare);
  expect(refused.code).toBe(69);
  expect(refused.stderr).toContain('GET /versions was answered 401,');
});

it('a server that shows its images and no versions is asked all the same', async () => {
  const hidden: RequestListener = (request, response) => {
    if (request.url === '/versions') response.writeHead(404).end();
    else if (request.url === '/v2/images?limit=1') response.end('{"images":[]}');
    else response.writeHead(404).end('nothing else');
  };
  const args = ['--clouds', clouds, '--requests-per-second', '10000'];
  const { stderr } = await saidOf(hidden, (url) =>
    callHere(['compare', '--provider-base-url', url, ...args]),
  );
  expect(stderr).toMatch(/^provider {9}http:\S+ answers \(GET \/versions: 404\)$/m);
});

it('players without a role that a level of the profile asks for are named before the first request', async () => {
  const sharing = join(folder, 'sharing.yaml');
  writeFileSync(
    sharing,
    'name: sharing\nbased_on: glance\npermissions: { addMember: { role: sharer } }\nroles: { sharer: [sharer, admin] }\n',
  );
  const warning =
    'warning: the producer has no role of the level sharer (sharer, admin), but reader, member. What asks for it is refused, unless the cloud takes another role for it: addMember.\n';
  const asked = ['--provider-base-url', cloud.url, '--clouds', clouds, '--profile', sharing];
  const program = startHere(['compare', ...asked, '--requests-per-second', '10000'], environmentWith({}));
  await printedIn({ ...program, stdout: program.stderr }, /asking 1 of/);
  program.kill('SIGINT');
  const { stderr } = await program.ended;
  expect(stderr).toContain(warning);
  expect(stderr.indexOf(warning)).toBeLessThan(stderr.indexOf('asking 1 of'));
  expect(stderr).not.toContain('warning: the administrator');
  expect(stderr).not.toContain('warning: the producer-reader');
});
