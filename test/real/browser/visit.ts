import { type Browser, chromium, type LaunchOptions, type Page, type Response } from 'playwright-core';
import type { CloudInPage } from './page.ts';

/** A page whose worker has started, and what was seen while it was open. */
export interface Visit {
  readonly page: Page;
  /** What the page wrote to its console as an error or a warning, and what it threw. */
  readonly complaints: readonly string[];
  /** The answers to the page's requests. */
  readonly answers: readonly Response[];
}

/** Debian's Chromium, without a window, and without calls home. */
export const chromiumOptions: Required<Pick<LaunchOptions, 'executablePath' | 'headless' | 'args'>> = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/**
 * Starts Chromium.
 * @param names host names that lead to this machine, as DNS rebinding has it.
 */
export function launchChromium(names: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    ...chromiumOptions,
    args: [
      ...chromiumOptions.args,
      `--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(',')}`,
    ],
  });
}

/** Opens a page in a profile of its own, and waits for its worker. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Chromium itself writes a line for each answer from 400 up.
    const own = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !own) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  await started(page);
  const answers: Response[] = [];
  page.on('response', (response) => answers.push(response));
  return { page, complaints, answers };
}

/** Waits until the page's worker has started. */
export async function started(page: Page): Promise<void> {
  const inPage = (): CloudInPage | undefined => globalThis.cloudInPage;
  await page.waitForFunction(inPage);
}
