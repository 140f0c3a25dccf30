import { expect, it } from 'vitest';
import { type Access, isLoopback, refusedByGuard } from '../../src/host/guard.ts';
import { textOf } from '../../src/http/message.ts';

const own = { bound: '127.0.0.1', peer: '127.0.0.1' };
const everywhere = { bound: '0.0.0.0', peer: '127.0.0.1' };
const remote = { bound: '127.0.0.1', peer: '10.9.8.7' };
const mounted = { bound: undefined, peer: '127.0.0.1' };
const token = 'a-token-of-the-control-plane';
const json = { 'content-type': 'application/json' };

interface Sent {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The sentence of a refusal; undefined where a request passes. */
function refusal(
  { method = 'GET', target = '/_fake/world', headers = {} }: Sent,
  connection: Parameters<typeof refusedByGuard>[1] = own,
  access: Access = {},
): string | undefined {
  const head = {
    method,
    target,
    base: 'http://127.0.0.1:9292',
    headers: { host: '127.0.0.1:9292', ...headers },
  };
  const refused = refusedByGuard(head, connection, access);
  if (refused === undefined) return undefined;
  expect(refused.status).toBe(403);
  return (JSON.parse(textOf(refused.body)) as { error: string }).error;
}

const image = '/v2/images';
const reset = { method: 'POST', target: '/_fake/reset' };

for (const host of [
  '127.0.0.1:9292',
  'localhost:9292',
  'LOCALHOST',
  'localhost.:9292',
  'fake.localhost:80',
  '[::1]:9292',
  '127.8.9.10',
])
  it(`a server that is bound to loopback answers to ${host}`, () => {
    expect(refusal({ target: image, headers: { host } })).toBe(undefined);
    expect(refusal({ headers: { host } })).toBe(undefined);
  });

for (const host of [
  'evil.test',
  'evil.test:9292',
  '127.0.0.1.evil.test',
  'localhost.evil.test',
  '10.0.0.1',
  '[::2]',
  '127.0.0.1@evil.test',
  '',
])
  it(`a server that is bound to loopback refuses the foreign name "${host}"`, () => {
    expect(refusal({ target: image, headers: { host } })).toBe(
      `This server is bound to 127.0.0.1, and the request names the host "${host}", which it does not know. Start it with --allowed-host NAME (or \`allowedHosts\` in code) to let that name in.`,
    );
    expect(refusal({ target: '/_fake/health', headers: { host } })).toContain('--allowed-host');
  });

it('a foreign name is let in by name, in any case and with any port, or together with all others', () => {
  const headers = { host: 'Fake.Test:9292' };
  expect(refusal({ target: image, headers }, own, { allowedHosts: ['fake.test'] })).toBe(undefined);
  expect(refusal({ target: image, headers }, own, { allowedHosts: 'all' })).toBe(undefined);
  expect(refusal({ target: image, headers }, own, { allowedHosts: ['other.test'] })).toContain(
    '"Fake.Test:9292"',
  );
});

it('a server that is bound to another address answers to any name', () => {
  expect(refusal({ target: image, headers: { host: 'fake.test' } }, everywhere)).toBe(undefined);
});

it('in an application of the user, names are its own affair until it names some', () => {
  expect(refusal({ target: image, headers: { host: 'app.test' } }, mounted)).toBe(undefined);
  expect(
    refusal({ target: image, headers: { host: 'app.test' } }, mounted, { allowedHosts: ['my.test'] }),
  ).toContain('"app.test"');
});

it('the host of the public URL is let in, with any port, and no other name', () => {
  const access = { publicUrl: 'https://cloud.example:8443/openstack' };
  for (const host of ['cloud.example', 'Cloud.Example:8443', 'cloud.example.:80', 'localhost:9292'])
    expect(refusal({ target: image, headers: { host } }, own, access)).toBe(undefined);
  for (const host of ['example', 'evil.test', 'cloud.example.evil.test'])
    expect(refusal({ target: image, headers: { host } }, own, access)).toContain(`"${host}"`);
  expect(
    refusal({ target: image, headers: { host: 'evil.test' } }, mounted, { ...access, allowedHosts: [] }),
  ).toContain('bound to');
});

it('a trusted proxy lets in no name: a page of another site could send what a proxy sends', () => {
  const access = { trustProxy: true };
  const headers = { host: 'evil.test', 'x-forwarded-host': '127.0.0.1', forwarded: 'host=127.0.0.1' };
  expect(refusal({ target: image, headers }, own, access)).toContain('"evil.test"');
  expect(refusal({ headers: { 'x-forwarded-host': '127.0.0.1' } }, own, access)).toContain('through a proxy');
});

it('with a public URL that others reach, the control plane needs the control token', () => {
  const access = { publicUrl: 'https://cloud.example/openstack' };
  for (const headers of [{}, { host: 'cloud.example' }, { 'x-forwarded-for': '10.0.0.1' }])
    expect(refusal({ headers }, own, access)).toBe(
      'This server has the public URL "https://cloud.example/openstack", by which others reach it, and it has no control token. Start it with --control-token TOKEN (or `controlToken` in code), and send that in the header X-Control-Token. Without one, /_fake/health and /_fake/ready alone are open.',
    );
  expect(refusal({ target: '/_fake/ready' }, own, access)).toBe(undefined);
  const headers = { 'x-control-token': token, host: 'cloud.example', 'x-forwarded-for': '10.0.0.1' };
  expect(refusal({ ...reset, headers }, own, { ...access, controlToken: token })).toBe(undefined);
});

it('with a public URL of this machine, the control plane is for this machine', () => {
  const access = { publicUrl: 'http://localhost:5173/openstack' };
  expect(refusal({}, own, access)).toBe(undefined);
  expect(refusal({ headers: { 'x-forwarded-for': '127.0.0.1' } }, own, access)).toContain('through a proxy');
});

it('the control plane takes no foreign name, in an application of the user either', () => {
  expect(refusal({ headers: { host: 'app.test' } }, mounted)).toBe(
    'The control plane is not reached by the host name "app.test". Use 127.0.0.1, or start the server with --allowed-host NAME (or `allowedHosts` in code).',
  );
});

for (const origin of [
  'http://evil.test',
  'https://127.0.0.1:9292.evil.test',
  'http://localhost:3000',
  'null',
  'http://127.0.0.1:9293',
  'file://',
])
  it(`the control plane takes nothing of the origin ${origin}`, () => {
    expect(refusal({ headers: { origin } })).toBe(
      `The control plane takes no requests of pages of another origin, "${origin}".`,
    );
    expect(refusal({ ...reset, headers: { ...json, origin } })).toContain('another origin');
  });

it('the control plane takes requests of a page of its own', () => {
  expect(refusal({ ...reset, headers: { ...json, origin: 'http://127.0.0.1:9292' } })).toBe(undefined);
});

for (const type of [
  '',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain; application/json',
  'application/jsonx',
])
  it(`what changes something is refused with the content type "${type}", for a form could send it`, () => {
    expect(refusal({ ...reset, headers: type === '' ? {} : { 'content-type': type } })).toBe(
      "The control plane takes JSON, so that no form can send it. Add the header Content-Type: application/json, as in curl -X POST -H 'Content-Type: application/json' URL.",
    );
  });

it('what changes something is taken as JSON', () => {
  expect(refusal({ ...reset, headers: { 'content-type': 'application/json; charset=utf-8' } })).toBe(
    undefined,
  );
});

it('the control plane is for this machine, and not for a proxy on it', () => {
  expect(refusal({}, remote)).toContain('for this machine alone');
  for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host'])
    expect(refusal({ headers: { [header]: '127.0.0.1' } })).toContain('through a proxy');
});

it('with a control token it is for whoever sends that, from anywhere and by any name, and for nobody else', () => {
  const access = { controlToken: token, allowedHosts: ['fake.test'] } as const;
  const headers = { 'x-control-token': token };
  for (const connection of [own, everywhere, remote, mounted]) {
    expect(refusal({ ...reset, headers }, connection, access)).toBe(undefined);
    expect(refusal(reset, connection, access)).toBe(
      'The control plane takes a token here, and none was sent. Send the token of --control-token (or IMAGE_MEMBERS_FAKE_CONTROL_TOKEN, or `controlToken` in code) in the header X-Control-Token.',
    );
    expect(refusal({ ...reset, headers: { 'x-control-token': `${token}x` } }, connection, access)).toContain(
      'another was sent',
    );
  }
  expect(refusal({ headers: { ...headers, host: 'fake.test' } }, own, access)).toBe(undefined);
});

it('bound to another address it needs a token', () => {
  expect(refusal({}, everywhere)).toBe(
    'This server is bound to 0.0.0.0, which others reach, and it has no control token. Start it with --control-token TOKEN, and send that in the header X-Control-Token. Without one, /_fake/health and /_fake/ready alone are open.',
  );
});

for (const target of ['/_fake/health', '/_fake/ready', '/_fake/health?x=1'])
  it(`${target} is open to whoever waits for the fake`, () => {
    expect(refusal({ target }, everywhere)).toBe(undefined);
    expect(refusal({ target }, remote, { controlToken: token })).toBe(undefined);
    expect(refusal({ target, method: 'POST' }, everywhere)).toContain('control token');
  });

it('a path that only begins like an open one is closed', () => {
  expect(refusal({ target: '/_fake/healthy' }, everywhere)).toContain('control token');
});

it('a refusal shows foreign text short and without control characters, and no token', () => {
  const shown = refusal({ target: image, headers: { host: `\u001b[31m${'x'.repeat(1000)}` } }) ?? '';
  expect(shown).toContain('"?[31mxxx');
  expect(shown.length).toBeLessThan(400);
  expect(
    refusal({ headers: { 'x-control-token': 'wrong-secret' } }, own, { controlToken: token }),
  ).not.toMatch(/wrong-secret|a-token/);
});

it('the addresses of this machine are its own', () => {
  for (const address of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])
    expect(isLoopback(address)).toBe(true);
});

it('other addresses are not, and so is none', () => {
  for (const address of [
    '10.0.0.1',
    '192.168.1.127',
    '::ffff:10.0.0.1',
    'fe80::1',
    '1.127.0.0',
    '::',
    '0.0.0.0',
    '',
    undefined,
  ]) {
    expect(isLoopback(address)).toBe(false);
  }
});
