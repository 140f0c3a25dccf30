import { readJson } from '../../http/json.ts';
import { readQuery } from '../../http/query.ts';
import { askerOf } from './asker.ts';
import type { ApiExchange } from './exchange-kind.ts';
import type { Kept } from './kept.ts';
import { choices } from './subject.ts';

/** What a request names besides what its path is about. */
export interface Named {
  /** Ids of tenants, and what looks like one. */
  readonly tenants: readonly string[];
  /** Ids of images, and what looks like one. */
  readonly images: readonly string[];
  /** Names that an image has or is to have. */
  readonly names: readonly string[];
}

/** Whether a text looks like the id of an image. */
export function isImageId(text: string): boolean {
  return uuid.test(text);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const tenantId = /^[0-9a-f]{32}$/i;

/** Finds what a request names, in its path, its query and its body. */
export function namedIn(kept: Kept, exchange: ApiExchange): Named {
  const { path, route } = exchange;
  const query = route?.operation === 'listImages' ? (readQuery(path.query) ?? []) : [];
  const values = query.flatMap(([key, value]) => choices(value).map((each) => ({ key, value: each })));
  const body = route?.body === 'json' ? readJson(kept.request.body)?.value : undefined;
  const all = [...path.segments.slice(2), ...values.map(({ value }) => value), ...textsIn(body)];
  const { tenants } = kept.before;
  const isTenant = (text: string): boolean => tenants.has(text) || tenantId.test(text);
  const own = askerOf(kept)?.tenant;
  const member = memberIn(exchange, body);
  return {
    tenants: all.filter((text) => (isTenant(text) || text === member) && text !== own),
    images: all.filter(isImageId),
    names: [
      ...values.filter(({ key, value }) => key === 'name' && value !== '').map(({ value }) => value),
      ...newNames(body, exchange),
    ],
  };
}

/**
 * The member that a request is about, where it is called as tenants are. Nobody looks whether there is a tenant of that
 * id, so any will do for it; a text of another kind may be what the answer is about.
 */
function memberIn({ route, parameters }: ApiExchange, body: unknown): string | undefined {
  const added =
    route?.operation === 'addMember' ? (body as { readonly member?: unknown } | null)?.member : '';
  const member = parameters['member_id'] ?? added;
  return typeof member === 'string' && /^[\w-]{1,64}$/.test(member) ? member : undefined;
}

function newNames(body: unknown, { route }: ApiExchange): readonly string[] {
  if (route?.operation !== 'createImage' || typeof body !== 'object' || body === null) return [];
  const { name } = body as { readonly name?: unknown };
  return typeof name === 'string' && name !== '' ? [name] : [];
}

/** All texts in a value, however deep they are. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
