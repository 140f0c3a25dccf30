import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { cert, key, otherKey } from '../doors/tls.ts';
import { callHere, serveHere } from './calling.ts';

const directory = mkdtempSync(join(tmpdir(), 'image-members-fake-tls-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

const certFile = file('cert.pem', cert);
const tls = ['--tls-cert', certFile, '--tls-key', file('key.pem', key)];

it.concurrent('with a certificate it answers by HTTPS, prints that URL, and wait says what a client needs to trust', async () => {
  await using server = await serveHere([
    ...tls,
    '--public-url',
    'https://cloud.example/openstack/',
    '--json',
  ]);
  expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const challenge = await new Promise((resolve, reject) => {
    request(`${server.url}/v2/images`, { ca: cert }, (response) =>
      resolve(response.resume().headers['www-authenticate']),
    )
      .on('error', reject)
      .end();
  });
  expect(challenge).toBe('Keystone uri="https://cloud.example/openstack/identity"');
  const waited = await callHere(['wait', '--url', server.url]);
  expect([waited.code, waited.stderr.replace(/(?<=certificate);.*?(?=\. )/, '')]).toEqual([
    69,
    `image-members-fake: ${server.url} cannot be reached: self-signed certificate. Node does not trust its certificate: name the file of its certificate authority in NODE_EXTRA_CA_CERTS; for one that signed itself, its own file. The URL needs a name that the certificate has.\n`,
  ]);
  const { stdout, stderr } = await server.stop();
  const { url, publicUrl } = JSON.parse(stdout) as Record<string, unknown>;
  expect([url, publicUrl]).toEqual([server.url, 'https://cloud.example/openstack']);
  expect(stderr.split('\n')[0]).toBe(
    '{"warning":"https://cloud.example/openstack is not for this machine alone: whoever reaches it can use the tokens of the seed. /_fake is closed: it needs --control-token or IMAGE_MEMBERS_FAKE_CONTROL_TOKEN."}',
  );
});

it.concurrent('with --trust-proxy a proxy says where clients reach it, and without it does not', async () => {
  const headers = { forwarded: 'proto=https;host=cloud.example', 'x-forwarded-prefix': '/openstack' };
  for (const [option, base] of [
    [['--trust-proxy'], 'https://cloud.example/openstack'],
    [[], undefined],
  ] as const) {
    await using server = await serveHere(option);
    const answer = await fetch(`${server.url}/v2/images`, { headers });
    expect(answer.headers.get('www-authenticate')).toBe(`Keystone uri="${base ?? server.url}/identity"`);
  }
});

for (const [what, certificate, privateKey, problem] of [
  ['no certificate', file('none.pem', 'none'), 'key.pem', 'has no certificate in the form of PEM'],
  ['no key', certFile, 'none.pem', 'has no private key in the form of PEM'],
  ['the key of another certificate', certFile, 'other.pem', `is not that of the certificate in ${certFile}`],
] as const)
  it.concurrent(`${what}: one line that says what to do, and exit code 2`, async () => {
    file('other.pem', otherKey);
    const keyFile = join(directory, privateKey);
    const called = await callHere(['--tls-cert', certificate, '--tls-key', keyFile]);
    const [option, path] = certificate === certFile ? ['--tls-key', keyFile] : ['--tls-cert', certificate];
    expect([called.code, called.stdout]).toEqual([2, '']);
    expect(called.stderr.split('. ')[0]).toBe(`image-members-fake: ${option} ${path} ${problem}`);
    expect(called.stderr.trim().split('\n')).toHaveLength(1);
  });
