import { expect, it } from 'vitest';
import { filterProblem, flagProblem } from '../../src/domain/images/list-conditions.ts';
import type { ListAsk } from '../../src/domain/ask.ts';
import { markerProblem, selectImages } from '../../src/domain/images/list.ts';
import { releases } from '../../src/domain/releases.ts';
import { apply, emptyCloud } from '../../src/domain/apply.ts';
import { membersFrom, noMembers } from '../../src/domain/member-table.ts';
import type { Caller, Image, Member } from '../../src/domain/model.ts';
import { glance } from '../../src/domain/profiles/glance.ts';
import { isRefused, type Refusal, wordsOf } from '../../src/domain/refusals.ts';
import { visibilityFilters } from '../../src/domain/visibilities.ts';
import { readListQuery } from '../../src/http/images/list-query.ts';
import { pageLinks } from '../../src/http/query.ts';
import { readQuery } from '../../src/http/query.ts';

function askOf(query: string): ListAsk {
  const read = readListQuery(query, visibilityFilters);
  if (isRefused(read)) throw new Error(wordsOf(read));
  return read.ask;
}

function said(refusal: Refusal | undefined): string | undefined {
  return refusal && wordsOf(refusal);
}

/** What is said of a query before Glance asks who may list images. */
function early(query: string): string | undefined {
  const read = readListQuery(query, visibilityFilters);
  return said(isRefused(read) ? read : undefined);
}

/** What is said of the filters once the list is made. */
const late = (query: string): string | undefined => said(filterProblem(askOf(query)));

const blank: Image = {
  id: '',
  name: null,
  owner: 'acme',
  visibility: 'private',
  status: 'queued',
  protected: false,
  hidden: false,
  diskFormat: null,
  containerFormat: null,
  minDisk: 0,
  minRam: 0,
  size: null,
  virtualSize: null,
  tags: [],
  properties: {},
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  data: null,
  staged: null,
  members: noMembers,
};

function member(id: string, status: Member['status']): Member {
  return { id, status, createdAt: blank.createdAt, updatedAt: blank.updatedAt, removed: false };
}

const images: readonly Image[] = [
  { ...blank, id: 'a', name: 'alpha', size: 5, tags: ['x', 'y'], createdAt: '2026-01-02T00:00:00Z' },
  {
    ...blank,
    id: 'b',
    name: 'Beta',
    visibility: 'public',
    owner: 'other',
    status: 'active',
    properties: { os: 'Debian' },
  },
  { ...blank, id: 'c', name: 'b_c', visibility: 'community', owner: 'other', tags: ['x'] },
  {
    ...blank,
    id: 'd',
    visibility: 'shared',
    owner: 'other',
    members: membersFrom([member('acme', 'pending')]),
  },
  {
    ...blank,
    id: 'e',
    name: 'éclair',
    visibility: 'shared',
    owner: 'other',
    members: membersFrom([member('ACME', 'accepted')]),
  },
  { ...blank, id: 'f', name: 'foe', owner: 'other' },
  { ...blank, id: 'g', name: 'ghost', hidden: true },
];

const cloud = emptyCloud(releases.zed.roles);
for (const { members, ...image } of images)
  apply(cloud, { kind: 'imageCreated', image, members: [...members] });
const acme: Caller = {
  user: 'u',
  tenant: 'acme',
  domain: null,
  system: false,
  roles: new Set(['member', 'reader']),
};
const admin: Caller = { ...acme, tenant: 'ops', roles: new Set(['admin', 'member', 'reader']) };

/** The ids of the images on a page, one letter each, in their order. */
function page(query: string, caller: Caller = acme): string {
  return selectImages(askOf(query), { caller, cloud, profile: glance })
    .images.map(({ id }) => id)
    .join('');
}

it('the list holds public, own and accepted images, newest first', () => {
  expect(page('')).toBe('aeb');
});

it('member_status brings in what is offered, and takes nothing else out', () => {
  expect(page('member_status=pending')).toBe('adb');
  expect(page('member_status=all')).toBe('aedb');
});

it('member_status twice leaves nothing: the second is taken for a property', () => {
  expect(page('member_status=all&member_status=all')).toBe('');
});

it('community images of others show only when asked for', () => {
  expect(page('visibility=community')).toBe('c');
  expect(page('visibility=all')).toBe('aecb');
  expect(page('visibility=')).toBe('');
});

it('an administrator sees every image, whatever member_status says', () => {
  expect(page('member_status=pending', admin)).toBe('afedb');
  expect(page('visibility=all', admin)).toBe('afedcb');
});

it('hidden images show only when asked for', () => {
  expect(page('os_hidden=TRUE')).toBe('g');
});

it('names compare without case and accents', () => {
  expect(page('name=ECLAIR')).toBe('e');
  expect(page('name=in:beta,"alpha"')).toBe('ab');
});

it('an unknown parameter is a filter on a property', () => {
  expect(page('os=debian')).toBe('b');
  expect(page('unknown=1')).toBe('');
});

