import type { Names } from './names.ts';
import type { Answer } from './side.ts';

/** An answer without what must differ: comparable by value. */
export interface Normal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON value, or the text, or what is neither as `base64:…`. */
  readonly body: unknown;
}

/** Headers that belong to the connection or the moment, not to the answer. */
const dropped: readonly string[] = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'server'];

/** Lists whose order Glance or Keystone leaves open, and what they are sorted by here. */
const unordered: Readonly<Record<string, string>> = {
  tags: '',
  catalog: 'type',
  endpoints: 'interface',
  roles: 'name',
};

function inOrder(list: readonly unknown[], key: string): readonly unknown[] {
  const by = unordered[key];
  if (by === undefined) return list;
  const rank = (each: unknown): string =>
    by === '' ? String(each) : String((each as Record<string, unknown> | null)?.[by]);
  return list.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

type Fold = (text: string) => string;

/**
 * Members in the order of their ids, as both sides name them: of a release that lists them in the order of an index, where the
 * database chooses to.
 */
function membersById(list: readonly unknown[], fold: Fold): readonly unknown[] {
  return ranked(list, (each) => fold(String((each as Record<string, unknown> | null)?.['member_id'])));
}

/**
 * Role assignments in the order of what they grant, as both sides name it: Keystone sorts them by ids that it makes up. Ids without
 * a name here rank alike, and the names that a list includes decide between them.
 */
function assignmentsInOrder(list: readonly unknown[], fold: Fold): readonly unknown[] {
  return ranked(list, (each) => {
    const { links, role } = (each ?? {}) as { links?: { assignment?: unknown }; role?: { name?: unknown } };
    const granted = fold(String(links?.assignment)).replaceAll(uuid, '').replaceAll(hex, '');
    return `${granted} ${String(role?.name)}`;
  });
}

function ranked(list: readonly unknown[], rank: (each: unknown) => string): readonly unknown[] {
  return list.toSorted((a, b) => {
    const [one, other] = [rank(a), rank(b)];
    return one === other ? 0 : one < other ? -1 : 1;
  });
}

/** The same in an answer that is normal already; what is numbered in it is to be numbered anew. */
export function withMembersById(normal: Normal): Normal {
  const { members } = (normal.body ?? {}) as { members?: unknown };
  if (!Array.isArray(members) || members.length < 2) return normal;
  return { ...normal, body: { ...(normal.body as object), members: membersById(members, String) } };
}

const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?/g;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const hex = /\b[0-9a-f]{32}\b/g;

/**
 * Normalises the answers of one side through one story. Ids and times become numbers in the order in which they
 * are first seen, so that two that were equal stay equal and two that were not stay different.
 */
export function normaliser(
  names: Names,
  { anyMemberOrder = false }: { readonly anyMemberOrder?: boolean } = {},
): (answer: Answer, method: string) => Normal {
  const arranged = (list: readonly unknown[], key: string): readonly unknown[] => {
    if (key === 'role_assignments') return assignmentsInOrder(list, names.fold);
    return key === 'members' && anyMemberOrder ? membersById(list, names.fold) : inOrder(list, key);
  };
  const number = numbering();
  const text = rememberingTexts(names, (given) =>
    names
      .fold(given)
      .replace(
        time,
        (all, fraction = '', zone = '') =>
          `<time${shapeOf(fraction)}${zone === 'Z' ? '' : zone || '.bare'}:${number('time', all)}>`,
      )
      .replaceAll(/file:\/\/[^"\s]*\/images\//g, 'file://<store>/')
      .replace(/req-<image:[^>]*>/g, '<request>')
      .replace(uuid, (all) => `<uuid:${number('uuid', all)}>`)
      .replace(hex, (all) => `<hex:${number('hex', all)}>`),
  );
  return remembering(names, ({ status, headers, body }, method) => {
    const read = bodyOf(body, headers['content-type'] ?? '', { text, arranged });
    return { status, headers: headersOf(headers, body, method, text), body: read };
  });
}

/** A text that was read before is the same again, its numbers too, until a side has another name. */
function rememberingTexts(names: Names, read: (given: string) => string): (given: string) => string {
  const seen = new Map<string, string>();
  let known = names.known();
  return (given) => {
    if (known !== names.known()) seen.clear();
    known = names.known();
    const text = seen.get(given) ?? read(given);
    seen.set(given, text);
    return text;
  };
}

type Normalise = (answer: Answer, method: string) => Normal;

/** Most answers of a scene are those to an earlier question again; they are the same value then. */
function remembering(names: Names, normalise: Normalise): Normalise {
  const seen = new Map<string, Normal>();
  let known = names.known();
  return (answer, method) => {
    if (known !== names.known()) seen.clear();
    known = names.known();
    const { status, headers, body } = answer;
    const kept = Object.keys(headers).filter((name) => !dropped.includes(name));
    const said = kept.map((name) =>
      name === requestId && isRequestId(headers[name]) ? name : `${name}: ${headers[name]}`,
    );
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
    const key = [method === 'HEAD', status, ...said, text].join('\n');
    const normal = seen.get(key) ?? normalise(answer, method);
    seen.set(key, normal);
    return normal;
  };
}

const requestId = 'x-openstack-request-id';

function isRequestId(value: string | undefined): boolean {
  return value !== undefined && /^req-[0-9a-f-]{36}$/.test(value);
}

/** Numbers things as they come, kind by kind. */
function numbering(): (kind: string, value: string) => number {
  const seen = new Map<string, number>();
  const counts = new Map<string, number>();
  return (kind, value) => {
    const known = seen.get(`${kind} ${value}`);
    if (known !== undefined) return known;
    const next = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, next);
    seen.set(`${kind} ${value}`, next);
    return next;
  };
}

function shapeOf(fraction: string): string {
  return fraction === '' ? '' : `.${fraction.length - 1}`;
}

function headersOf(
  headers: Answer['headers'],
  body: Uint8Array,
  method: string,
  text: (given: string) => string,
): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !dropped.includes(name));
  const valueOf = (name: string, value: string): string => {
    if (name === requestId) return isRequestId(value) ? '<request>' : text(value);
    if (name === 'x-subject-token') return '<token>';
    if (name === 'content-length')
      return method === 'HEAD' ? '<length>' : value === String(body.length) ? '<body>' : value;
    // Keystone's framework keeps the methods of a path in a set of Python's, which has no order; Glance's has them in a list.
    if (name === 'allow' && /x-auth-token/i.test(headers['vary'] ?? ''))
      return value.split(', ').toSorted().join(', ');
    return text(value);
  };
  return Object.fromEntries(kept.map(([name, value]) => [name, valueOf(name, value)] as const).toSorted());
}

