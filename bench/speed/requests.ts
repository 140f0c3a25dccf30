/** The requests that servers are loaded with, and the world that the fake has for them. */
import type { Seed } from '../../src/index.ts';
import { documentation } from '../../src/world/documentation.ts';

/** A request as `wrk` sends it; `@n` and `@image` in path and body become numbers. */
export interface SentRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The image of the documents, and a consumer who is a member of it. */
const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const memberId = '9876543';

/** Images of the producer besides that of the documents. */
const others = 1000;
const otherId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The documents' world, and a thousand images more of its producer, the first with ten members. */
export const loadedWorld: Seed = {
  ...documentation,
  images: [
    ...(documentation.images ?? []),
    ...Array.from({ length: others }, (_, number) => ({
      id: otherId(number),
      name: `image-${number}`,
      owner: 'producer',
      members: Array.from({ length: number === 0 ? 10 : 0 }, (_, place) => ({ member: `tenant-${place}` })),
    })),
  ],
};

function headersOf(token: string): SentRequest['headers'] {
  return { 'X-Auth-Token': token, Accept: 'application/json', 'Content-Type': 'application/json' };
}

const [producer, consumer] = [headersOf('producer-token'), headersOf('second-consumer-token')];
const domain = { id: 'default' };
const login = {
  identity: {
    methods: ['password'],
    password: { user: { name: 'producer', domain, password: 'producer-secret' } },
  },
  scope: { project: { name: 'producer', domain } },
};

/** What is asked for. */
export type RequestName = 'get' | 'list' | 'images' | 'post' | 'put' | 'login';

/** What a server that holds no world answers to `GET member`. */
export const member: Readonly<
  Record<'member_id' | 'image_id' | 'status' | 'schema' | 'created_at' | 'updated_at', string>
> = {
  member_id: memberId,
  image_id: image,
  status: 'accepted',
  schema: '/v2/schemas/member',
  created_at: '2013-10-07T17:58:55Z',
  updated_at: '2013-10-08T12:08:55Z',
};

/** The requests by name: what a server of its own is asked by every contender. */
export const requests: Readonly<Record<RequestName, SentRequest>> = {
  get: { method: 'GET', path: `/v2/images/${image}/members/${memberId}`, headers: producer },
  list: { method: 'GET', path: `/v2/images/${otherId(0)}/members`, headers: producer },
  images: { method: 'GET', path: '/v2/images?limit=25', headers: producer },
  post: {
    method: 'POST',
    path: '/v2/images/00000000-0000-4000-8000-@image/members',
    headers: producer,
    body: '{"member":"member-@n"}',
  },
  put: {
    method: 'PUT',
    path: `/v2/images/${image}/members/${memberId}`,
    headers: consumer,
    body: '{"status":"accepted"}',
  },
  login: {
    method: 'POST',
    path: '/identity/v3/auth/tokens',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ auth: login }),
  },
};

/** A request with the place of its numbers taken by one. */
export function first(request: SentRequest): SentRequest {
  const one = (text: string): string => text.replaceAll('@image', '0'.repeat(12)).replaceAll('@n', '0');
  return {
    ...request,
    path: one(request.path),
    ...(request.body === undefined ? {} : { body: one(request.body) }),
  };
}
