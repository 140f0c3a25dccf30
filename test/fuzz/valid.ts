/** A valid request of every operation that is served: where the fuzzer begins. */
import { identityRoutes } from '../../src/http/identity/routes.ts';
import { routesV2 } from '../../src/http/identity/v2/routes.ts';
import { type Route, routes } from '../../src/http/routes.ts';
import { apiKeyOf, imageOf, type Lane, passwordOf, seededImages, stranger, tokenOf } from './place.ts';
import type { Dice } from '../parity/walks/dice.ts';
import type { Draft } from './request.ts';

/** Where a request is made: its lane, and the chances. */
export interface Making {
  readonly lane: Lane;
  readonly dice: Dice;
}

/** An operation, and how a valid request of it is made. */
export interface Operation {
  readonly name: string;
  /** How often it is taken, beside the others. */
  readonly weight: number;
  readonly make: (making: Making) => Draft;
}

type Body = Pick<Draft, 'json' | 'bytes'>;

const statuses = ['accepted', 'accepted', 'rejected', 'pending'] as const;
const visibilities = ['shared', 'private', 'community', 'public'] as const;
const names = ['web', 'Übuntu 22.04', 'b c', 'a,b', '', null] as const;
const entries = [
  { op: 'replace', path: '/name', value: 'other' },
  { op: 'add', path: '/os_distro', value: 'debian' },
  { op: 'remove', path: '/os_distro' },
  { op: 'replace', path: '/tags', value: ['web', 'db'] },
  { op: 'replace', path: '/min_ram', value: 512 },
  { op: 'replace', path: '/protected', value: false },
  { op: 'replace', path: '/visibility', value: 'shared' },
  { op: 'replace', path: '/visibility', value: 'private' },
] as const;

const bodies: Readonly<Record<string, (making: Making) => Body>> = {
  createImage: ({ dice }) => ({
    json: {
      name: dice.pick(names),
      disk_format: 'raw',
      container_format: 'bare',
      visibility: dice.pick(visibilities),
      tags: ['web'],
      os_distro: 'debian',
    },
  }),
  updateImage: ({ dice }) => ({
    json: Array.from({ length: dice.whole(1, 3) }, () => dice.pick(entries)),
  }),
  addMember: ({ lane, dice }) => ({
    json: { member: dice.pick([lane.consumerId, `m${dice.whole(0, 200)}`]) },
  }),
  updateMember: ({ dice }) => ({ json: { status: dice.pick(statuses) } }),
  uploadImage: ({ dice }) => ({ bytes: new Uint8Array(dice.whole(0, 4096)) }),
  stageImage: ({ dice }) => ({ bytes: new Uint8Array(dice.whole(0, 4096)) }),
  issue_token: login,
  create_application_credential: ({ dice }) => ({
    json: {
      application_credential: {
        name: `credential ${dice.whole(0, 1_000_000)}`,
        expires_at: '2999-01-01T00:00:00.000000Z',
        unrestricted: false,
      },
    },
  }),
  authenticate: loginV2,
};

const someUsers = ['producer', 'consumer', 'reader'] as const;

function login({ lane, dice }: Making): Body {
  const name = lane.users[dice.pick(someUsers)];
  const domain = { id: 'default' };
  const project = { name: `producer-${lane.number}`, domain };
  const credential = { name: 'credential 1', secret: 'none', user: { name, domain } };
  const identity = dice.pick([
    { methods: ['password'], password: { user: { name, domain, password: passwordOf(name) } } },
    { methods: ['token'], token: { id: tokenOf(name) } },
    { methods: ['application_credential'], application_credential: credential },
    { methods: ['password', 'totp'], password: { user: { name, domain, password: passwordOf(name) } } },
  ]);
  const scope = dice.pick([{ project }, { domain }, { system: { all: true } }, 'unscoped', undefined]);
  return { json: { auth: scope === undefined ? { identity } : { identity, scope } } };
}

function loginV2({ lane, dice }: Making): Body {
  const username = lane.users[dice.pick(someUsers)];
  const credentials = dice.pick([
    { passwordCredentials: { username, password: passwordOf(username) } },
    { 'RAX-KSKEY:apiKeyCredentials': { username, apiKey: apiKeyOf(username) } },
    { token: { id: tokenOf(username) }, tenantId: lane.producerId },
  ]);
  return { json: { auth: credentials } };
}

