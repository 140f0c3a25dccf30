/** How `verify` reaches a broker: redirects, proxies and answers without end. The official verifier is not started. */
import { afterEach, expect, it, vi } from 'vitest';
import { brokerPacts } from '../../src/contract/verify/broker.ts';
import { listenAt } from '../../src/listening.ts';
import { pem } from '../contract/tls.ts';
import { rawServer } from '../verify/servers.ts';
import { brokerDouble } from './double.ts';
import { proxy } from './proxy.ts';

afterEach(() => vi.unstubAllEnvs());

it('a broker that has moved is named with its new address, without what may be secret in it', async () => {
  const { url, close } = await listenAt(
    (_, response) =>
      response.writeHead(301, { location: 'https://me:pass@new.test/broker/?key=hidden' }).end(),
    { port: 0, host: '127.0.0.1' },
  );
  await expect(brokerPacts({ brokerUrl: url }, 'p')).rejects.toThrow(
    `GET ${url}/ was answered 301. It is somewhere else: give https://new.test/broker/ as the URL of the broker.`,
  );
  await close();
});

it('a broker behind a certificate that nobody knows is refused, with what to do', async () => {
  await using broker = await brokerDouble(undefined, true);
  await expect(brokerPacts({ brokerUrl: broker.url }, 'p')).rejects.toThrow(
    'in the variable NODE_EXTRA_CA_CERTS',
  );
  vi.stubEnv('NODE_EXTRA_CA_CERTS', pem('authority.pem'));
  expect(await brokerPacts({ brokerUrl: broker.url }, 'p')).toEqual([]);
});

it('a plain broker is reached through HTTP_PROXY, unless NO_PROXY names it', async () => {
  await using broker = await brokerDouble();
  await using between = await proxy();
  const brokerUrl = broker.url.replace('127.0.0.1', 'localhost');
  vi.stubEnv('HTTP_PROXY', between.url);
  await brokerPacts({ brokerUrl }, 'p');
  expect(between.heard[0]).toBe(`GET ${brokerUrl}/`);
  const before = between.heard.length;
  vi.stubEnv('NO_PROXY', 'other.test,localhost');
  await brokerPacts({ brokerUrl }, 'p');
  await brokerPacts({ brokerUrl: broker.url }, 'p');
  expect(between.heard).toHaveLength(before);
});

it('a proxy that is down is named', async () => {
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
  await expect(brokerPacts({ brokerUrl: 'http://broker.test' }, 'p')).rejects.toThrow(
    'It was sent through the proxy that HTTP_PROXY names: is that up?',
  );
});

it('an answer of a broker that breaks off says how much of it came', async () => {
  await using broker = await rawServer({
    '/': { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"_links"', isLast: true },
  });
  await expect(brokerPacts({ brokerUrl: broker.url }, 'p')).rejects.toThrow(
    'the connection was closed before its answer ended: 9 of 100 bytes of its body came',
  );
});
