/** Sharing with Debian's unchanged openstacksdk through Debian's nginx, which speaks HTTPS and takes a path away. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listen, type ListenOptions } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createHost } from '../../src/host/host.ts';
import { docBlocks } from '../readme/blocks.ts';
import { clientsOf } from './clients.ts';
import type { User } from './cloud.ts';
import { printed } from './command.ts';
import { data } from './images.ts';
import { freePort, nginx } from './nginx.ts';
import { python } from './setup.ts';

const program = fileURLToPath(new URL('openstacksdk_story.py', import.meta.url));
/** What stands on the page about doors. */
const documented = docBlocks()
  .filter(({ language, page }) => language === 'nginx' && page === 'docs/doors.md')
  .flatMap(({ code }) => code.split('\n').filter((line) => line.includes('proxy_set_header')));

/** How the server learns where clients reach it, and what nginx says of it. */
const ways: Readonly<Record<string, (port: number) => [ListenOptions, readonly string[]]>> = {
  'with a public URL, and nothing else': (port) => [
    { publicUrl: `https://127.0.0.1:${port}/openstack/` },
    [],
  ],
  'with a public URL, and the Host of the client': (port) => [
    { publicUrl: `https://127.0.0.1:${port}/openstack` },
    ['proxy_set_header Host $http_host;', 'proxy_set_header X-Forwarded-For $remote_addr;'],
  ],
  'trusting X-Forwarded-*, as documented': () => [{ trustProxy: true }, documented],
  'trusting X-Forwarded-Port, with the Host of the client': (port) => [
    { trustProxy: true },
    [
      'proxy_set_header Host $host;',
      'proxy_set_header X-Forwarded-Proto $scheme;',
      `proxy_set_header X-Forwarded-Port ${port};`,
      'proxy_set_header X-Forwarded-Prefix /openstack/;',
    ],
  ],
  'trusting Forwarded': () => [
    { trustProxy: true },
    [
      'proxy_set_header Forwarded "for=$remote_addr;proto=$scheme;host=\\"$http_host\\"";',
      'proxy_set_header X-Forwarded-Prefix /openstack;',
    ],
  ],
};

for (const [way, settings] of Object.entries(ways))
  it(`openstacksdk shares and accepts through nginx, ${way}`, async () => {
    const port = await freePort();
    const [options, lines] = settings(port);
    const host = createHost({ seed: readSeedFile('openstack-clients') });
    await using server = await listen(host, options);
    await using proxy = await nginx(port, server.url, lines);
    const folder = mkdtempSync(join(tmpdir(), 'image-members-clients-'));
    writeFileSync(join(folder, 'data'), data.text);
    const authUrl = `${proxy.url}/identity/v3`;
    const clients = clientsOf(
      { authUrl, passwordOf: (user) => `${user}-secret-password`, close: async () => {} },
      folder,
    );
    const tell = async (user: User, ...story: readonly string[]): Promise<unknown> => {
      const env = { ...clients.environment(user), OS_CACERT: proxy.certificate };
      return printed(await clients.clientWith(env, python, program, ...story));
    };
    const { id } = (await tell('alpha', 'upload', 'proxied')) as { id: string };
    const { project: beta } = (await tell('beta', 'whoami')) as { project: string };
    expect(await tell('alpha', 'share', id, beta)).toMatchObject({
      added: { image: id, member: beta, status: 'pending' },
      again: ['ConflictException', 409],
    });
    expect(await tell('beta', 'answer', id, beta, 'proxied')).toMatchObject({
      before: ['pending', 'all'],
      after: ['accepted', 'all'],
      data: data.text,
    });
    expect(host.world.cloud.images.get(id)?.name).toBe('proxied');
    rmSync(folder, { recursive: true });
  });

it('through nginx the control plane is closed without the control token, whatever nginx says of the client', async () => {
  for (const [way, settings] of Object.entries(ways)) {
    const port = await freePort();
    const [options, lines] = settings(port);
    await using server = await listen(createHost(), {
      ...options,
      // Clients of this machine reach it as others would.
      ...(options.publicUrl === undefined ? {} : { publicUrl: 'https://cloud.example/openstack' }),
    });
    await using proxy = await nginx(port, server.url, lines);
    const clients = clientsOf({ authUrl: '', passwordOf: () => '', close: async () => {} }, tmpdir());
    const status = async (path: string): Promise<string> => {
      const words = ['--cacert', proxy.certificate, '-s', '-o', '/dev/null', '-w', '%{http_code}'];
      return (await clients.clientWith({}, 'curl', ...words, `${proxy.url}${path}`)).stdout;
    };
    expect([way, await status('/_fake/world'), await status('/_fake/ready')]).toEqual([way, '403', '200']);
  }
});
