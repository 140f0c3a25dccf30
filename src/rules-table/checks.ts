import type { CheckName, Profile } from '../domain/profile.ts';
import type { RulesTable } from './table.ts';

/** What is looked at, operation by operation, first to last. Source: the profile's checks. */
export function checkTable(profile: Profile): RulesTable {
  const tenant = profile.wire.tenantInPath ? 'the tenant in the path (403), ' : '';
  return {
    title: 'What is looked at, first to last',
    legend: `The first check that refuses wins. Before all of them come the token (401), ${tenant}the path (404), the method (405), and the body and the query (400).`,
    terms: [],
    columns: ['operation', 'checks'],
    rows: checksOf(profile).map(([operation, checks]) => [operation, checks.join(', ')]),
  };
}

/** What each check asks, of those that the profile has. */
export function checkMeaningTable(profile: Profile): RulesTable {
  const used = new Set(checksOf(profile).flatMap(([, checks]) => checks));
  const added = profile.administrators.length === 0 ? {} : administratorMeanings;
  return {
    title: 'What each check asks',
    legend: 'A check refuses, unless what stands beside it is so.',
    terms: [],
    columns: ['check', 'refuses, unless'],
    rows: (Object.entries(checkMeanings) as [CheckName, string][])
      .filter(([check]) => used.has(check))
      .map(([check, meaning]) => [check, `${meaning}${added[check] ?? ''}`]),
  };
}

/** The checks of the operations that the profile has. */
function checksOf({ checks, wire }: Profile): readonly [string, readonly CheckName[]][] {
  const absent: readonly string[] = wire.absent;
  return Object.entries(checks).filter(([operation]) => !absent.includes(operation));
}

/** What must hold so that a check lets pass; each ends the sentence "is refused, unless …". */
const checkMeanings: { readonly [C in CheckName]: string } = {
  imageVisible: 'the image is there, and the caller may know it',
  imageShared: "the image's visibility takes members",
  callerReads: 'the caller has the role to read images (reader)',
  callerPermitted: 'the permission table says that the caller may, and the caller has the role',
  memberOnRecord:
    'the caller may look at members (showMember), there is such a member, and the caller may know it',
  statusKnown: 'the status is one that a member can have, letter by letter',
  statusSettable: 'the caller may set this status',
  quotaLeft: 'the image has room for one more member; asked before a duplicate is noticed',
  memberWritable: "the member's id has no characters of four bytes",
  memberNew: 'the member is not on record, whatever the case of its id',
  memberStorable: "the member's id is a text of at most 255 characters",
  ownerPermitted: 'the caller creates the image for its own tenant, or may create it for another',
  visibilityPermitted: 'the caller may give an image this visibility',
  flagsKnown: 'the filters os_hidden and protected are true or false',
  filtersPossible: 'the filters are ones that the database can make sense of',
  markerVisible: 'the page starts behind an image that the caller sees',
  valuesValid: 'the properties fit into what Glance and its database take',
  propertiesFree: 'no property has a name that only the cloud sets',
  imageIdFree: 'the id is not used, not even by a deleted image that is still remembered',
  changesPossible: 'every change of the patch is possible, one after the other',
  imageUnprotected: 'the image is not protected',
  tagPresent: 'the image has the tag',
  tagFits: 'the image has room for one more tag',
  dataReleased: 'the image is not deactivated',
  transitionPossible: 'the operation may start from the status that the image has',
  formatsSet: 'disk_format and container_format are set',
  spaceLeft: 'the data of all images together, in all worlds of a host, stays under its limit',
  sizeFits: 'the data is as long as `x-openstack-image-size` says, in a release that looks',
  formatFits: 'the data has the disk format of the image, in a release that looks: `raw` takes any',
  importFits: 'the image has the status that the method starts from, and both formats are set',
  importPermitted:
    'the permission table says that the caller may, for copy-image in a row of its own, and the caller has the role',
  importUnlocked: 'no other import holds the image',
  storesKnown: 'the stores are ones that there are, and do not have the data yet',
  sourceAllowed: 'the URI begins with http or https, names a host, and the port is 80, 443 or left out',
  importStorable: 'the request has less than 64 kB',
  locationAddable: 'the image is queued',
  locationPermitted:
    'the caller is a service (role service), or the permission table says that it may, and it has the role',
  storeTakesLocations:
    "the caller is a service, since a store of files takes no location from a user; its digest has the right length, and its URL passes the import's filter",
  taskListPossible: 'the query is one that the list of tasks understands',
  taskOnRecord: 'there is such a task',
  roomLeft:
    'there is memory left for images, members, application credentials and tasks; all worlds of a host share it (`--world-bytes`)',
};

/** What is added where a profile has administrators. */
const administratorMeanings: { readonly [C in CheckName]?: string } = {
  imageShared: '; administrators are not exempt',
  dataReleased: ', or the caller is an administrator',
};
