import { createServer, request } from 'node:http';

/** A gateway in front of the image service: forwards each request, and says who answered. */
export function gateway(imageApi) {
  return createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const forwarded = request(imageApi, { method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, { ...answer.headers, 'X-Served-By': 'gateway' });
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  });
}
