import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** A site with one page. */
export interface Site {
  readonly url: string;
  /** The requests for anything else; each was answered 418, which no cloud says. */
  readonly strays: readonly string[];
  close(): Promise<void>;
}

const html = `<!doctype html><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<script type="module" src="/page.js"></script>`;

/** Serves a page, its bundled script, and MSW's worker as the package brings it. */
export async function openSite(): Promise<Site> {
  const worker = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
  const files = new Map([
    ['/', { type: 'text/html', text: html }],
    ['/page.js', { type: 'text/javascript', text: await pageScript() }],
    ['/mockServiceWorker.js', { type: 'text/javascript', text: await readFile(worker, 'utf8') }],
  ]);
  const strays: string[] = [];
  const server = createServer(({ method, url = '/' }, reply) => {
    const file = files.get(url.replace(/\?.*/, ''));
    if (file === undefined) strays.push(`${method} ${url}`);
    reply.writeHead(file === undefined ? 418 : 200, { 'content-type': file?.type ?? 'text/plain' });
    reply.end(file?.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, strays, close };
}

async function pageScript(): Promise<string> {
  const input = fileURLToPath(new URL('page.ts', import.meta.url));
  const bundle = await rolldown({ input, platform: 'browser' });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  return output[0].code;
}
