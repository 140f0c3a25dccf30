/** The inspector in a real Chromium, by what a person does. Source: docs/inspector.md. `PICTURES=1` renews the pictures in docs/. */
import { writeFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen, type Listening } from '../../src/express.ts';
import { createHost, type Host } from '../../src/host/host.ts';
import type { SeedImage } from '../../src/world/seed.ts';
import { image } from '../calls.ts';
import { cast, tenants } from '../cast.ts';
import { cleanFolder, inBash, installInto } from '../getting/steps.ts';
import { smallPng } from './browser/picture.ts';
import { launchChromium } from './browser/visit.ts';

const pictures = `${import.meta.dirname}/../../docs/inspector`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

/** The page of a world, and what was seen while it was open. */
interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly host: Host;
  readonly server: Listening;
  /** What the page wrote to its console as an error, and what it threw. */
  readonly complaints: string[];
  /** Requests to anywhere else. */
  readonly strays: string[];
}

interface Opening {
  readonly more?: readonly SeedImage[];
  readonly given?: Partial<SeedImage>;
  readonly at?: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly controlToken?: string;
}

/** The time in the pictures, and in the journal. */
const noon = Date.UTC(2026, 0, 15, 12);

async function open(opening: Opening = {}): Promise<Opened> {
  const { more, given, at = '', width = 1280, height = 800, colorScheme = 'light', controlToken } = opening;
  const host = createHost({
    seed: cast({ name: 'Shared image', ...given }, more),
    clock: () => noon,
    randomSeed: 1,
  });
  const server = await listen(host, controlToken === undefined ? {} : { controlToken });
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: false });
  const page = await context.newPage();
  const [complaints, strays]: [string[], string[]] = [[], []];
  page.on('console', (message) => {
    const own = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !own) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) strays.push(request.url());
  });
  await page.goto(`${server.url}/_fake/${at}`);
  return {
    page,
    host,
    server,
    complaints,
    strays,
    async [Symbol.asyncDispose]() {
      await context.close();
      await server.close();
      expect([complaints, strays]).toEqual([[], []]);
    },
  };
}

