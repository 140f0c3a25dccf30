/** Right servers that answer otherwise than the fake where nothing is promised. */
import { type HttpResponse, wholeResponse } from '../../src/http/message.ts';
import type { Mistake } from '../../src/contract/mutants/words.ts';
import { answers, lacking, saying, textOf, without, worded } from '../../src/contract/mutants/words.ts';
import { list, type Values } from '../../src/contract/mutants/rows.ts';

/** A right server: what is different about it, and how. */
export interface Variant {
  readonly does: string;
  readonly way: Mistake;
}

const everything = '* /v2/…';
const images = '/v2/images';
const image = `${images}/*`;
const members = `${image}/members`;

type Headers = HttpResponse['headers'];
const headed = (change: (headers: Headers) => Headers): Mistake =>
  answers(everything, (response) => ({ ...response, headers: change(response.headers) }));
const json = (write: (value: unknown) => string): Mistake =>
  answers(everything, (response) => {
    const isJson = response.headers.some(([, value]) => value.startsWith('application/json'));
    return isJson && response.body.length > 0
      ? worded(response, write(JSON.parse(textOf(response))))
      : response;
  });

function deeply(value: unknown, change: (object: Values) => Values): unknown {
  if (Array.isArray(value)) return value.map((item) => deeply(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const inside = Object.entries(value).map(([name, item]) => [name, deeply(item, change)]);
  return change(Object.fromEntries(inside) as Values);
}

const reversed = (object: Values): Values => Object.fromEntries(Object.entries(object).toReversed());
const sorted = (object: Values): Values =>
  Object.fromEntries(Object.entries(object).toSorted(([one], [other]) => (one < other ? -1 : 1)));
const escaped = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[^\u0020-\u007e]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const isImage = (body: Values): boolean => Array.isArray(body['tags']) && 'visibility' in body;
const ofImages = (change: (body: Values) => Values): Mistake =>
  answers(
    everything,
    saying((body: object) => deeply(body, (each) => (isImage(each) ? change(each) : each))),
  );

/** Texts of refusals in other words, where a library or a release chooses them. */
const worded33: Mistake = answers(everything, (response) => {
  if (response.status !== 400 && response.status !== 415) return response;
  return worded(
    response,
    textOf(response)
      .replace(/(does not match schema '\w+': )[^"]*/, '$1other words')
      .replace('supported by this server.', 'supported by this server. Use another one.'),
  );
});

/** Image lists of a cloud in which others have images, too: those that are not named are none of the contract's. */
const newer: Mistake = answers(
  '* /…',
  saying((body: Values) =>
    Array.isArray(body['versions'])
      ? {
          ...body,
          versions: [
            {
              id: 'v2.99',
              status: 'CURRENT',
              links: [{ rel: 'self', href: 'https://cloud.test/image/v2/' }],
            },
            ...(body['versions'] as readonly unknown[]),
          ],
        }
      : body,
  ),
);

/** What right servers do otherwise. */
export const variants: readonly Variant[] = [
  {
    does: 'writes the keys of objects in reverse',
    way: json((value) => JSON.stringify(deeply(value, reversed))),
  },
  {
    does: 'writes the keys of objects in the order of the alphabet',
    way: json((value) => JSON.stringify(deeply(value, sorted))),
  },
  { does: 'indents its JSON', way: json((value) => JSON.stringify(value, undefined, 2)) },
  { does: 'escapes all that is not ASCII', way: json(escaped) },
  { does: 'ends its JSON with a line', way: json((value) => `${JSON.stringify(value)}\n`) },
  {
    does: 'has more fields in every object',
    way: answers(
      everything,
      saying((body: object) =>
        deeply(body, (each) =>
          isImage(each) || 'member_id' in each || 'schema' in each ? { ...each, x_more: 'more' } : each,
        ),
      ),
    ),
  },
  {
    does: 'has more fields in its refusals',
    way: answers(everything, (response) =>
      response.status >= 400 && textOf(response).startsWith('{')
        ? worded(response, textOf(response).replace(/\}$/, ', "request_id": "x"}'))
        : response,
    ),
  },
  {
    does: 'writes the names of headers in lower case',
    way: headed((all) => all.map(([name, value]) => [name.toLowerCase(), value])),
  },
  {
    does: 'writes the names of headers in capitals',
    way: headed((all) => all.map(([name, value]) => [name.toUpperCase(), value])),
  },
  {
    does: 'says the charset of its JSON',
    way: headed((all) =>
      all.map(([name, value]) => [
        name,
        value === 'application/json' ? 'application/json; charset=UTF-8' : value,
      ]),
    ),
  },
  {
    does: 'sends further headers',
    way: headed((all) => [
      ...all,
      ['X-Served-By', 'cache-1'],
      ['Vary', 'Accept'],
      ['Date', 'Thu, 15 Jan 2026 09:30:00 GMT'],
    ]),
  },
  { does: 'sends no Content-Length', way: answers(everything, without('content-length')) },
  {
    does: 'sends Content-Length with 204',
    way: answers(everything, (response) =>
      response.status === 204
        ? {
            ...response,
            headers: [
              ...response.headers.filter(([name]) => name.toLowerCase() !== 'content-length'),
              ['Content-Length', '0'],
            ],
          }
        : response,
    ),
  },
  {
    does: 'numbers its answers otherwise',
    way: headed((all) =>
      all.map(([name, value]) => [
        name,
        name.toLowerCase() === 'x-openstack-request-id' ? 'req-0d3f6f0a-1111-4222-8333-444444444444' : value,
      ]),
    ),
  },
  {
    does: 'lists members the last first',
    way: answers(
      `GET ${members}`,
      list('members', (items) => items.toReversed()),
    ),
  },
  {
    does: 'lists members in the order of their ids',
    way: answers(
      `GET ${members}`,
      list('members', (items) =>
        items.toSorted((one, other) => (String(one['member_id']) < String(other['member_id']) ? -1 : 1)),
      ),
    ),
  },
  {
    does: 'lists tags in another order',
    way: ofImages((body) => ({ ...body, tags: (body['tags'] as readonly string[]).toReversed() })),
  },
  {
    does: 'hashes with another algorithm',
    way: ofImages((body) =>
      body['os_hash_algo'] === null
        ? body
        : { ...body, os_hash_algo: 'sha256', os_hash_value: 'a'.repeat(64) },
    ),
  },
  { does: 'names its stores', way: ofImages((body) => ({ ...body, stores: 'ceph' })) },
  { does: 'names no store', way: ofImages((body) => lacking('stores')(body) as Values) },
  {
    does: 'shows locations and direct URLs',
    way: ofImages((body) => ({ ...body, direct_url: 'rbd://pool/image' })),
  },
  { does: 'has another version of the API', way: newer },
  { does: 'refuses in the words of another release', way: worded33 },
  {
    does: 'is reached at another place',
    way: headed((all) =>
      all.map(([name, value]) => [
        name,
        name.toLowerCase() === 'location'
          ? value.replace(/^https?:\/\/[^/]+/, 'https://cloud.test/image')
          : value,
      ]),
    ),
  },
  {
    does: 'names another Keystone',
    way: headed((all) =>
      all.map(([name, value]) => [
        name,
        name.toLowerCase() === 'www-authenticate' ? 'Keystone uri="https://identity.cloud.test/v3"' : value,
      ]),
    ),
  },
  {
    does: 'lists the methods of a 405 with other spaces',
    way: headed((all) =>
      all.map(([name, value]) => [
        name,
        name.toLowerCase() === 'allow' ? value.replaceAll(', ', ',') : value,
      ]),
    ),
  },
  {
    does: 'says how big the data are otherwise',
    way: ofImages((body) =>
      body['virtual_size'] === null || body['virtual_size'] === undefined
        ? body
        : { ...body, virtual_size: 4096 },
    ),
  },
  {
    does: 'adds a header of its own to new images',
    way: answers(`POST ${images}`, (response) => ({
      ...response,
      headers: [...response.headers, ['OpenStack-image-import-methods', 'web-download']],
    })),
  },
  {
    does: 'knows further formats and tasks',
    way: answers(
      `GET /v2/schemas/*`,
      saying((body: object) =>
        deeply(body, (each) =>
          Array.isArray(each['enum']) &&
          ['raw', 'bare', 'import'].some((one) => (each['enum'] as readonly unknown[]).includes(one))
            ? { ...each, enum: [...(each['enum'] as readonly unknown[]).toReversed(), 'location_import'] }
            : each,
        ),
      ),
    ),
  },
];

/** All variants that bear each other, one over another: a server that is right in all of these ways at once. */
export const together: Mistake = (fake) => {
  const apart = [
    'sends no Content-Length',
    'names no store',
    'indents its JSON',
    'writes the names of headers in capitals',
  ];
  return variants
    .filter(({ does }) => !apart.includes(does))
    .reduce<ReturnType<Mistake>>(
      (answer, { way }) => way({ ...fake, exchange: (request) => wholeResponse(answer(request)) }),
      fake.exchange,
    );
};
