import type { Change, Forgetting, ResidentChange } from '../domain/cloud.ts';
import { sourceOf } from '../domain/images/imports.ts';
import { maskedTarget } from '../http/masking.ts';
import type { Task } from '../domain/model.ts';

/**
 * What a change made different, in a few words. Tokens and secrets are in some changes: what is said is picked, never passed
 * on. Clients choose what members are called.
 * @param shown a text as it may be shown.
 */
export function inWords(change: Change, shown: (text: string) => string): string {
  switch (change.kind) {
    case 'memberAdded':
      return `${shown(change.member.id)} added`;
    case 'memberStatusChanged':
      return change.member.status;
    case 'memberRemoved':
      return `${shown(change.member.id)} removed`;
    case 'imageCreated':
      return `${change.image.visibility} image ${change.image.id} created`;
    case 'imageChanged':
      return `image is ${change.image.visibility}, ${change.image.status}`;
    case 'imageDeleted':
      return 'image deleted';
    case 'taskChanged':
      return shown(importInWords(change.task));
    case 'tokenIssued':
      return 'logged in';
    case 'tokenFixed':
      return 'token made';
    case 'tokenRevoked':
      return 'token revoked';
    case 'applicationCredentialCreated':
      return 'application credential created';
    case 'applicationCredentialDeleted':
      return 'application credential deleted';
    default:
      return othersInWords(change, shown);
  }
}

function othersInWords(change: ResidentChange | Forgetting, shown: (text: string) => string): string {
  switch (change.kind) {
    case 'domainCreated':
    case 'domainChanged':
      return became('domain', change.kind, shown(change.domain.name));
    case 'tenantCreated':
    case 'tenantChanged':
      return became('tenant', change.kind, shown(change.tenant.name));
    case 'userCreated':
    case 'userChanged':
      return became('user', change.kind, shown(change.user.name));
    case 'domainDeleted':
      return `domain ${change.domain} deleted`;
    case 'tenantDeleted':
      return `tenant ${change.tenant} deleted`;
    case 'userDeleted':
      return `user ${change.user} deleted`;
    default:
      return forgettingInWords(change);
  }
}

function became(what: string, kind: string, name: string): string {
  return `${what} ${name} ${kind.endsWith('Created') ? 'created' : 'changed'}`;
}

const outcomes: Readonly<Record<Task['status'], string>> = {
  processing: 'started',
  success: 'succeeded',
  failure: 'failed',
};

/** Characters of a URI that are shown. */
const longestSource = 100;

/** `import of http://… failed`; why an import fails is not for the wire. */
function importInWords(task: Task): string {
  const source = sourceOf(task);
  const of = source === undefined ? 'staged data' : maskedTarget(source).slice(0, longestSource);
  return `import of ${of} ${outcomes[task.status]}`;
}

function forgettingInWords(change: Forgetting): string {
  switch (change.kind) {
    case 'tokensEnded':
      return counted(change.tokens.length, 'token', 'ended');
    case 'deletedImagesForgotten':
      return counted(change.images.length, 'deleted image', 'forgotten');
    case 'tasksForgotten':
      return counted(change.tasks.length, 'import', 'forgotten');
    case 'removedMembersForgotten':
      return counted(change.members.length, 'removed member', 'forgotten');
  }
}

function counted(number: number, what: string, became: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'} ${became}`;
}
