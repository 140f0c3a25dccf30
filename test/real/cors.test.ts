/** A page of another origin does the whole workflow with a cloud of `serve --cors`: in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listenAt, type Listening } from '../../src/listening.ts';
import { serve } from '../cli/calling.ts';
import { launchChromium } from './browser/visit.ts';

let browser: Browser;
let site: Listening;

beforeAll(async () => {
  browser = await launchChromium(['page.test']);
  const html = '<!doctype html><title>A page</title>';
  site = await listenAt((_, reply) => void reply.writeHead(200, { 'content-type': 'text/html' }).end(html), {
    port: 0,
    host: '127.0.0.1',
  });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Logs two users in, and shares an image from one to the other: with the page's own fetch. */
async function shared(page: Page, cloud: string): Promise<unknown> {
  return page.evaluate(async (base) => {
    const json = { 'Content-Type': 'application/json' };
    const login = async (name: string, id: string): Promise<Record<string, string>> => {
      const user = { name, domain: { id: 'default' }, password: `${name}-secret` };
      const identity = { methods: ['password'], password: { user } };
      const body = JSON.stringify({ auth: { identity, scope: { project: { id } } } });
      const reply = await fetch(`${base}/identity/v3/auth/tokens`, { method: 'POST', headers: json, body });
      return { ...json, 'X-Auth-Token': reply.headers.get('X-Subject-Token') ?? '' };
    };
    const [producer, consumer] = [await login('producer', '5000001'), await login('consumer', '123456')];
    const send = async (path: string, init: RequestInit): Promise<{ status: number; body: unknown }> => {
      const reply = await fetch(`${base}${path}`, init);
      const text = await reply.text();
      return { status: reply.status, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : null };
    };
    const format = JSON.stringify({ name: 'of a page', disk_format: 'raw', container_format: 'bare' });
    const created = await send('/v2/images', { method: 'POST', headers: producer, body: format });
    const { id } = created.body as { id: string };
    const bytes = { ...producer, 'Content-Type': 'application/octet-stream' };
    const uploaded = await send(`/v2/images/${id}/file`, { method: 'PUT', headers: bytes, body: 'data' });
    const members = `/v2/images/${id}/members`;
    const member = JSON.stringify({ member: '123456' });
    const added = await send(members, { method: 'POST', headers: producer, body: member });
    const status = JSON.stringify({ status: 'accepted' });
    const accepted = await send(`${members}/123456`, { method: 'PUT', headers: consumer, body: status });
    const listed = await send('/v2/images?visibility=shared&name=of%20a%20page', { headers: consumer });
    const refused = await send(`/v2/images/${id}`, { method: 'DELETE', headers: consumer });
    const patch = { ...producer, 'Content-Type': 'application/openstack-images-v2.1-json-patch' };
    const renaming = JSON.stringify([{ op: 'replace', path: '/name', value: 'renamed' }]);
    const renamed = await send(`/v2/images/${id}`, { method: 'PATCH', headers: patch, body: renaming });
    const removed = await send(`${members}/123456`, { method: 'DELETE', headers: producer });
    const all = { created, uploaded, added, accepted, listed, refused, renamed, removed };
    const { images } = listed.body as { images: unknown[] };
    return [...Object.values(all).map((each) => each.status), images.length];
  }, cloud);
}

const whole = [201, 204, 200, 200, 200, 403, 200, 204, 1];

it.each(['', '/worlds/mine'])('a page whose origin is named does the whole workflow (%s)', async (world) => {
  const origin = `http://page.test:${site.port}`;
  await using cloud = await serve(['--cors', origin]);
  const page = await browser.newPage();
  await page.goto(origin);
  expect(await shared(page, cloud.url + world)).toEqual(whole);
  await page.close();
});

it('a page of any origin does with * alone', async () => {
  await using cloud = await serve(['--cors']);
  const page = await browser.newPage();
  await page.goto(`http://page.test:${site.port}`);
  expect(await shared(page, cloud.url)).toEqual(whole);
  await page.goto(site.url);
  expect(await shared(page, cloud.url)).toEqual(whole);
  await page.close();
});

it('a page of another origin chooses a world by its header', async () => {
  const origin = `http://page.test:${site.port}`;
  await using cloud = await serve(['--cors', origin]);
  const page = await browser.newPage();
  await page.goto(origin);
  const status = await page.evaluate(async (base) => {
    const headers = { 'X-Auth-Token': 'producer-token', 'X-Fake-World': 'mine' };
    return (await fetch(`${base}/v2/images`, { headers })).status;
  }, cloud.url);
  expect(status).toBe(200);
  await page.close();
});

it('a page that is not named reads nothing, and the log says why; the control plane is for no page', async () => {
  const origin = `http://page.test:${site.port}`;
  await using cloud = await serve(['--quiet', '--cors', origin]);
  const page = await browser.newPage();
  const readAt = (path: string): Promise<string> =>
    page.evaluate(async (target) => {
      const headers = { 'X-Auth-Token': 'producer-token' };
      return fetch(target, { headers }).then(({ status }) => String(status), String);
    }, cloud.url + path);
  await page.goto(site.url);
  expect(await readAt('/v2/images')).toBe('TypeError: Failed to fetch');
  await page.goto(origin);
  expect(await readAt('/v2/images')).toBe('200');
  for (const path of ['/_fake/world', '/_fake/health', '/worlds/mine/_fake/journal'])
    expect(await readAt(path)).toBe('TypeError: Failed to fetch');
  await page.close();
  const { stderr } = await cloud.stop();
  expect(stderr).toBe(
    `Warning: A page of ${site.url} cannot use this cloud: CORS is on for ${origin} alone. Let the page in as well with --cors ${origin},${site.url}, or with \`cors\` in code.\n`,
  );
});
