/**
 * The story that the documents tell, from top to bottom: the cURL examples of the page "Share images", then the
 * workflow of the page "Sharing images". It starts in the documents' own world, with which a fake starts, and runs
 * wherever fetch does; nothing here needs Node.
 */

/** How a request is sent; `(path, init) => fetch(base + path, init)` will do. */
export type StorySend = (
  path: string,
  init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
) => Promise<{ readonly status: number; text(): Promise<string> }>;

/** One thing that somebody does, and what the documents say comes of it. A RegExp stands for any text that it matches. */
interface Step {
  readonly told: string;
  readonly by: 'documentation' | 'producer' | 'consumer';
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly status: number;
  readonly reply?: unknown;
}

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const members = `/v2/images/${image}/members`;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The member of the examples, as the page prints it. */
function consumer(status: string): object {
  return {
    created_at: '2013-10-07T17:58:03Z',
    image_id: image,
    member_id: '123456',
    schema: '/v2/schemas/member',
    status,
    updated_at: time,
  };
}

const secondConsumer = {
  created_at: '2013-10-07T17:58:55Z',
  image_id: image,
  member_id: '9876543',
  schema: '/v2/schemas/member',
  status: 'accepted',
  updated_at: '2013-10-08T12:08:55Z',
};

function refused(code: string, sentence: string): object {
  return { message: `${sentence}<br /><br />\n\n\n`, code, title: code.slice(4) };
}

/** An image list with these names. */
function listed(...names: string[]): object {
  return { images: names.map((name) => ({ name })), schema: '/v2/schemas/images' };
}

const memberList = (...entries: object[]): object => ({ members: entries, schema: '/v2/schemas/members' });
const by = {
  documentation: { by: 'documentation' },
  producer: { by: 'producer' },
  consumer: { by: 'consumer' },
} as const;
const itself = { method: 'PUT', path: `${members}/123456` } as const;

/** The page "Share images": its cURL examples, in their order, all with one token. */
const examples: readonly Step[] = [
  {
    told: 'Creating an image member',
    ...by.documentation,
    method: 'POST',
    path: members,
    body: { member: '123456' },
    status: 200,
    reply: consumer('pending'),
  },
  {
    told: 'Listing image members',
    ...by.documentation,
    method: 'GET',
    path: members,
    status: 200,
    reply: memberList(consumer('pending'), secondConsumer),
  },
  {
    told: 'Getting image member details',
    ...by.documentation,
    method: 'GET',
    path: `${members}/123456`,
    status: 200,
    reply: consumer('pending'),
  },
  {
    told: 'Updating an image member',
    ...by.documentation,
    ...itself,
    body: { status: 'accepted' },
    status: 200,
    reply: consumer('accepted'),
  },
  {
    told: 'Deleting an image member',
    ...by.documentation,
    method: 'DELETE',
    path: `${members}/123456`,
    status: 204,
  },
];