/** What axe finds against the rules of WCAG and its own. */
async function violations(page: Page): Promise<readonly string[]> {
  // The page's policy lets no script in but its own: this one comes over the debugger.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const found = await checker.run();
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`),
    );
  });
}

const cell = (as: string, tenant: string): string => `#/matrix?as=${as}&image=${image}&tenant=${tenant}`;

it('a newcomer finds out why a consumer cannot remove itself, with two clicks', async () => {
  await using opened = await open();
  const { page } = opened;
  await page.getByRole('link', { name: 'Why can a consumer not remove itself?' }).click();
  const remove = page.locator('[data-action=remove]');
  await remove
    .getByText('Only the owner, 5000001 (producer), can remove members; you are a member, consumer.')
    .waitFor();
  expect(await remove.evaluate((line) => line.getBoundingClientRect().bottom < innerHeight)).toBe(true);
  await remove.getByText('How it is decided').click();
  expect(await remove.locator('.checks li').allInnerTexts()).toEqual([
    expect.stringContaining('imageVisible'),
    expect.stringContaining('imageShared'),
    expect.stringContaining('callerReads'),
    expect.stringContaining('memberOnRecord'),
    expect.stringContaining('callerPermitted'),
  ]);
  expect(await remove.locator('.checks .refused code').innerText()).toBe('callerPermitted');
});

it('a newcomer finds out what would make an image appear in its list, and does it step by step', async () => {
  await using opened = await open();
  const { page, host } = opened;
  await page.getByRole('link', { name: 'What would make an image appear in its list?' }).click();
  const ways = page.locator('.ways');
  await expect
    .poll(() => ways.innerText())
    .toMatch(/producer\s+shares it with you\s+be producer\s+then\s*you\s+accept it/);
  await ways.getByRole('link', { name: 'be producer' }).click();
  await page.getByRole('button', { name: 'Do it: Share' }).click();
  await page.getByText('Sent as producer').waitFor();
  await page.getByLabel('You are').selectOption('stranger');
  await page.getByRole('button', { name: 'Do it: Accept' }).click();
  await page.getByRole('heading', { name: 'It is in your image list', exact: true }).waitFor();
  const listed = host.world
    .as('stranger')
    .images.list()
    .body.images.map(({ id }) => id);
  expect(listed).toEqual([image]);
});

it('what was done shows the request, the answer, the rule, and the commands that repeat it', async () => {
  await using opened = await open({ at: cell('consumer', tenants.consumer) });
  const { page, server } = opened;
  await page.getByRole('button', { name: 'Try it: Remove' }).click();
  const sent = page.getByRole('region', { name: 'The last request' });
  await expect
    .poll(() => sent.innerText())
    .toContain('Only the owner, 5000001 (producer), can remove members');
  const text = await sent.innerText();
  expect(text).toContain(`DELETE ${server.url}/v2/images/${image}/members/123456`);
  expect(text).toContain('403 Forbidden');
  expect(text).toContain('You are not authorized to complete delete_member action.');
  expect(text).toContain(`curl -i -X DELETE '${server.url}/v2/images/${image}/members/123456'`);
  expect(text).toContain(`openstack image remove project ${image} 123456`);
});

it('the cURL and openstack commands that the page shows do the same again', async () => {
  await using opened = await open({ at: cell('producer', tenants.stranger) });
  const { page, host } = opened;
  const status = (): number => host.world.as('producer').members.show(image, tenants.stranger).status;
  await page.getByRole('button', { name: 'Do it: Share' }).click();
  await page.getByText('Sent as producer').waitFor();
  const commands = await page.locator('.command code').allInnerTexts();
  expect(commands).toHaveLength(2);
  using folder = cleanFolder();
  installInto(folder.path);
  // Debian's client, before others that the machine has; the token of the page outlives no reset.
  const env = { PATH: `${folder.path}/node_modules/.bin:/usr/bin:${process.env['PATH']}` };
  for (const command of commands) {
    host.world.as('producer').members.delete(image, tenants.stranger);
    expect(status()).toBe(404);
    const { code, output } = await inBash(command, folder.path, env);
    expect([code === 0 ? 0 : output, status()]).toEqual([0, 200]);
  }
});

it('the journal is live: an exchange of another client appears by itself, and opens to its checks', async () => {
  await using opened = await open({ at: '#/journal' });
  const { page, server } = opened;
  await page.getByText('No requests yet.').waitFor();
  await page.getByText('live', { exact: true }).waitFor();
  await fetch(`${server.url}/v2/images/${image}/members/123456?X-Auth-Token=x`, {
    method: 'PUT',
    headers: { 'X-Auth-Token': opened.host.world.as('producer').token },
    body: '{"status": "accepted"}',
  });
  await page.getByRole('link', { name: /PUT.*updateMember/ }).click();
  const panel = page.getByRole('complementary');
  await panel
    .getByText('Only member 123456 (consumer) can change its status; you are the owner, producer.')
    .waitFor();
  expect(await panel.locator('.checks .refused code').innerText()).toBe('callerPermitted');
  await page.getByLabel('Which exchanges').selectOption('with warnings');
  expect(await page.getByRole('link', { name: /PUT/ }).count()).toBe(0);
});

it('a warning stands out: a member that is the name of a tenant, and no id', async () => {
  await using opened = await open({ at: '#/journal?kind=warnings' });
  const { page, host } = opened;
  host.world.as('producer').members.create(image, 'stranger');
  host.world.as('producer').members.create(image, tenants.stranger);
  await page.getByText('1 exchange', { exact: true }).waitFor();
  const row = page.getByRole('link', { name: /POST.*addMember/ });
  expect(await row.locator('svg').evaluate((mark) => mark.getBoundingClientRect().width)).toBe(13);
  expect(await row.evaluate((link) => link.scrollHeight <= link.clientHeight)).toBe(true);
  await row.click();
  await page
    .getByRole('complementary')
    .getByText(
      'stranger is the name of a tenant, and members are ids: the image is not shared with stranger (7000001).',
      { exact: true },
    )
    .waitFor();
});

it('a change that another client makes shows in the matrix by itself', async () => {
  await using opened = await open({ at: '#/matrix?as=consumer' });
  const { page, host } = opened;
  await page.getByRole('link', { name: /Shared image, consumer: pending/ }).waitFor();
  host.world.as('consumer').members.update(image, tenants.consumer, 'rejected');
  await page.getByRole('link', { name: /Shared image, consumer: rejected/ }).waitFor();
});

it('a cell of the rules leads to the exchanges that used it', async () => {
  await using opened = await open({ at: '#/rules' });
  const { page, host } = opened;
  host.world.as('consumer').members.delete(image, tenants.consumer);
  await page.getByRole('link', { name: 'removeMember consumer: own no' }).click();
  await page.getByRole('link', { name: '1 exchange of the journal used this cell' }).click();
  await page.getByRole('link', { name: /DELETE.*removeMember/ }).waitFor();
  expect(new URL(page.url()).hash).toContain('operation=removeMember&persona=consumer');
});

it('a cell of the rules names the interactions of the contracts that rest on it', async () => {
  await using opened = await open({ at: '#/rules?cell=removeMember+consumer' });
  const { page } = opened;
  await page.getByText('4 interactions of the shipped contracts rest on this cell').click();
  await page.getByText('contracts/pacts/consumer-glance-image-members-api.json').waitFor();
  await page.getByText('The consumer removes the consumer.').waitFor();
});

it('the world is kept, changed, compared, and restored; the clock stands still; a fault is set', async () => {
  await using opened = await open({ at: '#/world?as=consumer' });
  const { page, host } = opened;
  await page.getByLabel('Name', { exact: true }).first().fill('offered');
  await page.getByRole('button', { name: 'Save the world as it is' }).click();
  await page.getByRole('button', { name: /Compare/ }).waitFor();
  host.world.as('consumer').members.update(image, tenants.consumer, 'accepted');
  await page.getByRole('button', { name: /Compare/ }).click();
  await page.getByText('member 123456 (consumer): pending → accepted').waitFor();
  await page.getByRole('button', { name: /Restore/ }).click();
  await page.getByText('The world is as in offered').waitFor({ state: 'attached' });
  expect(host.world.as('consumer').members.show(image, tenants.consumer).body.status).toBe('pending');
  await page.getByRole('button', { name: 'Freeze' }).click();
  await page.getByText('It stands still.').waitFor();
  await page.getByText('Set a fault').click();
  await page.getByLabel('Operation').selectOption('addMember');
  await page.getByLabel('Answers').selectOption('503');
  await page.getByRole('button', { name: 'Set it' }).click();
  await page.getByText('operation addMember, status 503').waitFor();
  expect(host.world.as('producer').members.create(image, tenants.stranger).status).toBe(503);
});

it('a world with bugs of the museum is made, and its page says so', async () => {
  await using opened = await open({ at: '#/world' });
  const { page } = opened;
  await page.getByText('Make a world').click();
  const form = page.locator('form').last();
  await form.getByLabel('Name').fill('buggy');
  await form.getByLabel('owner-may-accept').check();
  await form.getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('link', { name: 'buggy' }).click();
  await page.getByText('bugs: owner-may-accept').waitFor();
});

it('10,000 images: a window of them is drawn, and the last one is reached by scrolling', async () => {
  const more = Array.from({ length: 9999 }, (_, place): SeedImage => ({
    id: `e0000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    name: `image ${place}`,
    owner: 'producer',
  }));
  await using opened = await open({ more, at: '#/matrix?as=consumer' });
  const { page } = opened;
  await page.getByText('10,000 images').waitFor();
  const list = page.getByRole('region', { name: 'Images and tenants' });
  await list.evaluate((each) => each.scrollTo(0, each.scrollHeight));
  await page.getByText('image 9998', { exact: true }).waitFor();
  expect(await list.locator('tbody tr').count()).toBeLessThan(60);
  await page.getByLabel('Search images').fill('image 77');
  await page.getByText('111 images').waitFor();
});

it('text is never markup', async () => {
  const name = '<img src=x onerror=alert(1)>"><script>alert(2)</script>';
  await using opened = await open({ given: { name }, at: cell('consumer', tenants.consumer) });
  const { page } = opened;
  await page.getByRole('heading', { name }).waitFor();
  expect(await page.locator('main img, main script').count()).toBe(0);
});

it('with a control token the page asks for it, and goes on', async () => {
  await using opened = await open({ controlToken: 'open-sesame' });
  const { page } = opened;
  await page.getByLabel('Control token').fill('open-sesame');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByRole('link', { name: /Shared image, consumer: pending/ }).waitFor();
});

it('all of it is done with the keyboard', async () => {
  await using opened = await open({ at: '#/matrix?as=consumer' });
  const { page } = opened;
  const link = page.getByRole('link', { name: /Shared image, consumer: pending/ });
  await link.waitFor();
  for (
    let tabs = 0;
    tabs < 40 && !(await link.evaluate((each) => each === document.activeElement));
    tabs += 1
  )
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Do it: Accept' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'It is in your image list', exact: true }).waitFor();
});

/** What is pictured and looked through: each view, in the state in which it says most. */
const views: Readonly<Record<string, string>> = {
  matrix: `${cell('consumer', tenants.consumer)}`,
  journal: '#/journal?as=consumer&entry=3',
  rules: '#/rules?as=consumer&cell=removeMember+consumer',
  world: '#/world?as=consumer',
};

/** The views of which docs/inspector.md has a picture. */
const pictured: readonly string[] = ['matrix', 'journal-dark', 'rules'];

const others: readonly SeedImage[] = [
  { id: 'f1000000-0000-4000-8000-000000000001', name: 'debian-13', owner: 'producer', visibility: 'public' },
  {
    id: 'f1000000-0000-4000-8000-000000000002',
    name: 'ci-runner',
    owner: 'second-consumer',
    members: [
      { member: 'producer', status: 'accepted' },
      { member: 'consumer', status: 'rejected' },
    ],
  },
  {
    id: 'f1000000-0000-4000-8000-000000000003',
    name: 'a-name-that-is-much-longer-than-what-fits-into-one-column-of-the-matrix',
    owner: 'stranger',
    visibility: 'community',
  },
  { id: 'f1000000-0000-4000-8000-000000000004', name: 'backup', owner: 'consumer', visibility: 'private' },
];

/** Some exchanges: one that is granted, two that are refused, one that looks wrong. */
function talk({ host: { world } }: Opened): void {
  world.as('producer').members.create(image, tenants.stranger);
  world.as('producer').members.update(image, tenants.consumer, 'accepted');
  world.as('consumer').members.delete(image, tenants.consumer);
  world.as('producer').members.create(image, 'stranger');
  world.as('stranger').images.list({ visibility: 'shared' });
  world.snapshots.save('offered');
  world.as('second-consumer').members.update(image, tenants['second-consumer'], 'rejected');
  world.as('second-consumer').members.update(image, tenants['second-consumer'], 'accepted');
}

for (const [view, at] of Object.entries(views))
  for (const [colorScheme, width, height] of [
    ['light', 1280, 800],
    ['dark', 1280, 800],
    ['light', 360, 740],
    ['dark', 360, 740],
  ] as const)
    it(`the view ${view} has no violation of accessibility, ${colorScheme}, ${width} px wide`, async () => {
      await using opened = await open({ at, colorScheme, width, height, more: others });
      const { page } = opened;
      await page.getByRole('navigation', { name: 'Views' }).waitFor();
      talk(opened);
      await page.reload();
      await page.locator('.card').first().waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const name = `${view}${colorScheme === 'dark' ? '-dark' : ''}${width === 360 ? '-narrow' : ''}`;
      if (process.env['PICTURES'] === '1' && pictured.includes(name))
        writeFileSync(`${pictures}/${name}.png`, smallPng(await page.screenshot()));
    });
