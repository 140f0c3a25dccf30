/** Debian's OpenStack Dashboard (Horizon) on a cloud, and its panel of images as a user sees it in Chromium. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { docBlocks } from '../readme/blocks.ts';
import { data } from './images.ts';
import { python } from './setup.ts';

const program = fileURLToPath(new URL('horizon_server.py', import.meta.url));

/** A Horizon that runs. */
export interface Horizon extends AsyncDisposable {
  readonly url: string;
}

/**
 * Starts Horizon on a free port.
 * @param keystone where Keystone v3 answers.
 * @param upload how data reaches Glance: `legacy`, through Horizon; `direct`, from the browser.
 * @throws Error with what it printed where it does not start.
 */
export async function startHorizon(keystone: string, upload: 'legacy' | 'direct'): Promise<Horizon> {
  const child = spawn(python, ['-B', program, settingsFor(keystone, upload)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed = (printed + text).slice(-10_000)));
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const url = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    ended.then(() => undefined),
  ]);
  if (url === undefined) throw new Error(`Horizon did not start:\n${printed}`);
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
    },
  };
}

/** The settings that the page about clients shows, for another cloud. */
function settingsFor(keystone: string, upload: string): string {
  const shown = docBlocks().find(({ page, language }) => page === 'docs/clients.md' && language === 'python');
  const code = shown?.code ?? '';
  return code.replace('http://127.0.0.1:9292/identity/v3', keystone).replace('legacy', upload);
}

/** The panel Project › Compute › Images, as a user sees it who has logged in. */
export class ImagesPanel implements AsyncDisposable {
  readonly page: Page;
  /** What Horizon answered to the requests of its pages: method, status, and path below `/api/glance`. */
  readonly answers: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('response', (response) => {
      const path = /\/api\/glance\/([^?]*)/.exec(response.url())?.[1];
      if (path !== undefined)
        this.answers.push(`${response.request().method()} ${response.status()} ${path}`);
    });
  }

  /** Logs in, and waits for the list. */
  static async open(
    browser: Browser,
    { url }: Horizon,
    name: string,
    password: string,
  ): Promise<ImagesPanel> {
    const context = await browser.newContext({ viewport: { width: 1300, height: 900 } });
    const panel = new ImagesPanel(await context.newPage());
    panel.page.setDefaultTimeout(90_000);
    await panel.page.goto(`${url}/auth/login/?next=/project/images`);
    await panel.page.fill('#id_username', name);
    await panel.page.fill('#id_password', password);
    await panel.#listed(() => panel.page.click('#loginBtn'));
    return panel;
  }

  /** Opens the list anew. */
  async reload(): Promise<void> {
    await this.#listed(() => this.page.reload());
  }

  /** Goes back from the details to the list. */
  async back(): Promise<void> {
    await this.#listed(() => this.page.goBack());
  }

  /** What the list has of an image: name, type, status, visibility, protected, format, size; undefined: it is not there. */
  async cells(name: string): Promise<readonly string[] | undefined> {
    const row = this.#row(name);
    if ((await row.count()) === 0) return undefined;
    const cells = (await row.locator('td').allInnerTexts()).map((text) => text.trim());
    return cells.filter((text) => text !== '').slice(0, 7);
  }

  /** Leaves in the list what a text is found in. */
  async search(text: string): Promise<void> {
    await this.page.locator('.search-input').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Creates an image in format raw with data from a file, and waits until it is active. */
  async create(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Create Image' }).click();
    await this.page.fill('#imageForm-name', name);
    const file = { name: 'disk.raw', mimeType: 'application/octet-stream', buffer: Buffer.from(data.text) };
    await this.page.setInputFiles('input[type=file]', file);
    await this.page.locator('#imageForm-format').selectOption({ label: 'Raw' });
    await this.page.locator('.modal-footer').getByRole('button', { name: 'Create Image' }).click();
    await this.#row(name).filter({ hasText: 'Active' }).waitFor();
  }

  /** Opens the details of an image. @returns what they say, by its label. */
  async details(name: string): Promise<Readonly<Record<string, string>>> {
    await this.#row(name).getByRole('link', { name }).click();
    await this.page.locator('dl dd').first().waitFor();
    const labels = await this.page.locator('dl dt').allInnerTexts();
    const values = await this.page.locator('dl dd').allInnerTexts();
    return Object.fromEntries(labels.map((label, place) => [label.trim(), (values[place] ?? '').trim()]));
  }

  /** Edits description and visibility of an image. */
  async edit(name: string, description: string, visibility: string): Promise<void> {
    await this.#act(name, 'Edit Image');
    await this.page.fill('#imageForm-description', description);
    await this.page.locator('.modal-content label', { hasText: visibility }).click();
    await this.page.getByRole('button', { name: 'Update Image' }).click();
    await this.#row(name).filter({ hasText: visibility }).waitFor();
  }

  /** Opens Update Metadata, and adds a property of its own. */
  async addMetadata(name: string, key: string, value: string): Promise<void> {
    await this.#act(name, 'Update Metadata');
    const dialog = this.page.locator('.modal-content');
    await dialog.locator('input[name=customItem]').fill(key);
    await dialog
      .locator('.input-group', { has: this.page.locator('input[name=customItem]') })
      .locator('button')
      .click();
    await dialog.locator('.list-group-item', { hasText: key }).locator('input').fill(value);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Deletes an image, and waits until it has left the list. */
  async remove(name: string): Promise<void> {
    await this.#act(name, 'Delete Image');
    await this.page.locator('.modal-footer').getByRole('button', { name: 'Delete Image' }).click();
    await this.#row(name).waitFor({ state: 'detached' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }

  /** Waits for the list that an action leads to: Horizon says `Displaying 0 items` before it has asked. */
  async #listed(action: () => Promise<unknown>): Promise<void> {
    const answered = this.page.waitForResponse((response) =>
      /\/api\/glance\/images\/(?:\?|$)/.test(response.url()),
    );
    await Promise.all([answered, action()]);
    await this.page
      .getByText(/^Displaying \d+ items?$/)
      .first()
      .waitFor();
  }

  #row(name: string): Locator {
    return this.page.locator('tbody tr', { has: this.page.getByRole('link', { name, exact: true }) });
  }

  async #act(name: string, action: string): Promise<void> {
    const row = this.#row(name);
    await row.locator('.dropdown-toggle').click();
    await row.getByText(action, { exact: true }).click();
  }
}
