/** What a web page of another origin can do to the servers that hold a cloud's tokens or pacts: nothing. In a real browser. */
import { get, type RequestListener } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { blockedPorts } from '../../src/cli/stub.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { type ProviderStateChanged, serveStates } from '../../src/contract/provider-state-server.ts';
import { stageIn } from '../../src/contract/stage.ts';
import { listen } from '../../src/express.ts';
import { listenAt, type Listening } from '../../src/listening.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { startCommand } from '../broker/programs.ts';
import { launchChromium } from './browser/visit.ts';

let browser: Browser;
let site: Listening;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium(['evil.test']);
  const html = '<!doctype html><title>evil</title>';
  site = await listenAt((_, reply) => void reply.writeHead(200, { 'content-type': 'text/html' }).end(html), {
    port: 0,
    host: '127.0.0.1',
  });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
});
afterEach(() => page.context().close());

/** How a page asks: what can be handed to it. */
type Asking = Pick<RequestInit, 'method' | 'mode' | 'credentials'> & {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** What the open page gets for a request: the status and the text that it can read, or why it can read none. */
function asked(url: string, init: Asking = {}): Promise<string> {
  return page.evaluate(
    async ([target, options]) =>
      fetch(target, options).then(
        async (reply) => `${reply.status} ${await reply.text()}`,
        (error: unknown) => String(error),
      ),
    [url, init] as const,
  );
}

const unread = 'TypeError: Failed to fetch';
const opaque = '0 ';
const json = { 'content-type': 'application/json' };
const caller = JSON.stringify({ action: 'setup', state: 'a caller', params: { is: 'consumer' } });

/** Sends a form whose body is the JSON of a state, and waits for the answer. */
async function submitted(action: string): Promise<string> {
  const answered = page.waitForEvent('load');
  await page.evaluate((target) => {
    const form = Object.assign(document.createElement('form'), {
      method: 'post',
      enctype: 'text/plain',
      action: target,
    });
    const input = document.createElement('input');
    input.name = '{"action":"setup","state":"an image","params":{"name":"';
    input.value = 'evil"}}';
    form.append(input);
    document.body.append(form);
    form.submit();
  }, action);
  await answered;
  return (await page.textContent('body')) ?? '';
}

it('a foreign page gets nothing from a server of states, and makes nothing there, though it knew the whole URL', async () => {
  const fake: Fake = createFake({ seed: readSeedFile('contract') });
  const heard: ProviderStateChanged[] = [];
  const stage = stageIn(fakeCloud(fake));
  await using states = await serveStates(stage, { changed: (change) => void heard.push(change) });
  const { pathname, port, origin } = new URL(states.url);
  const evil = `http://evil.test:${new URL(site.url).port}`;
  await page.goto(evil);
  for (const url of [`${origin}/`, states.url]) {
    expect(await asked(url, { method: 'POST', headers: json, body: caller })).toBe(unread);
    expect(await asked(url, { method: 'POST', body: caller })).toBe(unread);
    expect(await asked(url)).toBe(unread);
    expect(await asked(url, { method: 'POST', mode: 'no-cors', body: caller })).toBe(opaque);
    await page.evaluate(([to, body]) => navigator.sendBeacon(to, body), [url, caller] as const);
    expect(await submitted(url)).toMatch(/^\{"error":"/);
    await page.goto(evil);
  }
  // The name of the page's server now leads to the server of states.
  const rebound = `http://evil.test:${port}${pathname}`;
  await page.goto(rebound);
  for (const init of [{}, { method: 'POST', headers: json, body: caller }])
    expect(await asked(rebound, init)).toMatch(/^403 \{"error":"The Host header names another server/);
  expect(heard).toEqual([]);
  expect(fake.world().images).toEqual([]);
});

it('a foreign page reads nothing from a fake, and changes nothing there', async () => {
  const fake: Fake = createFake({ seed: readSeedFile('documentation') });
  await using server = await listen(fake);
  const before = fake.world({ secrets: true });
  await page.goto(`http://evil.test:${new URL(site.url).port}`);
  const withToken = { headers: { 'x-auth-token': 'producer-token' } };
  for (const path of ['/_fake/world', '/v2/images', '/_fake/health']) {
    expect(await asked(server.url + path)).toBe(unread);
    expect(await asked(server.url + path, withToken)).toBe(unread);
  }
  const reset = `${server.url}/_fake/reset`;
  fake.as('producer').images.create({ name: 'made before' });
  for (const init of [{ method: 'POST' }, { method: 'POST', headers: json }])
    expect(await asked(reset, init)).toBe(unread);
  expect(await asked(reset, { method: 'POST', mode: 'no-cors' })).toBe(opaque);
  await page.evaluate((to) => navigator.sendBeacon(to), reset);
  expect(await submitted(reset)).toMatch(/^\{"error": "The control plane/);
  const rebound = `http://evil.test:${server.port}`;
  await page.goto(`${rebound}/v2/images`);
  for (const path of ['/_fake/world', '/_fake/health', '/v2/images', '/identity/v3'])
    expect(await asked(rebound + path, withToken)).toMatch(
      /^403 \{"error": "This server is bound to 127\.0\.0\.1/,
    );
  expect(await asked(`${rebound}/_fake/reset`, { method: 'POST', headers: json })).toMatch(/^403 /);
  expect(fake.world().images).toHaveLength((before.images ?? []).length + 1);
});

/** The status of an answer to a program of this machine; undefined where nobody listens. */
function statusAt(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/v2/images' }, (reply) => resolve(reply.resume().statusCode)).on(
      'error',
      () => resolve(undefined),
    );
  });
}

it('no page reads at a port behind which a stub may stand, though its server lets all of them', async () => {
  await page.goto(`http://evil.test:${new URL(site.url).port}`);
  for (const port of [0, ...blockedPorts]) {
    const open: RequestListener = (_, reply) =>
      void reply.writeHead(200, { 'access-control-allow-origin': '*' }).end('read');
    // Where the port is taken, whoever is there is not read either.
    await using listening = await listenAt(open, { port, host: '127.0.0.1' }).catch(() => undefined);
    const read = await asked(`http://127.0.0.1:${listening?.port ?? port}/`);
    expect({ port, read }).toEqual({ port, read: port === 0 ? '200 read' : unread });
  }
});

it.each([
  ['stub', []],
  ['stub --cors', ['--cors']],
])('a foreign page gets nothing from %s, nor from what stands behind it', async (_, args) => {
  await using running = startCommand(['stub', '--port', '0', ...args]);
  const url = await running.printed(/http:\/\/[\d.]+:\d+(?=,)/);
  await page.goto(`http://evil.test:${new URL(site.url).port}`);
  expect(await asked(`${url}/v2/images`, { headers: json })).toBe(unread);
  expect(await asked(`${url}/v2/images`)).toBe(unread);
  const answering = await Promise.all(blockedPorts.map(statusAt));
  expect(answering.filter((status) => status !== undefined)).not.toEqual([]);
  for (const port of blockedPorts) expect(await asked(`http://127.0.0.1:${port}/v2/images`)).toBe(unread);
  const rebound = `http://evil.test:${new URL(url ?? '').port}/v2/images`;
  await page.goto(rebound);
  expect(await asked(rebound)).toMatch(/^403 \{"error":"The Host header names another server/);
});
