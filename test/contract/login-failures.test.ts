/** Why a login failed: what happened, and what to do. Source: Keystone's statuses, and the codes of Node and OpenSSL. */
import { readFileSync } from 'node:fs';
import { createServer as createPlainServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import type { Connection } from '../../src/contract/connection.ts';
import { enterCloud, type Login } from '../../src/contract/login.ts';
import { listen } from '../../src/express.ts';
import { listenAt } from '../../src/listening.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { listenWithTls, pem, type TlsOptions } from './tls.ts';

const fake = createFake({ seed: readSeedFile('contract') });
const plain = await listen(fake);
afterAll(() => plain.close());

const domain = { name: 'Default' };

function loginAt(authUrl: string, connection: Connection = {}, password: string = 'producer-secret'): Login {
  return {
    authUrl,
    user: { name: 'producer', domain },
    password,
    project: { name: 'producer', domain },
    connection,
  };
}

/** Why a login fails; the token where it does not. */
async function outcome(login: Login): Promise<string> {
  return enterCloud('producer', login).then(
    ({ token }) => `token ${token}`,
    (error: Error) => error.message,
  );
}

/** A server that answers each request the same way. */
async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): ReturnType<typeof listenAt> {
  return listenAt(answer, { port: 0, host: '127.0.0.1' });
}

it.each<[number, string, string]>([
  [
    401,
    '{"error":{"message":"The request you have made requires authentication."}}',
    'was answered 401. Are user, password and project right?',
  ],
  [
    400,
    '{"error":{"message":"Expecting to find domain in user."}}',
    'was answered 400 (Expecting to find domain in user). Keystone does not take the login as it is',
  ],
  [
    403,
    '{"error":{"message":"The password is expired."}}',
    'was answered 403 (The password is expired). Keystone knows the user and refuses',
  ],
  [404, '<html>404</html>', 'was answered 404. No Keystone answers there: is auth_url right?'],
  [300, '{"versions":[]}', 'was answered 300. No Keystone answers there: is auth_url right?'],
  [200, '<html>Welcome</html>', 'was answered 200. No Keystone answers there: is auth_url right?'],
  [429, '', 'was answered 429. Too many logins: wait a little, and try again.'],
  [
    500,
    '{"error":{"message":"producer-secret is bad"}}',
    'was answered 500 (*** is bad). Keystone itself failed',
  ],
  [503, '<html>503</html>', 'was answered 503. Keystone itself failed, or what stands in front of it'],
])('an answer %i is told with what to do', async (status, body, told) => {
  await using server = await answering((_, response) => void response.writeHead(status).end(body));
  const message = await outcome(loginAt(server.url));
  expect(message).toContain(`The login of the producer at ${server.url}/v3/auth/tokens ${told}`);
  expect(message).not.toContain('producer-secret');
  expect(message.includes('Are user, password')).toBe(status === 401);
});

it('of an answer to a login no more than a mebibyte is read, whatever the connection allows', async () => {
  const written: number[] = [];
  await using server = await answering((_, response) => {
    response.writeHead(201, { 'x-subject-token': 'token' });
    const piece = Buffer.alloc(64 * 1024, ' ');
    const more = (): void => {
      while (!response.destroyed && response.write(piece)) written.push(piece.length);
    };
    response.on('drain', more);
    more();
  });
  expect(await outcome(loginAt(server.url, { bytes: 64 * 1024 * 1024 }))).toBe(
    `The login of the producer at ${server.url}/v3/auth/tokens was not answered: its answer has more than 1048576 bytes. No login has so many: is auth_url that of Keystone?`,
  );
  // What is on its way is more, and not without end.
  expect(written.length * 64 * 1024).toBeLessThan(64 * 1024 * 1024);
});

it('a wrong password is told as what it is', async () => {
  expect(await outcome(loginAt(`${plain.url}/identity/v3`, {}, 'wrong'))).toBe(
    `The login of the producer at ${plain.url}/identity/v3/auth/tokens was answered 401. Are user, password and project right?`,
  );
});

