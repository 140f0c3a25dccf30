import type { Profile } from '../domain/profile.ts';
import type { Release } from '../domain/release.ts';
import type { RulesTable } from './table.ts';

const lengths: { readonly [L in Release['emptyLength']]: string } = {
  all: 'Content-Length: 0',
  'where a body may be': 'Content-Length: 0, but in a 204 and to a HEAD',
  none: 'none',
};

const orders: { readonly [O in Release['memberOrder']]: string } = {
  added: 'as they were added',
  id: 'by their ids',
};

/** What the release shows; empty where the profile follows none. Source: the profile's release. */
export function releaseTable({ release, releaseIsFree }: Profile): RulesTable {
  const { versions, mediaTypes, schemaErrors } = release;
  const current = versions.find(({ status }) => status === 'CURRENT');
  const rows = [
    ['release', release.title],
    ['versions', `${versions.map(({ minor }) => `v2.${minor}`).join(', ')}; current: v2.${current?.minor}`],
    ['the length of an answer without a body', lengths[release.emptyLength]],
    ...orderRows(release),
    ...webServerRows(release.webServer),
    ['types of tasks', release.taskTypes.join(', ')],
    ['a 415', mediaTypes.explained ? 'says what is expected, or what came' : 'names the media type alone'],
    ['schema errors', `keys ${schemaErrors.keys}; an empty text ${emptyText(schemaErrors)}`],
    ['roles of an application credential', release.credentialRoles],
    ['roles that every cloud has', release.roles.builtIn.join(', ')],
    ['uploaded data', uploadText(release.uploads)],
    [
      'paths for where data lies',
      release.locations === 'none' ? 'none: 404' : 'for services and administrators',
    ],
  ];
  return {
    title: 'What the release shows',
    legend: `Facts of Glance, of Keystone and of their libraries; no rule of sharing is among them. --release chooses another release; the order of members, --member-order.`,
    terms: [],
    columns: ['what', 'how'],
    rows: releaseIsFree ? rows : [],
  };
}

/** What the web server below Glance does; none of it is Glance's own doing. */
function webServerRows(webServer: Release['webServer']): readonly (readonly string[])[] {
  return [
    ['web server: segments `.` and `..` of a path', webServer.dotSegments],
    [
      'web server: a `%` in a path that begins no byte',
      webServer.brokenPercent === 'kept' ? 'kept' : 'read with what follows, as NUL; left out at the end',
    ],
    ['web server: JSON in chunks', webServer.chunkedJson],
    ['web server: `X-Forwarded-Proto`, in links', webServer.forwardedProtocol],
    [
      'web server: a path that is no UTF-8',
      webServer.broken === 'cut' ? 'the connection ends without an answer' : '500 without words',
    ],
  ];
}

function uploadText({ formats, sizes }: Release['uploads']): string {
  const format = formats === 'any' ? 'of any format' : 'of the format that the image says, or 415';
  return sizes === 'any' ? format : `${format}; as long as \`x-openstack-image-size\` says, or 400`;
}

function emptyText({ empty }: Release['schemaErrors']): string {
  return empty === 'should be non-empty' ? empty : 'is too short';
}

/** The orders that no service promises: those of the cloud that was asked. */
function orderRows({
  memberOrder,
  afterRemoval,
  endpoints,
}: Release): readonly (readonly [string, string])[] {
  return [
    [
      'the order of members, which Glance does not promise',
      `${orders[memberOrder]}${exceptionText(afterRemoval)}`,
    ],
    [
      'the order of endpoints, which Keystone does not promise',
      endpoints.map(([type, name]) => `${type} ${name}`).join(', '),
    ],
  ];
}

function exceptionText({ order, milliseconds }: Release['afterRemoval']): string {
  return milliseconds === 0 ? '' : `; ${orders[order]} for ${milliseconds} ms after one was removed`;
}
