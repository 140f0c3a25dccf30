/** Servers behind Debian's nginx: each world on its own, as docs/state.md shows it; or any request on any, over one database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { docBlocks } from '../readme/blocks.ts';
import { type Server, started } from '../state/kills.ts';
import { image, senderTo } from '../state/stores.ts';
import { database } from './database.ts';
import { freePort, runningNginx } from './nginx.ts';

const members = `/v2/images/${image}/members`;

async function serving(...states: readonly string[]): Promise<readonly Server[]> {
  const servers = await Promise.all(states.map((state) => started(['--state', state])));
  onTestFinished(async () => void (await Promise.all(servers.map((server) => server.kill()))));
  return servers;
}

function listed(body: unknown): readonly string[] {
  return (body as { members: { member_id: string }[] }).members.map(({ member_id: id }) => id);
}

/** What stands on the page, with our ports in place of those. */
function documented(port: number, servers: readonly Server[]): string {
  const block = docBlocks().find(({ language, page }) => language === 'nginx' && page === 'docs/state.md');
  const ports = [port, ...servers.map(({ url }) => new URL(url).port)];
  return ports.reduce<string>(
    (text, own, place) => text.replace(`127.0.0.1:930${place}`, `127.0.0.1:${own}`),
    block?.code ?? '',
  );
}

it('a balancer that hashes the name of the world spreads worlds over servers, each with a file of its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-balanced-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const servers = await serving(`${folder}/one.db`, `${folder}/other.db`);
  const port = await freePort();
  await using _ = await runningNginx(documented(port, servers));
  const { send } = senderTo(`http://127.0.0.1:${port}`);
  const worlds = Array.from({ length: 16 }, (_, number) => `job-${number}`);
  for (const world of worlds)
    expect((await send('POST', `/worlds/${world}${members}`, { member: world })).status).toBe(200);
  for (const world of worlds)
    expect(listed((await send('GET', `/worlds/${world}${members}`)).body).toSorted()).toEqual([
      '9876543',
      world,
    ]);
  const held = await Promise.all(
    servers.map(async ({ url }) => {
      const { body } = await senderTo(url).send('GET', '/_fake/worlds');
      return (body as { worlds: { name: string }[] }).worlds.map(({ name }) => name);
    }),
  );
  expect(held.flat().toSorted()).toEqual(worlds.toSorted());
  for (const names of held) expect(names.length).toBeGreaterThan(0);
});

it('three servers over one database are one cloud, whichever of them a plain balancer asks', async () => {
  await using server = await database(['fsync=off']);
  const url = await server.made('balanced');
  const servers = await serving(url, url, url);
  const port = await freePort();
  const backends = servers.map((each) => `server ${new URL(each.url).host};`).join(' ');
  const plain = `upstream clouds { ${backends} }
  server { listen 127.0.0.1:${port}; location / { proxy_pass http://clouds; proxy_set_header Host $http_host; } }`;
  await using _ = await runningNginx(plain);
  const { send } = senderTo(`http://127.0.0.1:${port}`);
  for (let number = 0; number < 12; number += 1) {
    const member = `tenant ${number}`;
    expect((await send('POST', members, { member })).status).toBe(200);
    expect((await send('POST', members, { member })).status).toBe(409);
    expect((await send('GET', `${members}/${number}-nobody`)).status).toBe(404);
    expect((await send('DELETE', `${members}/${encodeURIComponent(member)}`)).status).toBe(204);
    expect(listed((await send('GET', members)).body)).toEqual(['9876543']);
  }
  const answered = await Promise.all(
    servers.map(async (each) => {
      const { body } = await senderTo(each.url).send('GET', '/_fake/journal');
      return (body as { entries: unknown[] }).entries.length;
    }),
  );
  expect(answered.reduce((all, own) => all + own)).toBe(60);
  for (const own of answered) expect(own).toBeGreaterThan(0);
});