it('an image must carry all the tags', () => {
  expect(page('tag=x')).toBe('a');
  expect(page('tag=x&tag=y')).toBe('a');
  expect(page('tag=x&tag=z')).toBe('');
});

it('numbers have ranges, and what has no value is in none', () => {
  expect(page('size_min=5')).toBe('a');
  expect(page('size_max=4')).toBe('');
});

it('times compare by operator', () => {
  expect(page('created_at=gt:2026-01-01T00:00:00Z')).toBe('a');
  expect(page('created_at=2026-01-02')).toBe('a');
  expect(page('created_at=lte:2026-01-01T01:00:00%2B01:00')).toBe('eb');
});

it('what has no value sorts first, ascending, and letters come before the underscore', () => {
  expect(page('sort=name:asc&visibility=all&member_status=all')).toBe('dabce');
  expect(page('sort_key=size&sort_dir=asc')).toBe('bea');
});

it('a page begins behind its marker and is full at its limit', () => {
  expect(page('limit=1&marker=a')).toBe('e');
  expect(page('marker=b')).toBe('');
  const full = (query: string): boolean =>
    selectImages(askOf(query), { caller: acme, cloud, profile: glance }).full;
  expect([full('limit=3'), full('limit=4'), full('limit=0')]).toEqual([true, false, false]);
});

it('a marker is an image that the caller may see', () => {
  const marker = (id: string): string | undefined =>
    said(markerProblem(askOf(`marker=${id}`), { caller: acme, cloud, profile: glance }));
  expect(marker('d')).toBe(undefined);
  expect(marker('f')).toBe('Forbidding request, image f not visible');
  expect(marker('nope')).toBe('No image found with ID nope');
});

it('parameters are refused in the order of Glance, not in that of the query', () => {
  expect(early('limit=x&member_status=no&visibility=no')).toBe('Invalid visibility value: no');
  expect(early('limit=x&member_status=no')).toBe('Invalid status: no');
  expect(early('sort=no&limit=x')).toBe('limit param must be an integer');
  expect(early('limit=-1')).toBe('limit param must be positive');
  expect(early('changes-since=x')).toBe('The "changes-since" filter is no longer available on v2.');
});

it('a limit is written as Python reads a number', () => {
  expect([askOf('limit=%201_0%20').limit, askOf('limit=%2B5').limit, askOf('').limit]).toEqual([
    10,
    5,
    undefined,
  ]);
  expect(early('limit=')).toBe('limit param must be an integer');
});

it('sorting has two ways to be written, which do not mix', () => {
  expect(early('sort=name&sort_key=id')).toBe('Old and new sorting syntax cannot be combined');
  expect(early('sort=name:up')).toBe('Invalid sort direction: up');
  expect(early('sort_dir=asc&sort_dir=asc')).toBe(
    'Number of sort dirs does not match the number of sort keys',
  );
  expect(early('sort_key=owner')).toMatch(
    /^Invalid sort key: owner\. It must be one of the following: name, status,/,
  );
});

it('a query that is not UTF-8 is refused', () => {
  expect(early('name=%FF')).toMatch(/^Error decoding your request\./);
});

it('flags are true or false', () => {
  expect(said(flagProblem(askOf('protected=TRUE&os_hidden=No')))).toBe(
    "Invalid value 'no' for 'os_hidden' filter. Valid values are 'true' or 'false'.",
  );
  expect(said(flagProblem(askOf('protected=TRUE')))).toBe(
    "Invalid value 'TRUE' for 'protected' filter. Valid values are 'true' or 'false'.",
  );
});

it('filters are refused once the list is made', () => {
  expect(late('size_min=x')).toBe('Unable to filter on a range with a non-numeric value.');
  expect(late('created_at=x')).toBe('Bad "created_at" query filter format. Use ISO 8601 DateTime notation.');
  expect(late('created_at=in:2026')).toBe('Unable to filter on a unknown operator.');
  expect(late('name=neq:x')).toBe("Unable to filter by unknown operator 'neq'.");
  expect(late('name=in:a"b')).toBe(
    'Invalid filter value a"b. There is no comma before opening quotation mark.',
  );
  expect(late('name=in:"a"b')).toBe(
    'Invalid filter value "a"b. There is no comma after closing quotation mark.',
  );
  expect(late('name=in:a,"b')).toBe('Invalid filter value a,"b. The quote is not closed.');
});

it('filters on what Glance keeps elsewhere break the server', () => {
  for (const query of ['members=x', 'properties=x', 'nope_min=5', 'changes-since='])
    expect(late(query)).toMatch(/^The server has/);
});

it('links repeat the query, each parameter once with its last value, the marker last', () => {
  const query = readQuery('limit=1&marker=x&name=%C3%A9+~&limit=2') ?? [];
  expect(pageLinks('/v2/images', query, 'a')).toEqual({
    first: '/v2/images?limit=2&name=%C3%A9+~',
    next: '/v2/images?limit=2&name=%C3%A9+~&marker=a',
  });
  expect(pageLinks('/v2/images', [], undefined)).toEqual({ first: '/v2/images' });
});