/** How values are made comparable. */
interface Reading {
  text(given: string): string;
  /** A list that stands below a key, in an order that both sides have. */
  arranged(list: readonly unknown[], key: string): readonly unknown[];
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function bodyOf(body: Uint8Array, type: string, reading: Reading): unknown {
  const { text } = reading;
  let read: string;
  try {
    read = decoder.decode(body);
  } catch {
    return `base64:${Buffer.from(body).toString('base64')}`;
  }
  if (!type.includes('json')) return text(read);
  try {
    return valueOf(JSON.parse(read), reading);
  } catch {
    return text(read);
  }
}

/** Values that are a cloud's own, by their keys. */
const withheld: Readonly<Record<string, string>> = { secret: '<secret>', data_dir: '<folder>' };

/** Keys are taken in one order, so that numbers do not depend on how a side sorts them. */
function valueOf(value: unknown, reading: Reading, key = ''): unknown {
  const { text, arranged } = reading;
  if (typeof value === 'string') return withheld[key] ?? text(value);
  if (Array.isArray(value)) {
    if (key === 'audit_ids') return value.map(() => '<audit>');
    return arranged(value, key).map((each) => valueOf(each, reading));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [text(name), valueOf(each, reading, name)] as const),
  );
}

/** Where two answers differ, in words: `status 403 / 404`. The first is the real one. */
export function differencesOf(real: Normal, fake: Normal): readonly string[] {
  if (real === fake || agreeing.get(real) === fake) return [];
  if (isAlike(real, fake)) {
    agreeing.set(real, fake);
    return [];
  }
  return [
    ...unequal('status', real.status, fake.status),
    ...unequal('header', real.headers, fake.headers),
    ...unequal('body', real.body, fake.body),
  ];
}

/** Whether nothing differs: nearly all answers are alike, and where values stand matters for those alone that are not. */
function isAlike(real: unknown, fake: unknown): boolean {
  if (!isTree(real) || !isTree(fake) || Array.isArray(real) !== Array.isArray(fake))
    return Object.is(real, fake);
  const keys = Object.keys(real);
  return (
    keys.length === Object.keys(fake).length &&
    keys.every((key) => Object.hasOwn(fake, key) && isAlike(real[key], fake[key]))
  );
}

/** Answers that were compared last with others, and were alike: answers come again and again. */
const agreeing: WeakMap<Normal, Normal> = new WeakMap();

function unequal(place: string, real: unknown, fake: unknown): readonly string[] {
  if (isTree(real) && isTree(fake) && Array.isArray(real) === Array.isArray(fake)) {
    const keys = [...new Set([...Object.keys(real), ...Object.keys(fake)])];
    return keys.flatMap((key) => unequal(`${place} ${key}`, real[key], fake[key]));
  }
  return Object.is(real, fake) ? [] : [`${place}: ${shown(real)} / ${shown(fake)}`];
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = value === undefined ? '(absent)' : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