it.each<[string, object, string]>([
  [
    'a token',
    { token: 'expired' },
    'was answered 404 (Could not recognize Fernet token). Are token (it may have expired) and project right?',
  ],
  [
    'an application credential',
    { credential: { id: 'none' }, secret: 'x' },
    'was answered 404 (Could not find Application Credential: none). Are id and secret of the application credential right?',
  ],
])('so is %s', async (_, proof, told) => {
  const message = await outcome({ authUrl: `${plain.url}/identity`, ...proof } as Login);
  expect(message).toContain(told);
});

it('a redirect is followed, with the login', async () => {
  const location = `${plain.url}/identity/v3/auth/tokens`;
  await using server = await answering((_, response) => void response.writeHead(301, { location }).end());
  expect(await outcome(loginAt(server.url))).toMatch(/^token /);
});

it('a redirect without end is told with where it leads', async () => {
  await using server = await answering(
    ({ url }, response) => void response.writeHead(302, { location: `/again${url}` }).end(),
  );
  expect(await outcome(loginAt(server.url))).toContain(
    'was answered 302. It is somewhere else: write http://127.0.0.1:',
  );
});

it('a login does not follow from TLS to plain HTTP', async () => {
  const ca = readFileSync(pem('authority.pem'), 'utf8');
  await using server = await listenWithTls(fake, { redirect: `${plain.url}/identity/v3/auth/tokens` });
  expect(await outcome(loginAt(server.url, { ca }))).toContain('was answered 301. It is somewhere else');
});

it.each([
  [
    'http://127.0.0.1:1',
    'nothing listens at 127.0.0.1:1 (connection refused). Is the server up, and is the port right?',
  ],
  ['http://keystone.invalid:5000', 'the name keystone.invalid is not known (DNS). Is it written right?'],
])('a server that cannot be reached is told as what it is: %s', async (url, told) => {
  // Where no name server answers, the name is not known to be wrong.
  const alternative = told.replace(
    'is not known (DNS). Is it written right?',
    'could not be looked up, since no name server answered.',
  );
  const message = await outcome(loginAt(url));
  expect([told, alternative].some((each) => message.includes(each))).toBe(true);
  expect(message).not.toContain('password');
});

it.each<[string, (socket: Socket) => unknown, Connection, string]>([
  [
    'that is silent',
    () => undefined,
    { seconds: 0.05 },
    'was silent for too long (no answer within 0.05 seconds).',
  ],
  [
    'that hangs up',
    (socket) => socket.destroy(),
    {},
    'closed the connection without an answer. Is http:// right?',
  ],
  [
    'of another kind',
    (socket) => socket.end('220 mail.test\r\n\r\n'),
    {},
    'sent is not HTTP. Is the port right',
  ],
])('a server %s is told as what it is', async (_, behave, connection, told) => {
  const sockets = new Set<Socket>();
  const server = createPlainServer((socket) => {
    sockets.add(socket);
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await outcome(loginAt(url, connection))).toContain(told);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const authority = { ca: readFileSync(pem('authority.pem'), 'utf8') };
const client = {
  ...authority,
  cert: readFileSync(pem('client.pem'), 'utf8'),
  key: readFileSync(pem('client-key.pem'), 'utf8'),
};

it.each<[string, TlsOptions, Connection, string]>([
  ['trusts its authority', {}, authority, 'token '],
  ['looks at no certificate', {}, { verify: false }, 'token '],
  ['shows its own certificate', { clients: true }, client, 'token '],
  [
    'does not know the authority',
    {},
    {},
    'is signed by nobody that this machine trusts. Name the file of its authority as `cacert`',
  ],
  ['meets an expired certificate', { certificate: 'expired' }, authority, 'has expired. Renew it'],
  [
    'shows no certificate where one is wanted',
    { clients: true },
    authority,
    'it wants a certificate of this client, or another one. Name its file as `cert`',
  ],
])('a client that %s', async (_, tls, connection, told) => {
  await using server = await listenWithTls(fake, tls);
  expect(await outcome(loginAt(`${server.url}/identity/v3`, connection))).toContain(told);
});

it('a certificate for another name, and a server without TLS, are told as what they are', async () => {
  await using server = await listenWithTls(fake);
  const other = server.url.replace('localhost', '127.0.0.1');
  expect(await outcome(loginAt(other, authority))).toContain('the certificate is not for the name 127.0.0.1');
  const secure = plain.url.replace('http:', 'https:');
  expect(await outcome(loginAt(secure, authority))).toContain('does not speak TLS there. Is https:// right');
});
