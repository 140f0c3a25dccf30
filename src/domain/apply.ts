import type { Change, Forgetting, Cloud, ResidentChange, Usage } from './cloud.ts';
import { imageKey } from './collation.ts';
import { defaultDomain } from './identity/bootstrap.ts';
import { KeptGroups } from './images/groups.ts';
import { MemberTable, tableOf } from './member-table.ts';
import type {
  ApplicationCredential,
  DeletedImage,
  Domain,
  Download,
  Image,
  ImageValues,
  Member,
  Role,
  Task,
  Tenant,
  Token,
  User,
} from './model.ts';
import type { RoleFacts } from './release.ts';
import { growthBy, noUsage } from './usage.ts';

/** A cloud that may be written to. Only `apply` does, and what makes a cloud. */
export interface WritableCloud extends Cloud {
  readonly domains: Map<string, Domain>;
  readonly tenants: Map<string, Tenant>;
  readonly users: Map<string, User>;
  readonly roles: Set<Role>;
  readonly tokens: Map<string, Token>;
  readonly fixedTokens: Map<string, string>;
  readonly applicationCredentials: Map<string, ApplicationCredential>;
  readonly images: Map<string, Image>;
  readonly groups: KeptGroups;
  readonly deletedImages: Map<string, DeletedImage | null>;
  readonly tasks: Map<string, Task>;
  readonly downloads: Map<string, Download>;
  usage: Usage;
}

/** A cloud in which there is nothing but the default domain. */
export function emptyCloud(roleFacts: RoleFacts): WritableCloud {
  return {
    ...imagesFrom(new Map()),
    domains: new Map([[defaultDomain.id, defaultDomain]]),
    tenants: new Map(),
    users: new Map(),
    roles: new Set(),
    roleFacts,
    tokens: new Map(),
    fixedTokens: new Map(),
    applicationCredentials: new Map(),
    deletedImages: new Map(),
    tasks: new Map(),
    downloads: new Map(),
    usage: noUsage,
  };
}

/** The images of a cloud with the groups that are kept of them. */
function imagesFrom(images: Map<string, Image>): Pick<WritableCloud, 'images' | 'groups'> {
  return { images, groups: new KeptGroups(images) };
}

/**
 * A cloud of its own that holds what another does. What stands in it never changes: the maps alone are copied. Tables of
 * members do change; both clouds have them until one writes to such a table, and takes a copy for itself.
 */
export function copyOf(cloud: Cloud): WritableCloud {
  for (const { members } of cloud.images.values()) tableOf(members).share();
  return {
    ...imagesFrom(new Map(cloud.images)),
    domains: new Map(cloud.domains),
    tenants: new Map(cloud.tenants),
    users: new Map(cloud.users),
    roles: new Set(cloud.roles),
    roleFacts: cloud.roleFacts,
    tokens: new Map(cloud.tokens),
    fixedTokens: new Map(cloud.fixedTokens),
    applicationCredentials: new Map(cloud.applicationCredentials),
    deletedImages: new Map(cloud.deletedImages),
    tasks: new Map(cloud.tasks),
    downloads: new Map(cloud.downloads),
    usage: cloud.usage,
  };
}

/** The one place where a world changes. A change carries its finished value: no rule is asked here. */
export function apply(cloud: WritableCloud, change: Change): void {
  const { data, records } = growthBy(cloud, change);
  cloud.usage = { data: cloud.usage.data + data, records: cloud.usage.records + records };
  write(cloud, change);
}

