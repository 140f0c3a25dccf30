import type { Interaction } from '../../../src/contract/interaction.ts';
import { type Recorder, recorderFor, type RecorderOptions } from '../../../src/contract/recorder.ts';
import { bytesOf } from '../../../src/http/message.ts';
import { createFake, type Fake, type FakeOptions } from '../../../src/world/fake.ts';
import type { Seed } from '../../../src/world/seed.ts';

/** A client whose exchanges with a fake are recorded. */
export interface Listener {
  readonly fake: Fake;
  readonly recorder: Recorder;
  /** Asks as a user of the seed, whose token is its name and `-token`; as nobody with null. */
  ask(
    user: string | null,
    method: string,
    target: string,
    sent?: Sent,
  ): { readonly status: number; readonly text: string };
  /** The interactions so far by their sentences. */
  recorded(): Promise<Readonly<Record<string, Omit<Interaction, 'sentence' | 'consumer'>>>>;
}

/** What goes with a request. */
export interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An image with an owner among five tenants, one of which has two users. */
export const image = 'f0000000-0000-4000-8000-00000000000a';

/** Ids of tenants that have nothing in common with those of another world. */
export const tenants = {
  acme: 'ac3e0000000000000000000000000001',
  beta: 'be7a0000000000000000000000000002',
  gamma: '9a33a000000000000000000000000003',
  delta: 'de17a000000000000000000000000004',
  admins: 'ad315000000000000000000000000005',
} as const;

/** A world that is full of what does not matter: seven members, properties, a second image. */
export const busy: Seed = {
  tenants: Object.entries(tenants).map(([name, id]) => ({ name, id })),
  users: [
    { name: 'alice', tenant: 'acme', token: 'alice-token', password: 'correct horse battery' },
    { name: 'anna', tenant: 'acme', roles: { acme: ['reader'] }, token: 'anna-token' },
    {
      name: 'bob',
      tenant: 'beta',
      token: 'bob-token',
      application_credentials: [{ name: 'robot', secret: 'tin man rusts' }],
    },
    { name: 'gill', tenant: 'gamma', token: 'gill-token' },
    { name: 'dora', tenant: 'delta', token: 'dora-token' },
    { name: 'root', tenant: 'admins', roles: { admins: ['admin'] }, token: 'root-token' },
  ],
  images: [
    {
      id: image,
      name: 'golden',
      owner: 'acme',
      data: 'golden data',
      disk_format: 'qcow2',
      tags: ['hardened'],
      properties: { os_distro: 'debian' },
      members: [
        { member: 'one', verbatim: true },
        { member: 'gamma', status: 'rejected' },
        { member: 'two', verbatim: true, status: 'accepted' },
        { member: 'beta' },
        { member: 'four', verbatim: true, removed: true },
        { member: 'three', verbatim: true },
        { member: 'admins', status: 'accepted' },
      ],
    },
    { name: 'other', owner: 'beta', visibility: 'private' },
  ],
};

/** Listens to a client in a world. */
export function listening(
  options: FakeOptions = { seed: busy },
  bounds: Omit<RecorderOptions, 'consumer'> = {},
): Listener {
  const fake = createFake(options);
  const recorder = recorderFor({ consumer: 'client', ...bounds });
  const heard = recorder.through(fake);
  return {
    fake,
    recorder,
    ask(user, method, target, { body, headers = {} } = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const sent: Record<string, string> = {
        accept: 'application/json',
        'user-agent': 'client/1.0',
        ...(user === null ? {} : { 'x-auth-token': `${user}-token` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      };
      const base = 'http://cloud.test';
      const bytes = bytesOf(body === undefined ? '' : text);
      const reply = heard.exchange({ method, target, base, headers: sent, body: bytes });
      return { status: reply.status, text: new TextDecoder().decode(reply.body) };
    },
    async recorded() {
      const all = await recorder.interactions();
      return Object.fromEntries(
        all.map((each) => {
          const rest = Object.entries(each).filter(([name]) => name !== 'sentence' && name !== 'consumer');
          return [each.sentence, Object.fromEntries(rest) as Omit<Interaction, 'sentence' | 'consumer'>];
        }),
      );
    },
  };
}

/** A member that has nothing to do with a request, and shows a server that takes one for another. */
export const witness = { tenant: 'second-consumer', status: 'accepted' } as const;

/** The states that somebody asks, besides those of images. */
export function caller(is: string): { readonly state: string; readonly parameters: object } {
  return { state: 'a caller', parameters: { is } };
}

/** The state that there is an image. */
export function anImage(parameters: object = {}): { readonly state: string; readonly parameters: object } {
  return { state: 'an image', parameters };
}

/** A path below the image. */
export function at(rest: string = ''): string {
  return `/v2/images/${image}${rest}`;
}
