import type { Change, Cloud, Usage } from './cloud.ts';
import { imageKey } from './collation.ts';
import type { Limits } from './limits.ts';
import type {
  ApplicationCredential,
  Domain,
  ImageValues,
  Member,
  RolesByPlace,
  Task,
  Tenant,
  User,
} from './model.ts';

/** How much memory things take, and how much more after a change. */

/** The usage of a world without images. */
export const noUsage: Usage = { data: 0, records: 0 };

/**
 * Bytes that a thing takes besides its texts, rounded up. Source: measured on Node 24; a property takes the more, the
 * fewer other images have one of its name.
 */
const overhead = {
  image: 1000,
  tag: 50,
  property: 250,
  member: 200,
  applicationCredential: 1000,
  task: 1000,
  resident: 1000,
  role: 100,
};

/** A character takes one byte, or two where its text has any beyond Latin-1: two are counted. */
function textBytes(...texts: readonly (string | null)[]): number {
  let letters = 0;
  for (const text of texts) letters += text?.length ?? 0;
  return 2 * letters;
}

/** Things of a kind that are made of texts, such as tags. */
function bytesOfEach(each: number, things: readonly (readonly (string | null)[])[]): number {
  return things.reduce((bytes, texts) => bytes + each + textBytes(...texts), 0);
}

function tagBytes(tags: readonly string[]): number {
  return bytesOfEach(
    overhead.tag,
    tags.map((tag) => [tag]),
  );
}

function imageBytes({ name, owner, diskFormat, containerFormat, tags, properties }: ImageValues): number {
  const own = textBytes(name, owner, diskFormat, containerFormat);
  const propertyBytes = bytesOfEach(overhead.property, Object.entries(properties));
  return overhead.image + own + tagBytes(tags) + propertyBytes;
}

function memberBytes(members: Iterable<Member | undefined>): number {
  let bytes = 0;
  for (const member of members) bytes += bytesOfMember(member);
  return bytes;
}

function bytesOfMember(member: Member | undefined): number {
  return member === undefined ? 0 : overhead.member + 2 * member.id.length;
}

function credentialBytes({ name, description, secret, accessRules }: ApplicationCredential): number {
  const rules = bytesOfEach(
    overhead.property,
    accessRules.map((rule) => Object.values(rule)),
  );
  return overhead.applicationCredential + textBytes(name, description, secret) + rules;
}

function taskBytes({ request, image, owner, stores }: Task): number {
  return overhead.task + textBytes(request, image, owner, ...stores);
}

/** What a domain, a tenant and a user have in common. */
type Resident = Pick<Domain, 'name' | 'options' | 'extra'> & Partial<Pick<Domain, 'description' | 'tags'>>;

function residentBytes(resident: Resident | undefined): number {
  if (resident === undefined) return 0;
  const { name, options, extra, description = null, tags = [] } = resident;
  const own = textBytes(name, description, JSON.stringify(options));
  return overhead.resident + own + bytesOfEach(overhead.property, Object.entries(extra)) + tagBytes(tags);
}

function userBytes(user: User | undefined): number {
  if (user === undefined) return 0;
  return residentBytes(user) + textBytes(user.password, user.apiKey) + overhead.role * roleCount(user);
}

/** How many roles a user has, on tenants, domains and the system together. */
export function roleCount({ roles, domainRoles, systemRoles }: User): number {
  const count = (places: RolesByPlace): number =>
    Object.values(places).reduce((sum, each) => sum + each.length, 0);
  return count(roles) + count(domainRoles) + systemRoles.length;
}

function taskBytesOf({ tasks }: Cloud, id: string): number {
  const task = tasks.get(id);
  return task === undefined ? 0 : taskBytes(task);
}

/** The usage of an image without its members. */
function bareUsage(image: ImageValues): Usage {
  return {
    data: (image.data?.bytes.length ?? 0) + (image.staged?.length ?? 0),
    records: imageBytes(image),
  };
}

function imageUsage(image: ImageValues, members: Iterable<Member>): Usage {
  const { data, records: bare } = bareUsage(image);
  return { data, records: bare + memberBytes(members) };
}