function write(cloud: WritableCloud, change: Change): void {
  switch (change.kind) {
    case 'memberAdded':
    case 'memberStatusChanged':
    case 'memberRemoved':
      return putMember(cloud, change);
    case 'imageCreated':
      return putImage(cloud, change.image.id, { ...change.image, members: new MemberTable(change.members) });
    case 'imageChanged':
      return changeImage(cloud, change.image);
    case 'imageDeleted':
      putImage(cloud, change.image, undefined);
      return void cloud.deletedImages.set(imageKey(change.image), change.left);
    case 'taskChanged':
      return void cloud.tasks.set(change.task.id, change.task);
    case 'tokenFixed':
      cloud.fixedTokens.set(change.token.user, change.token.id);
      return void cloud.tokens.set(change.token.id, change.token);
    case 'tokenIssued':
      return void cloud.tokens.set(change.token.id, change.token);
    case 'tokenRevoked':
      return endToken(cloud, change.token);
    case 'applicationCredentialCreated':
      return void cloud.applicationCredentials.set(change.credential.id, change.credential);
    case 'applicationCredentialDeleted':
      return void cloud.applicationCredentials.delete(change.credential);
    default:
      return writeOthers(cloud, change);
  }
}

function writeOthers(cloud: WritableCloud, change: ResidentChange | Forgetting): void {
  switch (change.kind) {
    case 'domainCreated':
    case 'domainChanged':
      return void cloud.domains.set(change.domain.id, change.domain);
    case 'domainDeleted':
      return void cloud.domains.delete(change.domain);
    case 'tenantCreated':
    case 'tenantChanged':
      return void cloud.tenants.set(change.tenant.id, change.tenant);
    case 'tenantDeleted':
      return void cloud.tenants.delete(change.tenant);
    case 'userCreated':
    case 'userChanged':
      return void cloud.users.set(change.user.id, change.user);
    case 'userDeleted':
      endToken(cloud, cloud.fixedTokens.get(change.user) ?? '');
      return void cloud.users.delete(change.user);
    default:
      return forget(cloud, change);
  }
}

function forget(cloud: WritableCloud, change: Forgetting): void {
  switch (change.kind) {
    case 'tokensEnded':
      return change.tokens.forEach((token) => endToken(cloud, token));
    case 'deletedImagesForgotten':
      return change.images.forEach((image) => cloud.deletedImages.delete(image));
    case 'tasksForgotten':
      return change.tasks.forEach((task) => cloud.tasks.delete(task));
    case 'removedMembersForgotten':
      return writableMembers(cloud, change.image).members.forget(change.members);
  }
}

function endToken(cloud: WritableCloud, id: string): void {
  const user = cloud.tokens.get(id)?.user ?? '';
  if (cloud.fixedTokens.get(user) === id) cloud.fixedTokens.delete(user);
  cloud.tokens.delete(id);
}

function changeImage(cloud: WritableCloud, image: ImageValues): void {
  putImage(cloud, image.id, { ...image, members: namedImage(cloud, image.id).members });
}

function putImage(cloud: WritableCloud, id: string, image: Image | undefined): void {
  const key = imageKey(id);
  const before = cloud.images.get(key);
  if (image === undefined) cloud.images.delete(key);
  else cloud.images.set(key, image);
  cloud.groups.imageChanged(before, image);
}

type MemberChange = Extract<Change, { readonly member: Member }>;

function putMember(cloud: WritableCloud, change: MemberChange): void {
  const { member } = change;
  const { image, members } = writableMembers(cloud, change.image);
  const before = members.get(member.id);
  members.put(member);
  if (change.kind === 'memberRemoved') members.lastRemoval = change.now;
  cloud.groups.memberChanged(image, before, member);
}

/** The members of an image, to be written to: a copy, where other clouds have them, too. */
function writableMembers(
  cloud: WritableCloud,
  id: string,
): { readonly image: Image; readonly members: MemberTable } {
  const image = namedImage(cloud, id);
  const table = tableOf(image.members);
  if (!table.isShared) return { image, members: table };
  const members = table.copy();
  const own = { ...image, members };
  cloud.images.set(imageKey(id), own);
  return { image: own, members };
}

/** The image that a change names. */
function namedImage(cloud: WritableCloud, id: string): Image {
  const image = cloud.images.get(imageKey(id));
  if (image === undefined) throw new Error(`a change names image ${id}, which is not there`);
  return image;
}
