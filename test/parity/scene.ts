import type { Normal } from './normalise.ts';
import type { Asked } from './side.ts';

/** One question of a scene. */
export interface Question extends Asked {
  /** The case's name within its scene. Without one it only sets the scene; it is compared all the same. */
  readonly label?: string;
  /** Values of the answer that later questions name `<kept:name>`: a path through the JSON body, or `header:name`. */
  readonly keep?: Readonly<Record<string, string>>;
  /** Begins in a later second than the question before, so that times can be told apart. */
  readonly later?: boolean;
}

/** A scene: it asks, and may look at the real answers to go on. Told anew it asks the same. */
export interface Scene {
  /** Group and name, `table/private/none/queued`. */
  readonly name: string;
  tell(): Generator<Question, void, Normal>;
  /** It looks at whole image lists: nothing else may be in the cloud. */
  readonly alone?: boolean;
}

const json: Readonly<Record<string, string>> = { accept: 'application/json' };
const patchType = 'application/openstack-images-v2.1-json-patch';

/** A question with a label, which makes it a case. */
export function label(name: string, question: Question): Question {
  return { ...question, label: name };
}

/** A question without a body. Errors are asked for as JSON unless the headers say otherwise. */
export function ask(
  as: string | null,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = json,
): Question {
  return { as, method, path, headers };
}

/** A question with a JSON body; text goes as it is. */
export function send(
  as: string | null,
  method: string,
  path: string,
  body: unknown,
  type = 'application/json',
): Question {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { as, method, path, headers: { ...json, 'content-type': type }, body: text };
}

/** A change of an image: `[operation, property, value]`. */
export function patch(
  as: string | null,
  image: string,
  ...changes: readonly (readonly unknown[])[]
): Question {
  const operations = changes.map(([op, name, value]) => ({
    op,
    path: `/${String(name)}`,
    ...(op === 'remove' ? {} : { value }),
  }));
  return send(as, 'PATCH', `/v2/images/<image:${image}>`, operations, patchType);
}

/** A question with bytes. */
export function bytes(as: string | null, method: string, path: string, body = 'image data'): Question {
  return send(as, method, path, body, 'application/octet-stream');
}

/** How an image is set up. */
export interface ImageGiven {
  readonly as?: string;
  readonly visibility?: string;
  readonly data?: boolean;
  readonly members?: Readonly<Record<string, string>>;
  readonly [property: string]: unknown;
}

/** Creates an image, its data, its members with their statuses (`removed` too), and last its visibility. */
export function* image(name: string, given: ImageGiven = {}): Generator<Question, void, Normal> {
  const { as = 'alpha', visibility = 'shared', data = false, members = {}, ...rest } = given;
  const path = `/v2/images/<image:${name}>`;
  const formats = data ? { disk_format: 'raw', container_format: 'bare' } : {};
  yield send(as, 'POST', '/v2/images', {
    id: `<image:${name}>`,
    name,
    tags: ['<word>'],
    ...formats,
    ...rest,
  });
  if (data) yield bytes(as, 'PUT', `${path}/file`);
  for (const [tenant, status] of Object.entries(members)) yield* member(name, tenant, status, as);
  if (visibility !== 'shared') yield patch('admin', name, ['replace', 'visibility', visibility]);
}

/** Makes a tenant a member of an image, with a status; `removed`: it was one. */
export function* member(
  name: string,
  tenant: string,
  status: string,
  as = 'alpha',
): Generator<Question, void, Normal> {
  const path = `/v2/images/<image:${name}>/members`;
  const id = tenant.startsWith('<') ? tenant : `<tenant:${tenant}>`;
  yield send(as, 'POST', path, { member: id });
  if (status === 'removed') yield ask(as, 'DELETE', `${path}/${id}`);
  else if (status !== 'pending') yield send('admin', 'PUT', `${path}/${id}`, { status });
}

/** Takes images away again, whatever they have become. */
export function* clear(...names: readonly string[]): Generator<Question, void, Normal> {
  for (const name of names) {
    const { status } = yield ask('admin', 'DELETE', `/v2/images/<image:${name}>`);
    if (status !== 403) continue;
    yield patch('admin', name, ['replace', 'protected', false]);
    yield ask('admin', 'DELETE', `/v2/images/<image:${name}>`);
  }
}
