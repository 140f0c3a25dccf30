import type { Change, Forgetting, Cloud, Usage } from './cloud.ts';
import { folded, imageKey } from './collation.ts';
import type {
  ApplicationCredential,
  DeletedImage,
  Download,
  Image,
  Member,
  Task,
  Tenant,
  Token,
  User,
} from './model.ts';
import { growthBy, noUsage } from './limits.ts';

/** A cloud that may be written to. Only `apply` does, and what makes a cloud. */
export interface WritableCloud extends Cloud {
  readonly tenants: Map<string, Tenant>;
  readonly users: Map<string, User>;
  readonly tokens: Map<string, Token>;
  readonly fixedTokens: Map<string, string>;
  readonly applicationCredentials: Map<string, ApplicationCredential>;
  readonly images: Map<string, Image>;
  readonly deletedImages: Map<string, DeletedImage | null>;
  readonly tasks: Map<string, Task>;
  readonly downloads: Map<string, Download>;
  usage: Usage;
}

/** A cloud in which there is nothing. */
export function emptyCloud(): WritableCloud {
  return {
    tenants: new Map(),
    users: new Map(),
    tokens: new Map(),
    fixedTokens: new Map(),
    applicationCredentials: new Map(),
    images: new Map(),
    deletedImages: new Map(),
    tasks: new Map(),
    downloads: new Map(),
    usage: noUsage,
  };
}

/** A cloud of its own that holds what another does. What stands in it never changes: the maps alone are copied. */
export function copyOf(cloud: Cloud): WritableCloud {
  return {
    tenants: new Map(cloud.tenants),
    users: new Map(cloud.users),
    tokens: new Map(cloud.tokens),
    fixedTokens: new Map(cloud.fixedTokens),
    applicationCredentials: new Map(cloud.applicationCredentials),
    images: new Map(cloud.images),
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
      return withMembers(cloud, change.image, (members) => put(members, change.member));
    case 'imageCreated':
    case 'imageChanged':
      return void cloud.images.set(imageKey(change.image.id), change.image);
    case 'imageDeleted':
      cloud.images.delete(imageKey(change.image));
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
      return withMembers(cloud, change.image, (members) => without(members, change.members));
  }
}

function endToken(cloud: WritableCloud, id: string): void {
  const user = cloud.tokens.get(id)?.user ?? '';
  if (cloud.fixedTokens.get(user) === id) cloud.fixedTokens.delete(user);
  cloud.tokens.delete(id);
}

function withMembers(
  cloud: WritableCloud,
  id: string,
  changed: (members: readonly Member[]) => readonly Member[],
): void {
  const image = cloud.images.get(imageKey(id));
  if (image === undefined) throw new Error(`a change names image ${id}, which is not there`);
  cloud.images.set(imageKey(id), { ...image, members: changed(image.members) });
}

/** A member takes the place of its former record, or comes last. */
function put(members: readonly Member[], member: Member): readonly Member[] {
  const key = folded(member.id);
  const place = members.findIndex((other) => folded(other.id) === key);
  return place === -1 ? [...members, member] : members.with(place, member);
}

function without(members: readonly Member[], ids: readonly string[]): readonly Member[] {
  const gone = new Set(ids.map(folded));
  return members.filter(({ id }) => !gone.has(folded(id)));
}
