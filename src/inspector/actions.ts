import type { Ask } from '../domain/ask.ts';
import { memberStatusNames } from '../domain/member-statuses.ts';
import type { Image, MemberStatus, Visibility } from '../domain/model.ts';
import type { Profile } from '../domain/profile.ts';
import { shellQuoted } from '../http/shell.ts';

/** A request that somebody could send, without token and address. */
export interface Sendable {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query below the address of the cloud. */
  readonly path: string;
  readonly type: string | null;
  readonly body: string | null;
  /** The command of the OpenStack client that sends it; null where it has none. */
  readonly openstack: string | null;
}

/** Something that the page offers to do. */
export interface Action {
  /** `share`, `remove`, `status:accepted`, `visibility:public`, … */
  readonly key: string;
  /** What it does, on a button. */
  readonly label: string;
  readonly ask: Ask;
  readonly request: Sendable;
}

const json = 'application/json';
const patchType = 'application/openstack-images-v2.1-json-patch';

function sendable(
  method: Sendable['method'],
  path: string,
  openstack: string | null,
  body?: object,
  type: string = json,
): Sendable {
  const text = body === undefined ? null : JSON.stringify(body);
  return { method, path, type: text === null ? null : type, body: text, openstack };
}

/** What there is to do about one tenant's membership: share, answer with each status that there is, stop sharing. */
export function memberActions({ id: image }: Image, member: string): readonly Action[] {
  const members = `/v2/images/${image}/members`;
  const own = `${members}/${encodeURIComponent(member)}`;
  const given = { echo: member, text: member, number: null, shown: member };
  return [
    {
      key: 'share',
      label: 'Share',
      ask: { operation: 'addMember', image, given },
      request: sendable('POST', members, `image add project ${image} ${shellQuoted(member)}`, { member }),
    },
    ...memberStatusNames.map((status) => statusAction(image, member, status, own)),
    {
      key: 'remove',
      label: 'Remove',
      ask: { operation: 'removeMember', image, member },
      request: sendable('DELETE', own, `image remove project ${image} ${shellQuoted(member)}`),
    },
    {
      key: 'show',
      label: 'See',
      ask: { operation: 'showMember', image, member },
      request: sendable('GET', own, null),
    },
  ];
}

/** What the OpenStack client calls the statuses, and what a button does. */
const answers: { readonly [S in MemberStatus]: readonly [option: string, label: string] } = {
  pending: ['--pending', 'Set pending'],
  accepted: ['--accept', 'Accept'],
  rejected: ['--reject', 'Reject'],
};

function statusAction(image: string, member: string, status: MemberStatus, path: string): Action {
  const [option, label] = answers[status];
  return {
    key: `status:${status}`,
    label,
    ask: { operation: 'updateMember', image, member, status },
    request: sendable('PUT', path, `image set ${option} --project ${shellQuoted(member)} ${image}`, {
      status,
    }),
  };
}

/** What there is to do with an image: look at it, list its members, give it another visibility, delete it. */
export function imageActions({ id: image, visibility: now }: Image, profile: Profile): readonly Action[] {
  const path = `/v2/images/${image}`;
  const others = (Object.keys(profile.visibilities) as Visibility[]).filter((each) => each !== now);
  return [
    {
      key: 'see',
      label: 'See the image',
      ask: { operation: 'showImage', image },
      request: sendable('GET', path, `image show ${image}`),
    },
    {
      key: 'members',
      label: 'List its members',
      ask: { operation: 'listMembers', image },
      request: sendable('GET', `${path}/members`, `image member list ${image}`),
    },
    ...others.map((visibility) => visibilityAction(image, visibility, path)),
    {
      key: 'delete',
      label: 'Delete the image',
      ask: { operation: 'deleteImage', image },
      request: sendable('DELETE', path, `image delete ${image}`),
    },
  ];
}

function visibilityAction(image: string, visibility: Visibility, path: string): Action {
  const change = {
    op: 'replace',
    property: 'visibility',
    path: ['visibility'],
    value: visibility,
    strictAdd: false,
  } as const;
  return {
    key: `visibility:${visibility}`,
    label: `Make it ${visibility}`,
    ask: { operation: 'updateImage', image, changes: [change] },
    request: sendable(
      'PATCH',
      path,
      `image set --${visibility} ${image}`,
      [{ op: 'replace', path: '/visibility', value: visibility }],
      patchType,
    ),
  };
}
