/** Whoever hears of an exchange, as logs and reports do, learns no secret from its target. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretForms } from '../../src/http/masking.ts';
import type { HttpRequest } from '../../src/http/message.ts';
import { documentation } from '../../src/world/documentation.ts';
import { createFake, type Fake, type FakeOptions } from '../../src/world/fake.ts';
import { account, byApiKey } from './account.ts';

interface Heard {
  readonly fake: Fake;
  /** Asks with a method and a target, and gives the target as it was heard. */
  target(target: string, sent?: Partial<HttpRequest>): string;
}

function hearing(options: FakeOptions): Heard {
  let heard = '';
  const fake = createFake({ ...options, onExchange: ({ target }) => (heard = target) });
  return {
    fake,
    target(target, sent = {}) {
      fake.exchange({
        method: 'GET',
        base: 'http://cloud.test',
        headers: {},
        body: new Uint8Array(),
        ...sent,
        target,
      });
      return heard;
    },
  };
}

const rackspace: FakeOptions = { seed: account, profile: 'rackspace' };

describe('what follows `tokens` in a path is masked', () => {
  it.each([
    ['/identity/v2.0/tokens/some-token', '/identity/v2.0/tokens/***'],
    ['/identity/v2.0/tokens/some-token/endpoints?a=b', '/identity/v2.0/tokens/***/endpoints?a=b'],
    ['//identity//v2.0/tokens//some-token', '//identity//v2.0/tokens//***'],
    ['/identity/v2.0/%74okens/some-token', '/identity/v2.0/%74okens/***'],
    ['/identity%2Fv2.0%2Ftokens%2Fsome-token', '/identity%2Fv2.0%2Ftokens%2F***'],
    ['/identity%252Fv2.0%252Ftokens%252Fsome-token', '/identity%252Fv2.0%252Ftokens%252F***'],
    ['/identity/v2.0/TOKENS;a=b/./some-token;c=d', '/identity/v2.0/TOKENS;a=b/./***'],
    ['/identity/v2.0/tokens/../some-token', '/identity/v2.0/tokens/../***'],
    ['/identity/v2.0/tokens/tokens/some-token', '/identity/v2.0/tokens/***/***'],
    ['/identity/v2.0/token/some-token', '/identity/v2.0/token/***'],
    ['/identity/v2.0/tokens/some%2Ftoken', '/identity/v2.0/tokens/***'],
    ['/identity/v2.0/tokens/some-token.json', '/identity/v2.0/tokens/***'],
  ])('%s', (target, masked) => {
    for (const method of ['GET', 'DELETE', 'PUT'])
      expect(hearing(rackspace).target(target, { method })).toBe(masked);
  });
});

describe('the value of a parameter whose name says that it is secret is masked', () => {
  const names = [
    'token auth_token X-Auth-Token access_token tokenId tokens[] TOKEN',
    'password Password passwd pwd user[password] admin.password secret client_secret',
    'api_key apikey apiKey api-key key X-Auth-Key apiKeyCredentials',
    'signature X-Amz-Signature temp_url_sig Authorization auth cookie',
  ].flatMap((row) => row.split(' '));
  it.each(names)('%s', (name) => {
    const { target } = hearing({});
    expect(target(`/v2/images?limit=1&${name}=hunter2&b=c`)).toBe(`/v2/images?limit=1&${name}=***&b=c`);
    expect(target(`/v2/images;${name}=hunter2/a`)).toBe(`/v2/images;${name}=***/a`);
  });
});

it.each([
  ['/?t%6fken=hunter2', '/?t%6fken=***'],
  ['/?t%256Fken=hunter2', '/?t%256Fken=***'],
  ['/?to%25%36%62en=hunter2', '/?to%25%36%62en=***'],
  ['/?password=hunter2%26more', '/?password=***'],
  ['/?password=hunter2/more?and=this', '/?password=***'],
  ['/?a=b;password=hunter2', '/?a=b;password=***'],
  ['/?a=b%26password=hunter2', '/?a=b%26password=***'],
  ['/?next=%2Fx%3Ftoken%3Dhunter2', '/?next=%2Fx%3Ftoken%3D***'],
  ['/?auth={"password":"hunter2"}', '/?auth=***'],
  ['/?q={"user":{"password":"hunter2"}}', '/?q={"user":{"password":***'],
  ['/?token=hunter2&token=hunter3', '/?token=***&token=***'],
  ['/token%3Dhunter2', '/token%3D***'],
  ['http://ann:hunter2@cloud.test/v2', 'http://ann:***@cloud.test/v2'],
  ['/?next=http%3A%2F%2Fann%3Ahunter2%40cloud.test', '/?next=http%3A%2F%2Fann%3A***%40cloud.test'],
])('however it is written: %s', (target, masked) => {
  expect(hearing({}).target(target)).toBe(masked);
});

it.each([
  '/v2/images?name=a%41&tag=/identity/v2.0/tokens/x',
  '/v2/images?limit=25&marker=a96be11e-8536-4910-92cb-de50aa19dfe6&sort=name:asc,created_at&sort_key=id',
  '/v2/images?member_status=all&visibility=shared&os_distro=debian&owner=16c07c55193a49bfafc03dac0dbaf378',
  '/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members/5000001',
  '/identity/v3/users/0eb438771cbf4e4ba0fe751274f13725/application_credentials/cdfd8b655a9949bf969b1f03430471f9',
  '/identity/v3/auth/tokens?nocatalog',
  '/v2/images?monkey=1&author=2&passage=3&design=4&%',
  '//v2///images/?&&==&',
  '',
])('the target of any other request is heard as it was sent: %s', (target) => {
  expect(hearing({}).target(target)).toBe(target);
});