/** What stands in a path in place of a parameter: mostly something that there is. */
function parameter(name: string, { lane, dice }: Making): string {
  const unknown = dice.pick(['no-such-thing', '00000000-0000-4000-8000-000000000000', '1']);
  if (dice.percent(5)) return unknown;
  if (name === 'image_id') return dice.pick([...lane.images, lane.images.at(-1) ?? unknown]);
  if (name === 'member_id') return dice.pick([lane.consumerId, lane.consumerId, `m${dice.whole(0, 200)}`]);
  if (name === 'tag_value') return dice.pick(['web', 'db', 'x%20y', '%C3%A9']);
  if (name === 'tokenId') return tokenOf(lane.users.victim);
  if (name === 'project_id') return lane.producerId;
  if (name === 'user_id')
    return `d${String(lane.number).padStart(3, '0')}${'0'.repeat(27)}${dice.whole(0, 4)}`;
  return dice.pick([unknown, 'default', 'RegionOne', 'member']);
}

const query = [undefined, 'limit=5', 'visibility=shared&member_status=all', 'sort=name:asc,created_at:desc'];

function imageOperation(route: Route): Operation {
  const { operation, method, body, mediaTypes } = route;
  return {
    name: operation,
    weight: operation.endsWith('Schema') ? 1 : /Members?$/.test(operation) ? 6 : 3,
    make(making) {
      const { lane, dice } = making;
      const segments = route.path.map((part) =>
        typeof part === 'string' ? part : parameter(part.param, making),
      );
      const own = operation === 'updateMember' ? lane.users.consumer : lane.users.producer;
      const types = mediaTypes.slice(0, 1).map((type) => ['Content-Type', type] as const);
      const json =
        body === 'json' && types.length === 0 ? [['Content-Type', 'application/json'] as const] : [];
      return {
        operation,
        method,
        path: `/${segments.join('/')}`,
        query: operation === 'listImages' ? dice.pick(query) : undefined,
        as: dice.percent(60) ? own : dice.pick([...Object.values(lane.users), stranger]),
        headers: [...types, ...json],
        ...bodies[operation]?.(making),
      };
    },
  };
}

interface IdentityRoute {
  readonly path: string;
  readonly methods: Readonly<Record<string, { readonly operation: string; readonly open: boolean }>>;
}

function identityOperations(version: string, { path, methods }: IdentityRoute): readonly Operation[] {
  return Object.entries(methods).map(([method, { operation, open }]) => ({
    name: `${version} ${operation}`,
    weight: 1,
    make(making) {
      const { users } = making.lane;
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameter(name, making));
      const body = bodies[operation]?.(making);
      const type = body === undefined ? [] : [['Content-Type', 'application/json'] as const];
      const subject =
        path === 'auth/tokens' && !open ? [['X-Subject-Token', tokenOf(users.victim)] as const] : [];
      // A token that is revoked is the victim's: the others are needed to the end.
      const as = operation.startsWith('revoke') ? users.victim : making.dice.pick(Object.values(users));
      return {
        operation: `${version} ${operation}`,
        method,
        path: `/identity/${version}${filled === '' ? '' : `/${filled}`}`,
        query: undefined,
        as: open ? undefined : as,
        headers: [...type, ...subject],
        ...body,
      };
    },
  }));
}

const around: readonly string[] = [
  '/',
  '/versions',
  '/healthcheck',
  '/identity',
  '/identity/v3',
  '/v2',
  '/_fake/health',
];

const documents: Operation = {
  name: 'documents',
  weight: 2,
  make: ({ dice }) => ({
    operation: 'documents',
    method: 'GET',
    path: dice.pick(around),
    query: undefined,
    as: undefined,
    headers: [],
  }),
};

/** Every operation of the image API and of both identity APIs; the documents around them are one more. */
export const operations: readonly Operation[] = [
  ...routes.map(imageOperation),
  ...identityRoutes.flatMap((route) => identityOperations('v3', route)),
  ...routesV2.flatMap((route) => identityOperations('v2.0', route)),
  documents,
];

/** What each stretch of a lane begins with: an image of its own, with data, offered and accepted. */
export const opening: readonly ((lane: Lane, stretch: number) => Draft)[] = [
  ({ number, users }, stretch) => ({
    ...opened('createImage', 'POST', '/v2/images', users.producer),
    json: { id: imageOf(number, seededImages + stretch), disk_format: 'raw', container_format: 'bare' },
  }),
  (lane) => ({
    ...opened('uploadImage', 'PUT', `${ownImage(lane)}/file`, lane.users.producer),
    headers: [['Content-Type', 'application/octet-stream']],
    bytes: new Uint8Array(1000),
  }),
  (lane) => ({
    ...opened('addMember', 'POST', `${ownImage(lane)}/members`, lane.users.producer),
    json: { member: lane.consumerId },
  }),
  (lane) => ({
    ...opened('updateMember', 'PUT', `${ownImage(lane)}/members/${lane.consumerId}`, lane.users.consumer),
    json: { status: 'accepted' },
  }),
];

function ownImage({ images }: Lane): string {
  return `/v2/images/${images.at(-1)}`;
}

function opened(operation: string, method: string, path: string, as: string): Draft {
  return { operation, method, path, query: undefined, as, headers: [['Content-Type', 'application/json']] };
}
