import { expect, it } from 'vitest';
import type { Fake } from '../../src/world/fake.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** Tells what holds for `fetch` under MSW in each environment, with the documents' world at a URL. */
export function environmentRules(environment: string, base: string, fake: Fake): void {
  const by = (user: string, method: string, body?: BodyInit, type = 'application/json'): RequestInit => ({
    method,
    headers: { 'X-Auth-Token': `${user}-token`, 'Content-Type': type },
    ...(body === undefined ? {} : { body }),
  });

  it(`in ${environment} an image is shared, and accepted`, async () => {
    const members = `${base}/v2/images/${image}/members`;
    const added = await fetch(members, by('producer', 'POST', '{"member":"123456"}'));
    expect([added.status, await added.json()]).toMatchObject([200, { status: 'pending' }]);
    const accepted = await fetch(`${members}/123456`, by('consumer', 'PUT', '{"status":"accepted"}'));
    expect([accepted.status, await accepted.json()]).toMatchObject([200, { status: 'accepted' }]);
    const removed = await fetch(`${members}/123456`, by('producer', 'DELETE'));
    expect([removed.status, await removed.text()]).toEqual([204, '']);
    fake.reset();
  });

  it(`in ${environment} a login gets a token in a header`, async () => {
    const user = { name: 'consumer', domain: { id: 'default' }, password: 'consumer-secret' };
    const scope = { project: { id: '123456' } };
    const body = { auth: { identity: { methods: ['password'], password: { user } }, scope } };
    const login = await fetch(`${base}/identity/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(login.status).toBe(201);
    const token = login.headers.get('X-Subject-Token') ?? '';
    const listed = await fetch(`${base}/v2/images`, { headers: { 'X-Auth-Token': token } });
    expect(listed.status).toBe(200);
  });

  it(`in ${environment} data is downloaded as it was uploaded, byte by byte`, async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const format = '{"disk_format":"raw","container_format":"bare"}';
    const created = await fetch(`${base}/v2/images`, by('producer', 'POST', format));
    const { id } = (await created.json()) as { id: string };
    const file = `${base}/v2/images/${id}/file`;
    const uploaded = await fetch(file, by('producer', 'PUT', bytes, 'application/octet-stream'));
    expect(uploaded.status).toBe(204);
    const downloaded = await fetch(file, by('producer', 'GET'));
    expect([...new Uint8Array(await downloaded.arrayBuffer())]).toEqual([...bytes]);
    fake.reset();
  });

  it(`in ${environment} a fault cuts the connection`, async () => {
    fake.faults.add({ cut: 'before-headers' });
    await expect(fetch(`${base}/v2/images`, by('producer', 'GET'))).rejects.toThrow(/fail|network/i);
    fake.faults.clear();
  });
}