/** The page "Sharing images": the typical workflow, who may do what, and the additional notes. */
const workflow: readonly Step[] = [
  {
    told: 'before, the consumer does not see the image',
    ...by.consumer,
    method: 'GET',
    path: `/v2/images/${image}`,
    status: 404,
    reply: refused('404 Not Found', `No image found with ID ${image}`),
  },
  {
    told: 'consumers may not add themselves',
    ...by.consumer,
    method: 'POST',
    path: members,
    body: { member: '123456' },
    status: 404,
    reply: refused('404 Not Found', `Image ${image} not found.`),
  },
  {
    told: 'the producer creates a member',
    ...by.producer,
    method: 'POST',
    path: members,
    body: { member: '123456' },
    status: 200,
    reply: consumer('pending'),
  },
  {
    told: 'members are listed by producers',
    ...by.producer,
    method: 'GET',
    path: members,
    status: 200,
    reply: memberList(consumer('pending'), secondConsumer),
  },
  {
    told: 'and by consumers, who see themselves',
    ...by.consumer,
    method: 'GET',
    path: members,
    status: 200,
    reply: memberList(consumer('pending')),
  },
  {
    told: 'not yet accepted, the image is not in the list',
    ...by.consumer,
    method: 'GET',
    path: '/v2/images',
    status: 200,
    reply: listed(),
  },
  {
    told: 'but who knows its id may boot from it',
    ...by.consumer,
    method: 'GET',
    path: `/v2/images/${image}/file`,
    status: 200,
    reply: 'The data of the shared image.\n',
  },
  {
    told: 'producers may not modify the status',
    ...by.producer,
    ...itself,
    body: { status: 'accepted' },
    status: 403,
    reply: refused('403 Forbidden', 'You are not authorized to complete modify_member action.'),
  },
  {
    told: 'the consumer accepts',
    ...by.consumer,
    ...itself,
    body: { status: 'accepted' },
    status: 200,
    reply: consumer('accepted'),
  },
  {
    told: 'once accepted, the image appears in the list',
    ...by.consumer,
    method: 'GET',
    path: '/v2/images',
    status: 200,
    reply: listed('Shared image'),
  },
  {
    told: 'the consumer hides the image',
    ...by.consumer,
    ...itself,
    body: { status: 'rejected' },
    status: 200,
    reply: consumer('rejected'),
  },
  {
    told: 'hidden, it is not in the list',
    ...by.consumer,
    method: 'GET',
    path: '/v2/images',
    status: 200,
    reply: listed(),
  },
  {
    told: 'and may still be booted from',
    ...by.consumer,
    method: 'GET',
    path: `/v2/images/${image}/file`,
    status: 200,
    reply: 'The data of the shared image.\n',
  },
  {
    told: 'the consumer is open to being reminded',
    ...by.consumer,
    ...itself,
    body: { status: 'pending' },
    status: 200,
    reply: consumer('pending'),
  },
  {
    told: 'pending, it is listed where one asks for it',
    ...by.consumer,
    method: 'GET',
    path: '/v2/images?member_status=pending',
    status: 200,
    reply: listed('Shared image'),
  },
  {
    told: 'consumers may not remove themselves',
    ...by.consumer,
    method: 'DELETE',
    path: `${members}/123456`,
    status: 403,
    reply: refused('403 Forbidden', 'You are not authorized to complete delete_member action.'),
  },
  {
    told: 'the producer removes the member',
    ...by.producer,
    method: 'DELETE',
    path: `${members}/123456`,
    status: 204,
  },
  {
    told: 'then the image is gone for the consumer',
    ...by.consumer,
    method: 'GET',
    path: `/v2/images/${image}/file`,
    status: 404,
    reply: refused('404 Not Found', `No image found with ID ${image}`),
  },
];

/**
 * Tells the documents' story to a cloud in the documents' own world, and leaves it as it was.
 * @throws Error at the first answer that is not the documented one; it says which step, what was wanted, and what came.
 */
export async function story(send: StorySend): Promise<void> {
  for (const step of [...examples, ...workflow]) await take(step, send);
}

async function take(step: Step, send: StorySend): Promise<void> {
  const { method, path, body, status, reply } = step;
  const asked = { accept: 'application/json', 'x-auth-token': `${step.by}-token` };
  const init =
    body === undefined
      ? { method, headers: asked }
      : { method, headers: { ...asked, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const replied = await send(path, init);
  const text = await replied.text();
  if (replied.status === status && fits(reply ?? '', read(text))) return;
  const wanted = `${status} ${JSON.stringify(reply ?? '', (_, value: unknown) => (value instanceof RegExp ? String(value) : value))}`;
  throw new Error(
    `${step.told} (${step.by}: ${method} ${path})\n  wanted ${wanted}\n  got    ${replied.status} ${text}`,
  );
}

function read(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : text;
}

/** Whether a value is the wanted one; members of objects that are not spoken of may be there. */
function fits(wanted: unknown, value: unknown): boolean {
  if (wanted instanceof RegExp) return typeof value === 'string' && wanted.test(value);
  if (typeof wanted !== 'object' || wanted === null) return wanted === value;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((each, place) => fits(each, value[place]))
    );
  }
  const found = new Map(Object.entries(value));
  return Object.entries(wanted).every(([key, each]) => fits(each, found.get(key)));
}
