// Source: asked of Keystone 22, 27 and 30; fixtures/recorded: residents/*. What scenes cannot show stands here.
import { expect, test } from 'vitest';
import { createFake, type Fake } from '../../src/world/fake.ts';
import type { Seed } from '../../src/world/seed.ts';

const seed: Seed = {
  tenants: [{ name: 'acme', id: 'acme' }],
  users: [
    { name: 'root', id: 'root', password: 'root-secret', roles: { acme: ['admin'] }, token: 'root-token' },
    { name: 'ann', id: 'ann', password: 'ann-secret', roles: { acme: ['member'] }, token: 'ann-token' },
  ],
};

interface Sent {
  readonly token?: string;
  readonly body?: unknown;
}

function send(fake: Fake, method: string, target: string, { token = 'root-token', body }: Sent = {}) {
  const reply = fake.exchange({
    method,
    target,
    base: 'http://cloud.test',
    headers: { 'x-auth-token': token, 'content-type': 'application/json' },
    body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
  });
  const text = new TextDecoder().decode(reply.body);
  // oxlint-disable-next-line typescript/no-explicit-any -- bodies differ from reply to reply
  const json: any = text.startsWith('{') ? JSON.parse(text) : undefined;
  return { status: reply.status, json };
}

const v3 = '/identity/v3';

function createUser(fake: Fake, name: string, fields: object = {}): string {
  return send(fake, 'POST', `${v3}/users`, { body: { user: { name, ...fields } } }).json.user.id as string;
}

test.each([
  ['maxUsers', 2, 'users', 'user', 'users', '--max-users'],
  ['maxTenants', 1, 'projects', 'project', 'tenants', '--max-tenants'],
  ['maxDomains', 1, 'domains', 'domain', 'domains', '--max-domains'],
])(
  'a world with %s of %s takes no more, and says which option is in the way',
  (name, most, path, one, things, option) => {
    const fake = createFake({ seed, [name]: most });
    expect(send(fake, 'POST', `${v3}/${path}`, { body: { [one]: { name: 'one more' } } })).toEqual({
      status: 413,
      json: {
        error: {
          code: 413,
          message: `This world has ${most} ${things}, which is its limit. Delete some, or start the fake with a higher limit (${option}, in code ${name}).`,
          title: 'Request Entity Too Large',
        },
      },
    });
  },
);

test('a user has only so many roles; one that it has is granted again', () => {
  const fake = createFake({ seed, rolesPerUser: 1 });
  const roles = send(fake, 'GET', `${v3}/roles`).json.roles as { id: string; name: string }[];
  const grant = (role: string): number => {
    const { id = '' } = roles.find(({ name }) => name === role) ?? {};
    return send(fake, 'PUT', `${v3}/projects/acme/users/ann/roles/${id}`).status;
  };
  expect([grant('member'), grant('reader')]).toEqual([204, 413]);
});

test('what users take counts, and is free again when they go', () => {
  const fake = createFake({ seed, worldBytes: 5000 });
  const before = fake.cloud.usage.records;
  const create = (name: string): number =>
    send(fake, 'POST', `${v3}/users`, { body: { user: { name, description: 'x'.repeat(1000) } } }).status;
  const id = createUser(fake, 'small');
  expect([create('large'), create('larger')]).toEqual([201, 413]);
  const { users } = send(fake, 'GET', `${v3}/users?name=large`).json;
  for (const each of [id, users[0].id]) send(fake, 'DELETE', `${v3}/users/${each}`);
  expect(fake.cloud.usage.records).toBe(before);
});

test('a password that a client sets is a secret from then on', () => {
  const fake = createFake({ seed });
  createUser(fake, 'bob', { password: 'let-me-in' });
  send(fake, 'PATCH', `${v3}/users/ann`, { body: { user: { password: 'open-sesame' } } });
  expect([fake.isSecret('let-me-in'), fake.isSecret('open-sesame')]).toEqual([true, true]);
  send(fake, 'GET', '/v2/images/let-me-in');
  const text = JSON.stringify([...fake.journal.entries()]);
  expect(text).not.toContain('let-me-in');
  expect(text).not.toContain('open-sesame');
  expect(JSON.stringify(fake.world())).not.toContain('let-me-in');
});

test('a snapshot has all that clients made, and planted it is the same world', () => {
  const fake = createFake({ seed });
  const domain = send(fake, 'POST', `${v3}/domains`, { body: { domain: { name: 'far', own: [1] } } }).json
    .domain.id as string;
  const body = { project: { name: 'acme', domain_id: domain, tags: ['t'], own: { a: null } } };
  const project = send(fake, 'POST', `${v3}/projects`, { body }).json.project.id as string;
  const child = { project: { name: 'below', domain_id: domain, parent_id: project } };
  send(fake, 'POST', `${v3}/projects`, { body: child });
  const user = createUser(fake, 'ann', {
    domain_id: domain,
    email: 'a@b.c',
    options: { lock_password: true },
  });
  const [{ id: role }] = send(fake, 'GET', `${v3}/roles?name=member`).json.roles as [{ id: string }];
  send(fake, 'PUT', `${v3}/projects/${project}/users/${user}/roles/${role}`);
  send(fake, 'PUT', `${v3}/domains/${domain}/users/${user}/roles/${role}`);
  const planted = createFake({ seed: fake.world({ secrets: true }) });
  expect(planted.cloud.users).toEqual(fake.cloud.users);
  expect(planted.cloud.tenants).toEqual(fake.cloud.tenants);
  expect(planted.cloud.domains).toEqual(fake.cloud.domains);
});

test('a fork and a reset begin without what the other world made', () => {
  const fake = createFake({ seed });
  const fork = fake.fork();
  createUser(fork, 'bob');
  expect([fake.cloud.users.size, fork.cloud.users.size]).toEqual([2, 3]);
  fork.reset();
  expect(fork.cloud.users.size).toBe(2);
});

test('a role that its last user lost can be granted again', () => {
  const withRole: Seed = {
    ...seed,
    users: [...(seed.users ?? []), { name: 'svc', id: 'svc', roles: { acme: ['service'] } }],
  };
  const fake = createFake({ seed: withRole });
  const [{ id }] = send(fake, 'GET', `${v3}/roles?name=service`).json.roles as [{ id: string }];
  const path = `${v3}/projects/acme/users/svc/roles/${id}`;
  expect(['DELETE', 'PUT'].map((method) => send(fake, method, path).status)).toEqual([204, 204]);
});

test('a token has the roles that its user has by now, for images too', () => {
  const fake = createFake({ seed });
  const [{ id }] = send(fake, 'GET', `${v3}/roles?name=member`).json.roles as [{ id: string }];
  const login = {
    auth: {
      identity: { methods: ['password'], password: { user: { id: 'ann', password: 'ann-secret' } } },
      scope: { project: { id: 'acme' } },
    },
  };
  const reply = fake.exchange({
    method: 'POST',
    target: `${v3}/auth/tokens`,
    base: 'http://cloud.test',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(login)),
  });
  const token = reply.headers.find(([name]) => name === 'X-Subject-Token')?.[1] ?? '';
  const images = (): number => send(fake, 'GET', '/v2/images', { token }).status;
  expect(images()).toBe(200);
  send(fake, 'DELETE', `${v3}/projects/acme/users/ann/roles/${id}`);
  expect(images()).toBe(401);
  send(fake, 'PUT', `${v3}/projects/acme/users/ann/roles/${id}`);
  expect(images()).toBe(200);
});