function difference(one: Usage, other: Usage): Usage {
  return { data: one.data - other.data, records: one.records - other.records };
}

function records(bytes: number): Usage {
  return { data: 0, records: bytes };
}

/** The members of an image that are on record or removed, with these ids as the database compares them. */
function membersOf(cloud: Cloud, image: string, ids: readonly string[]): readonly (Member | undefined)[] {
  const members = cloud.images.get(imageKey(image))?.members;
  return ids.map((id) => members?.get(id));
}

/** A limit that some changes would exceed, in bytes, as texts for the words of a refusal. */
export interface Exceeded extends Readonly<Record<string, string>> {
  readonly attempted: string;
  readonly maximum: string;
}

/** Whether changes that are not made yet would make a world larger than it may be; undefined: they would not. */
export function worldExceeded(
  cloud: Cloud,
  { worldBytes }: Limits,
  changes: readonly Change[],
): Exceeded | undefined {
  let growth = 0;
  for (const change of changes) growth += growthBy(cloud, change).records;
  const attempted = cloud.usage.records + growth;
  if (growth <= 0 || attempted <= worldBytes) return undefined;
  return { attempted: String(attempted), maximum: String(worldBytes) };
}

/** How much more a world takes after a change than before it; to be asked before the change is made. */
export function growthBy(cloud: Cloud, change: Change): Usage {
  switch (change.kind) {
    case 'imageCreated':
      return imageUsage(change.image, change.members);
    case 'imageChanged': {
      const before = cloud.images.get(imageKey(change.image.id));
      return difference(bareUsage(change.image), before === undefined ? noUsage : bareUsage(before));
    }
    case 'imageDeleted': {
      const image = cloud.images.get(imageKey(change.image));
      return image === undefined ? noUsage : difference(noUsage, imageUsage(image, image.members));
    }
    case 'memberAdded':
    case 'memberStatusChanged':
    case 'memberRemoved': {
      const { image, member } = change;
      const before = cloud.images.get(imageKey(image))?.members.get(member.id);
      return records(bytesOfMember(member) - bytesOfMember(before));
    }
    case 'removedMembersForgotten':
      return records(-memberBytes(membersOf(cloud, change.image, change.members)));
    default:
      return records(growthOfOthers(cloud, change));
  }
}

/** How many bytes more the records of tasks and application credentials take after a change. */
function growthOfOthers(cloud: Cloud, change: Change): number {
  const freed = (id: string): number => -taskBytesOf(cloud, id);
  switch (change.kind) {
    case 'taskChanged':
      return taskBytes(change.task) + freed(change.task.id);
    case 'tasksForgotten':
      return change.tasks.reduce((bytes, task) => bytes + freed(task), 0);
    case 'applicationCredentialCreated':
      return credentialBytes(change.credential);
    case 'applicationCredentialDeleted': {
      const credential = cloud.applicationCredentials.get(change.credential);
      return credential === undefined ? 0 : -credentialBytes(credential);
    }
    default:
      return growthOfResidents(cloud, change);
  }
}

/** How many bytes more domains, tenants and users take after a change. */
function growthOfResidents({ domains, tenants, users }: Cloud, change: Change): number {
  const place = (after: Domain | Tenant | undefined, before: Domain | Tenant | undefined): number =>
    residentBytes(after) - residentBytes(before);
  switch (change.kind) {
    case 'domainCreated':
    case 'domainChanged':
      return place(change.domain, domains.get(change.domain.id));
    case 'domainDeleted':
      return place(undefined, domains.get(change.domain));
    case 'tenantCreated':
    case 'tenantChanged':
      return place(change.tenant, tenants.get(change.tenant.id));
    case 'tenantDeleted':
      return place(undefined, tenants.get(change.tenant));
    case 'userCreated':
    case 'userChanged':
      return userBytes(change.user) - userBytes(users.get(change.user.id));
    case 'userDeleted':
      return -userBytes(users.get(change.user));
    default:
      return 0;
  }
}
