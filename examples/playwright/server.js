import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';

/** Serves the page, and below `/openstack` the cloud at a URL. */
export function createApp(cloud) {
  return createServer(async (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    if (!url.startsWith('/openstack/')) {
      outgoing.setHeader('Content-Type', 'text/html; charset=utf-8');
      outgoing.end(await readFile(new URL('page.html', import.meta.url)));
      return;
    }
    const target = new URL(cloud + url.slice('/openstack'.length));
    const forwarded = request(target, { method, headers: { ...headers, host: target.host } });
    forwarded.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  });
}
