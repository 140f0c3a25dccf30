import { type ReleaseName, releases } from '../../src/domain/releases.ts';
import { apply, emptyCloud, type WritableCloud } from '../../src/domain/apply.ts';
import { profileWith } from '../../src/domain/profiles.ts';
import type { Tenant, Token, User } from '../../src/domain/model.ts';
import type { Answer, Context } from '../../src/http/context.ts';
import { admit } from '../../src/http/admit.ts';
import { type HttpRequest, textOf } from '../../src/http/message.ts';
import { createFake } from '../../src/world/fake.ts';

/** When the tests take place. */
export const start: number = Date.parse('2026-11-22T04:18:44.500Z');

/** Where the fake of the tests answers. */
export const base: string = 'https://cloud.test/fake';

/** A reply, read. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- bodies differ from reply to reply
  readonly json: any;
  readonly trace: Answer['trace'];
}

/** What to send. */
export interface Sent {
  readonly token?: string | undefined;
  readonly subject?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function user(name: string, more: Partial<User>): User {
  return {
    id: `u-${name}`,
    name,
    domain: 'default',
    password: `pw-${name}`,
    apiKey: `key-${name}`,
    enabled: true,
    defaultTenant: null,
    roles: {},
    domainRoles: {},
    systemRoles: [],
    options: {},
    extra: {},
    ...more,
  };
}

/** A tenant of the default domain. */
export function tenant(name: string, enabled = true): Tenant {
  const place = { domain: 'default', parent: 'default' };
  const besides = { description: '', tags: [], options: {}, extra: {} };
  return { id: `t-${name}`, name, enabled, ...place, ...besides };
}

function fixed(id: string, of: string, tenant: string): Token {
  const issuedAt = '2026-01-01T00:00:00.000000Z';
  const rest = {
    methods: ['password'],
    auditIds: ['audit'],
    issuedAt,
    expiresAt: null,
    applicationCredential: null,
  };
  return { id, user: of, scope: { tenant }, roles: ['member'], ...rest };
}

/** A small cloud: acme and globex, a closed tenant, Ann of acme, Bob of globex, Rea who only reads, an administrator. */
export class TestCloud {
  now: number = start;
  readonly cloud: WritableCloud;
  #made = 0;

  readonly #release: ReleaseName;

  constructor({ release = 'zed' }: { readonly release?: ReleaseName } = {}) {
    this.#release = release;
    const tenants = ['acme', 'globex', 'closed'].map((name) => tenant(name, name !== 'closed'));
    const users = [
      user('ann', { defaultTenant: 't-acme', roles: { 't-acme': ['member'], 't-closed': ['member'] } }),
      user('bob', { defaultTenant: 't-globex', roles: { 't-globex': ['member'] } }),
      user('rea', { roles: { 't-acme': ['reader'] } }),
      user('root', { roles: { 't-acme': ['admin'] }, systemRoles: ['admin'] }),
      user('auditor', { systemRoles: ['reader'] }),
      user('glance', { roles: { 't-globex': ['service'] } }),
    ];
    this.cloud = {
      ...emptyCloud(releases[release].roles),
      tenants: new Map(tenants.map((each) => [each.id, each])),
      users: new Map(users.map((each) => [each.id, each])),
      roles: new Set(['service']),
    };
    apply(this.cloud, { kind: 'tokenFixed', token: fixed('ann-token', 'u-ann', 't-acme') });
  }

  /** Sends a request to the identity API and applies what it changes. */
  send(method: string, path: string, { token, subject, body, headers = {} }: Sent = {}): Seen {
    const answer = this.#exchange({
      method,
      target: `/identity${path}`,
      base,
      headers: {
        ...(token && { 'x-auth-token': token }),
        ...(subject && { 'x-subject-token': subject }),
        ...headers,
      },
      body:
        body === undefined
          ? new Uint8Array()
          : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
    });
    for (const change of answer.changes) apply(this.cloud, change);
    const text = textOf(answer.response.body);
    const seen = Object.fromEntries(
      answer.response.headers.map(([name, value]) => [name.toLowerCase(), value]),
    );
    const isJson = seen['content-type']?.includes('json') === true && text !== '';
    return {
      status: answer.response.status,
      headers: seen,
      text,
      json: isJson ? JSON.parse(text) : undefined,
      trace: answer.trace,
    };
  }

  /** `POST /v3/auth/tokens`. */
  logIn(identity: object, scope?: unknown): Seen {
    return this.send('POST', '/v3/auth/tokens', {
      body: { auth: { identity, ...(scope !== undefined && { scope }) } },
    });
  }

  /** The token of a user on a tenant, the system, or nothing (`unscoped`). */
  tokenOf(name: string, scope: unknown = 'unscoped'): string {
    return this.logIn(byPassword(name), scope).headers['x-subject-token'] ?? '';
  }

  #exchange(request: HttpRequest): Answer {
    const admission = admit(request, this.#context());
    return admission.kind === 'answered' ? admission.answer : admission.finish(request.body, this.#context());
  }

  #context(): Context {
    const digits = (): string => String((this.#made += 1));
    return {
      cloud: this.cloud,
      profile: profileWith('glance', { release: this.#release }),
      limits: { ...createFake().limits, tokenLifetime: 3600 },
      errorBody: 'glance',
      identityV2: false,
      order: { members: 'added', afterRemoval: { order: 'added', milliseconds: 0 }, shuffled: false },
      now: this.now,
      randomIds: {
        uuid: () => `00000000-0000-4000-8000-${digits().padStart(12, '0')}`,
        hex: (length) => digits().padStart(length, '0'),
      },
      digest: () => ({ checksum: '', hash: '' }),
      rateLimit: () => undefined,
      recall: (_, valid) => valid,
    };
  }
}

/** A login with the right password. */
export function byPassword(name: string): object {
  return {
    methods: ['password'],
    password: { user: { name, domain: { id: 'default' }, password: `pw-${name}` } },
  };
}

/** A login with a token. */
export function byToken(id: string): object {
  return { methods: ['token'], token: { id } };
}

/** A login with an application credential. */
export function byCredential(given: object): object {
  return { methods: ['application_credential'], application_credential: given };
}

/** The scope of a tenant by its id. */
export function on(tenant: string): object {
  return { project: { id: `t-${tenant}` } };
}

/** The scope of the whole system. */
export const onSystem: object = { system: { all: true } };
