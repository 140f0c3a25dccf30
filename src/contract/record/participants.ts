import { folded } from '../../domain/collation.ts';
import { readJson } from '../../http/json.ts';
import { readQuery } from '../../http/query.ts';
import { type CastTenant, type Player, tenantValue } from '../cast.ts';
import { contentOf, type KnownValues } from './comparison.ts';
import {
  type ApiExchange,
  playerOf,
  type RecordedCaller,
  recordedCallerOf,
  type RecordedExchange,
} from './recorded-exchange.ts';
import { choices, type RecordedImage } from './recorded-images.ts';
import { textsIn } from '../template.ts';

/** Which part each tenant of a recorded world plays in the contract. */
export interface Casting {
  readonly caller: Player | null;
  /** The parts by the ids of tenants. */
  readonly parts: ReadonlyMap<string, CastTenant>;
}

/** Who takes part in an exchange. */
interface Participants {
  readonly caller: RecordedCaller | null;
  /** The images that it is about, the most important first. */
  readonly images: readonly RecordedImage[];
  /** The ids of tenants that the request names, and what looks like one. */
  readonly tenants: readonly string[];
}

/** Parts that a tenant of no importance may get; further ones become texts. */
const extras: readonly CastTenant[] = ['consumer', 'second-consumer', 'stranger'];

/** Gives each tenant its part, by what it is to the images: the owner is the producer, and so on. */
export function castingOf({ caller, images: recordedImages, tenants: mentioned }: Participants): Casting {
  const parts = new Map<string, CastTenant>();
  const cast = (tenant: string | null | undefined, wanted: readonly CastTenant[]): void => {
    if (tenant === null || tenant === undefined || parts.has(tenant)) return;
    const taken = new Set(parts.values());
    const part = wanted.find((each) => !taken.has(each));
    if (part !== undefined) parts.set(tenant, part);
  };
  if (caller?.role === 'admin') cast(caller.tenant, ['administrator']);
  cast(recordedImages[0]?.image?.owner, ['producer']);
  if (caller !== null) cast(caller.tenant, partsOfCaller(caller, recordedImages));
  for (const tenant of mentioned) cast(tenant, partsOfTenant(tenant, recordedImages));
  const members = recordedImages.flatMap(({ image }) => [...(image?.members ?? [])]);
  // A member is found whatever the case in which a request writes its id.
  const written = new Map(mentioned.map((tenant) => [folded(tenant), parts.get(tenant)]));
  for (const { id } of members) {
    const part = written.get(folded(id));
    if (part !== undefined) parts.set(id, part);
  }
  for (const { image } of recordedImages) cast(image?.owner, extras);
  for (const { id } of members) cast(id, extras);
  return { caller: caller && playerOf(caller, parts.get(caller.tenant ?? '') ?? 'producer'), parts };
}

/** A reader plays for the producer or for the consumer: the cast has no other. */
function partsOfCaller(
  caller: RecordedCaller,
  recordedImages: readonly RecordedImage[],
): readonly CastTenant[] {
  if (recordedImages.length === 0) return ['producer'];
  const isMember = recordedImages.some((recordedImage) => hasMember(recordedImage, caller.tenant ?? ''));
  if (caller.role === 'reader') return ['consumer', 'producer'];
  return isMember ? ['consumer'] : ['stranger'];
}

function partsOfTenant(tenant: string, recordedImages: readonly RecordedImage[]): readonly CastTenant[] {
  const isMember = recordedImages.some((recordedImage) => hasMember(recordedImage, tenant));
  return isMember ? extras : ['consumer', 'stranger', 'second-consumer'];
}

function hasMember({ image }: RecordedImage, tenant: string): boolean {
  return image?.members.get(tenant) !== undefined;
}

/** What a request names besides what its path is about. */
interface Mentions {
  /** Ids of tenants, and what looks like one. */
  readonly tenants: readonly string[];
  /** Ids of images, and what looks like one. */
  readonly images: readonly string[];
  /** Names that an image has or is to have. */
  readonly names: readonly string[];
}

/** Whether a text looks like the id of an image. */
export function isImageId(text: string): boolean {
  return imageIdPattern.test(text);
}

const imageIdPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const tenantIdPattern = /^[0-9a-f]{32}$/i;

/** Finds what a request names, in its path, its query and its body. */
export function mentionsIn(recorded: RecordedExchange, exchange: ApiExchange): Mentions {
  const { path, route } = exchange;
  const query = route?.operation === 'listImages' ? (readQuery(path.query) ?? []) : [];
  const values = query.flatMap(([key, value]) => choices(value).map((each) => ({ key, value: each })));
  const body = route?.body === 'json' ? readJson(recorded.request.body)?.value : undefined;
  const all = [...path.segments.slice(2), ...values.map(({ value }) => value), ...textsIn(body)];
  const { tenants } = recorded.before;
  const isTenant = (text: string): boolean => tenants.has(text) || tenantIdPattern.test(text);
  const own = recordedCallerOf(recorded)?.tenant;
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

/** The values that stand for images, in the order of their importance. */
export const imageValues = ['image', 'second_image', 'third_image', 'fourth_image', 'fifth_image'] as const;

/** What an exchange names that is no image and no tenant of its world. */
interface OtherMentions {
  /** The id of an image that there never was. */
  readonly absent: string | undefined;
  /** A name that no image has yet. */
  readonly freeName: string | undefined;
  /** What stands where an id should, and is none. */
  readonly noId: string | undefined;
}

/** What members are called that have no part. */
export function memberTexts(recordedImages: readonly RecordedImage[]): (member: string) => string {
  const all = recordedImages.flatMap(({ image }) => Array.from(image?.members ?? [], ({ id }) => id));
  return (member) => `member-${[...new Set(all)].indexOf(member) + 1}`;
}

/** What is known of a recorded world: which of its texts stands for which value of the contract. */
export function knownValues(
  recordedImages: readonly RecordedImage[],
  { parts }: Casting,
  { absent, freeName, noId }: OtherMentions,
): KnownValues {
  const textOf = memberTexts(recordedImages);
  const template = (place: number, end = ''): string => `\${${imageValues[place]}${end}}`;
  const members = recordedImages.flatMap(({ image }) => [...(image?.members ?? [])]);
  const ids = new Map<string, string>([
    ...members.map(({ id }) => [id, textOf(id)] as const),
    ...Array.from(parts, ([id, part]) => [id, `\${${tenantValue(part)}}`] as const),
    ...recordedImages.map(({ id }, place) => [id, template(place)] as const),
    ...(absent === undefined || recordedImages.length > 0 ? [] : [[absent, '${image}'] as const]),
    ...(noId === undefined ? [] : [[noId, 'no-id'] as const]),
  ]);
  const names = new Map<string, string>([
    ...(freeName === undefined ? [] : [[freeName, '${free_name}'] as const]),
    ...recordedImages
      .flatMap(({ image }, place) => (image?.name ? [[image.name, template(place, '_name')] as const] : []))
      .toReversed(),
  ]);
  const images = recordedImages.flatMap(({ image }, place) =>
    image === null ? [] : [[template(place), contentOf(image)] as const],
  );
  return { ids, names, images: new Map(images) };
}
