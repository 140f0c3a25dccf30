/** The fake in a page of a real browser: Chromium, MSW's service worker, and the page's own fetch. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSite, type Site } from './browser/site.ts';
import { launchChromium, started, visit, type Visit } from './browser/visit.ts';

let browser: Browser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchChromium(), openSite()]);
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A request by the page: the status of the answer, and its message without the marks at its end. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

function ask({ page }: Visit, asked: Asked): Promise<string> {
  return page.evaluate(async ({ method, path, token = '', body }) => {
    const reply = await fetch(`${globalThis.cloudInPage?.base}${path}`, {
      method,
      headers: { accept: 'application/json', 'x-auth-token': token },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    const { message = '' } = text.startsWith('{') ? (JSON.parse(text) as { message?: string }) : {};
    return `${reply.status} ${message.replace(/[<\n].*/s, '')}`.trim();
  }, asked);
}

/** Tells a rule twice: with a cloud at the page's own origin, below a path, and with one at another origin. */
function everywhere(rule: string, run: (visit: Visit) => Promise<void>): void {
  for (const cloud of ['/openstack', 'http://cloud.test'])
    it(`${rule} – ${cloud}`, async () => {
      const strays = site.strays.length;
      const opened = await visit(browser, `${site.url}/?cloud=${cloud}`);
      await run(opened);
      expect(
        opened.answers.filter((answer) => !answer.fromServiceWorker()).map((answer) => answer.url()),
      ).toEqual([]);
      expect(opened.complaints).toEqual([]);
      expect(site.strays.slice(strays)).toEqual([]);
      await opened.page.context().close();
    });
}

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const members = `/v2/images/${image}/members`;

everywhere("in a browser the documents' story comes true", async ({ page, answers }) => {
  await page.evaluate(() => globalThis.cloudInPage?.tellStory());
  expect(answers.length).toBeGreaterThanOrEqual(20);
});

everywhere('in a browser a bad token is refused', async (opened) => {
  expect(await ask(opened, { method: 'GET', path: members, token: 'bad' })).toBe(
    '401 This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.',
  );
});

everywhere('in a browser the producer does not answer for the consumer', async (opened) => {
  const producer = { token: 'producer-token' };
  expect(await ask(opened, { method: 'POST', path: members, ...producer, body: { member: '123456' } })).toBe(
    '200',
  );
  expect(
    await ask(opened, {
      method: 'PUT',
      path: `${members}/123456`,
      ...producer,
      body: { status: 'accepted' },
    }),
  ).toBe('403 You are not authorized to complete modify_member action.');
});

everywhere('in a browser one of a hundred simultaneous creations of a member wins', async ({ page }) => {
  const statuses = await page.evaluate(async (path) => {
    const headers = { 'x-auth-token': 'producer-token' };
    const body = JSON.stringify({ member: '123456' });
    const create = (): Promise<Response> =>
      fetch(`${globalThis.cloudInPage?.base}${path}`, { method: 'POST', headers, body });
    const replies = await Promise.all(Array.from({ length: 100 }, create));
    return replies.map(({ status }) => status).toSorted((one, other) => one - other);
  }, members);
  expect(statuses).toEqual([200, ...Array.from({ length: 99 }, () => 409)]);
});

everywhere('in a browser data is downloaded as it was uploaded, byte by byte', async ({ page }) => {
  const bytes = await page.evaluate(async () => {
    const { base } = globalThis.cloudInPage ?? { base: '' };
    const headers = { 'x-auth-token': 'producer-token' };
    const format = JSON.stringify({ disk_format: 'raw', container_format: 'bare' });
    const created = await fetch(`${base}/v2/images`, { method: 'POST', headers, body: format });
    const { id } = (await created.json()) as { id: string };
    const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const type = { 'content-type': 'application/octet-stream' };
    await fetch(`${base}/v2/images/${id}/file`, { method: 'PUT', headers: { ...headers, ...type }, body });
    const reply = await fetch(`${base}/v2/images/${id}/file`, { headers });
    return [...new Uint8Array(await reply.arrayBuffer())];
  });
  expect(bytes).toEqual(Array.from({ length: 256 }, (_, byte) => byte));
});

it('a reloaded page begins with the seed', async () => {
  const opened = await visit(browser, `${site.url}/?cloud=/openstack`);
  const add = { method: 'POST', path: members, token: 'producer-token', body: { member: '123456' } };
  expect(await ask(opened, add)).toBe('200');
  expect(await ask(opened, add)).toBe(`409 Member 123456 is duplicated for image ${image}`);
  await opened.page.reload();
  await started(opened.page);
  expect(await ask(opened, add)).toBe('200');
  await opened.page.context().close();
});

it('a page that stops the worker is answered by its server again', async () => {
  const opened = await visit(browser, `${site.url}/?cloud=/openstack`);
  expect(await ask(opened, { method: 'GET', path: members, token: 'producer-token' })).toBe('200');
  await opened.page.evaluate(() => globalThis.cloudInPage?.stop());
  expect(await ask(opened, { method: 'GET', path: members, token: 'producer-token' })).toBe('418');
  expect(site.strays.at(-1)).toBe(`GET /openstack${members}`);
  await opened.page.context().close();
});

it("with a cloud at the page's own origin the page, its modules and its own API stay the server's", async () => {
  const opened = await visit(browser, `${site.url}/?cloud=/`);
  const ownStatus = (path: string): Promise<number> =>
    opened.page.evaluate(async (url) => (await fetch(url)).status, path);
  const list = { method: 'GET', path: members, token: 'producer-token' };
  expect(await ask(opened, list)).toBe('200');
  expect([await ownStatus('/page.js'), await ownStatus('/api/own')]).toEqual([200, 418]);
  await opened.page.reload();
  await started(opened.page);
  expect(await opened.page.title()).toBe('A page');
  expect(await ask(opened, list)).toBe('200');
  // A page of the site's own, which has none there: Chromium shows an answer without a body as a failure.
  await opened.page.goto(`${site.url}/identity/users`).catch(() => {});
  expect(site.strays.at(-1)).toBe('GET /identity/users');
  await opened.page.context().close();
});
