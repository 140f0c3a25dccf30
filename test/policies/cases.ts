/** What a Glance and the fake are asked about a policy: each operation by each caller, on an image of each visibility. */

/** A request to the image API, and what came back. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a request as a caller. */
export type Send = (
  as: string,
  method: string,
  path: string,
  body?: string,
  type?: string,
) => Promise<Answer>;

/** Those who ask: the owner's member and reader, the consumer's member and reader, a stranger, an administrator. */
export const callers = ['alpha', 'areader', 'beta', 'breader', 'gamma', 'admin'] as const;

export const visibilities = ['private', 'shared', 'public'] as const;

type Visibility = (typeof visibilities)[number];

/** The image that a case is about: its id, and the id of its member's tenant. */
export interface About {
  readonly image: string;
  readonly member: string;
}

const patchType = 'application/openstack-images-v2.1-json-patch';

type Ask = (send: Send, as: string, about: About) => Promise<Answer>;

const patch =
  (path: string, value: string): Ask =>
  (send, as, { image }) =>
    send(as, 'PATCH', `/v2/images/${image}`, JSON.stringify([{ op: 'add', path, value }]), patchType);

/** The operations on an image. */
export const asks: Readonly<Record<string, Ask>> = {
  show: (send, as, { image }) => send(as, 'GET', `/v2/images/${image}`),
  download: (send, as, { image }) => send(as, 'GET', `/v2/images/${image}/file`),
  'list members': (send, as, { image }) => send(as, 'GET', `/v2/images/${image}/members`),
  'show member': (send, as, { image, member }) => send(as, 'GET', `/v2/images/${image}/members/${member}`),
  'update member': (send, as, { image, member }) =>
    send(as, 'PUT', `/v2/images/${image}/members/${member}`, '{"status":"rejected"}'),
  'add member': (send, as, { image }) =>
    send(as, 'POST', `/v2/images/${image}/members`, '{"member":"another"}'),
  'remove member': (send, as, { image, member }) =>
    send(as, 'DELETE', `/v2/images/${image}/members/${member}`),
  rename: patch('/name', 'renamed'),
  publish: patch('/visibility', 'public'),
  'make community': patch('/visibility', 'community'),
  tag: (send, as, { image }) => send(as, 'PUT', `/v2/images/${image}/tags/new`),
  deactivate: (send, as, { image }) => send(as, 'POST', `/v2/images/${image}/actions/deactivate`),
  reactivate: (send, as, { image }) => send(as, 'POST', `/v2/images/${image}/actions/reactivate`),
  delete: (send, as, { image }) => send(as, 'DELETE', `/v2/images/${image}`),
};

/** What a new image is to be. */
export const creations: Readonly<Record<string, object>> = {
  'create private': { visibility: 'private' },
  'create shared': { visibility: 'shared' },
  'create community': { visibility: 'community' },
  'create public': { visibility: 'public' },
};

/** Those of a policy, as `alpha: show shared` and its status; an image list says whether the image was in it. */
export type Statuses = Record<string, string>;

/** Makes the image of a case: alpha's, with data, and beta a member of it. */
export type Making = (visibility: Visibility) => Promise<About & { end(): Promise<void> }>;

/** Asks all cases. @param made hears of an image that a case has made. */
export async function statusesOf(
  send: Send,
  make: Making,
  made: (id: string) => Promise<void>,
): Promise<Statuses> {
  const found: Statuses = {};
  for (const as of callers) {
    for (const visibility of visibilities) await askAbout(visibility, { send, as, make, found });
    for (const [name, image] of Object.entries(creations)) {
      const { status, text } = await send(as, 'POST', '/v2/images', JSON.stringify(image));
      found[`${as}: ${name}`] = String(status);
      if (status === 201) await made((JSON.parse(text) as { id: string }).id);
    }
  }
  return found;
}

/** Asks about an image; whatever has changed it, the next question is about another one. */
async function askAbout(
  visibility: Visibility,
  { send, as, make, found }: { send: Send; as: string; make: Making; found: Statuses },
): Promise<void> {
  let about = await make(visibility);
  const { status, text } = await send(as, 'GET', '/v2/images?visibility=all&limit=1000&member_status=all');
  found[`${as}: list ${visibility}`] =
    status === 200 ? (text.includes(about.image) ? 'in' : 'out') : `${status}`;
  for (const [name, ask] of Object.entries(asks)) {
    const answer = await ask(send, as, about);
    found[`${as}: ${name} ${visibility}`] = String(answer.status);
    if (answer.status >= 300 || reads.has(name)) continue;
    await about.end();
    about = await make(visibility);
  }
  await about.end();
}

const reads: ReadonlySet<string> = new Set(['show', 'download', 'list members', 'show member']);