it('no id in the worlds of the tests looks like a token', () => {
  for (const seed of [account, documentation]) {
    const { cloud, isSecret } = createFake({ seed });
    const ids = [...cloud.tenants.keys(), ...cloud.users.keys(), ...cloud.images.keys()];
    expect(ids.filter(isSecret)).toEqual([]);
  }
});

describe('a token of a login is masked wherever it stands, revoked and after a reset, too', () => {
  const everywhere = (token: string): readonly (readonly [string, string])[] => [
    [`/v2/images/${token}/members`, '/v2/images/***/members'],
    [`/v2/images/${token}.json`, '/v2/images/***.json'],
    [`/v2/images?marker=${token}&limit=1`, '/v2/images?marker=***&limit=1'],
    [`/v2/images?${token}`, '/v2/images?***'],
    [`/v2/images?tag=Bearer%20${token}`, '/v2/images?tag=Bearer%20***'],
    [`/v2/images?name=in:a,${token}`, '/v2/images?name=in:a,***'],
    [`/v2/images?a=x%2526b%253D${token}%2526c`, '/v2/images?a=x%2526b%253D***%2526c'],
    [`/v2/images?a=${escaped(token)}`, '/v2/images?a=***'],
    [`/v2/images?a=${escaped(escaped(token))}`, '/v2/images?a=***'],
  ];
  const logins: Readonly<Record<string, (fake: Fake) => string>> = {
    'of Keystone v3': (fake) => {
      const user = { name: 'jsmith', domain: { id: 'default' }, password: 'secret-password' };
      const identity = { methods: ['password'], password: { user } };
      const reply = fake
        .as('jsmith')
        .request('POST', '/identity/v3/auth/tokens', { body: { auth: { identity } } });
      return reply.headers.get('x-subject-token') ?? '';
    },
    'of Identity v2.0': (fake) => {
      const reply = fake.as('jsmith').request('POST', '/identity/v2.0/tokens', { body: { auth: byApiKey } });
      return (reply.body as { access: { token: { id: string } } }).access.token.id;
    },
    'of a client in this process': (fake) => fake.as('other').token,
  };

  it.each(Object.entries(logins))('%s', (_, logIn) => {
    const { fake, target } = hearing(rackspace);
    const token = logIn(fake);
    expect(token).not.toBe('');
    const check = (): void => {
      for (const [sent, masked] of everywhere(token)) expect(target(sent)).toBe(masked);
    };
    check();
    target('/identity/v2.0/tokens', { method: 'DELETE', headers: { 'x-auth-token': token } });
    expect(fake.cloud.tokens.has(token)).toBe(false);
    check();
    fake.reset();
    check();
  });
});

describe('what a seed or a client has chosen is masked', () => {
  it.each(['locked-token', 'secret-password', 'secret-api-key', 'other-secret', 'other-api-key'])(
    '%s',
    (secret) => {
      const { fake, target } = hearing(rackspace);
      expect(fake.isSecret(secret)).toBe(true);
      expect(target(`/v2/${secret}/x?a=${secret}&b=c,${secret}`)).toBe('/v2/***/x?a=***&b=c,***');
    },
  );

  it('a fixed token that was revoked', () => {
    const { fake, target } = hearing({});
    target('/identity/v3/auth/tokens', {
      method: 'DELETE',
      headers: { 'x-auth-token': 'producer-token', 'x-subject-token': 'producer-token' },
    });
    expect(fake.cloud.tokens.has('producer-token')).toBe(false);
    expect(target('/v2/images?a=producer-token')).toBe('/v2/images?a=***');
  });

  it.each(['chosen secret', undefined])(
    'the secret of an application credential (%s), deleted too',
    (chosen) => {
      const { fake, target } = hearing({});
      const { user = '' } = fake.cloud.tokens.get('producer-token') ?? {};
      const credentials = `/identity/v3/users/${user}/application_credentials`;
      const body = {
        application_credential: { name: 'robot', ...(chosen === undefined ? {} : { secret: chosen }) },
      };
      const made = fake.as('producer').request('POST', credentials, { body }).body as {
        application_credential: { id: string; secret: string };
      };
      const { id, secret } = made.application_credential;
      const sent = `/v2/images?a=${encodeURIComponent(secret)}`;
      expect(target(sent)).toBe('/v2/images?a=***');
      fake.as('producer').request('DELETE', `${credentials}/${id}`);
      expect(fake.cloud.applicationCredentials.size).toBe(0);
      expect(target(sent)).toBe('/v2/images?a=***');
    },
  );

  it('whatever it is, and however often it is encoded', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((secret) => /\S/.test(secret));
    const times = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(text, times, (password, count) => {
        const seed = { tenants: [{ name: 'acme' }], users: [{ name: 'ann', password }] };
        const { target } = hearing({ seed });
        const encoded = Array.from({ length: count }).reduce<string>(encodeURIComponent, password);
        const form = new URLSearchParams({ x: password }).toString();
        expect(target(`/${encoded}/?x=${encoded}&${form}`)).toBe('/***/?x=***&x=***');
      }),
      { numRuns: 50 },
    );
  });

  it('in bytes of UTF-8, as Node gives them, and in characters', () => {
    const forms = secretForms('pässwörd');
    expect(forms).toEqual(['pässwörd', 'pÃ¤sswÃ¶rd']);
    const seed = { tenants: [{ name: 'acme' }], users: [{ name: 'ann', password: 'pässwörd' }] };
    for (const form of forms) expect(hearing({ seed }).target(`/?a=${form}`)).toBe('/?a=***');
  });
});

/** A text with every character of it as an escape. */
function escaped(text: string): string {
  return Array.from(text, (each) => `%${each.charCodeAt(0).toString(16)}`).join('');
}
