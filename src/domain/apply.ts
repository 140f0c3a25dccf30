import type { Change } from './changes.ts';
import type { Cloud } from './cloud.ts';
import { folded, imageKey } from './collation.ts';
import type { ApplicationCredential, DeletedImage, Image, Member, Tenant, Token, User } from './model.ts';

/** A cloud that may be written to. Only `apply` does, and what makes a cloud. */
export interface WritableCloud extends Cloud {
  readonly tenants: Map<string, Tenant>;
  readonly users: Map<string, User>;
  readonly tokens: Map<string, Token>;
  readonly applicationCredentials: Map<string, ApplicationCredential>;
  readonly images: Map<string, Image>;
  readonly deletedImages: Map<string, DeletedImage | null>;
}

/** The one place where a world changes. A change carries its finished value: no rule is asked here. */
export function apply(cloud: WritableCloud, change: Change): void {
  switch (change.kind) {
    case 'memberAdded':
    case 'memberStatusChanged':
    case 'memberRemoved':
      return putMember(cloud, change.image, change.member);
    case 'imageCreated':
    case 'imageChanged':
      return void cloud.images.set(imageKey(change.image.id), change.image);
    case 'imageDeleted':
      cloud.images.delete(imageKey(change.image));
      return void cloud.deletedImages.set(imageKey(change.image), change.left);
    case 'tokenIssued':
      return void cloud.tokens.set(change.token.id, change.token);
    case 'tokenRevoked':
      return void cloud.tokens.delete(change.token);
    case 'applicationCredentialCreated':
      return void cloud.applicationCredentials.set(change.credential.id, change.credential);
    case 'applicationCredentialDeleted':
      return void cloud.applicationCredentials.delete(change.credential);
  }
}

/** A member takes the place of its former record, or comes last. */
function putMember(cloud: WritableCloud, id: string, member: Member): void {
  const image = cloud.images.get(imageKey(id));
  if (image === undefined) throw new Error(`a change names image ${id}, which is not there`);
  const members = [...image.members];
  const key = folded(member.id);
  const place = members.findIndex((other) => folded(other.id) === key);
  members[place === -1 ? members.length : place] = member;
  cloud.images.set(imageKey(id), { ...image, members });
}
