import type { DeletedImage, Image, Visibility } from '../../domain/model.ts';
import { readJson } from '../../http/json.ts';
import type { HttpResponse } from '../../http/message.ts';
import type { CastTenant } from '../cast.ts';
import type { RequestTemplate } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';
import { isOpen } from '../template.ts';
import { type Candidate, hasPlaceholderText, requestTemplateOf, shortText } from './candidate.ts';
import { comparableAnswer, type KnownValues } from './comparison.ts';
import {
  type Casting,
  castingOf,
  imageValues,
  isImageId,
  knownValues,
  memberTexts,
  mentionsIn,
} from './participants.ts';
import {
  type ApiExchange,
  isLong,
  longestBody,
  recordedCallerOf,
  type RecordedExchange,
  type Skipped,
  skipped,
} from './recorded-exchange.ts';
import {
  asksForPage,
  asksForTime,
  isList,
  type RecordedImage,
  recordedImageOf,
  recordedImagesOf,
  withRelevantMembers,
} from './recorded-images.ts';

/** An exchange with everything that its answer may depend on. */
export interface Draft {
  readonly kind: 'draft';
  readonly candidate: Candidate;
  /** What the recorded answer says, with nothing in it of the recorded world. */
  readonly comparable: string;
  /** Whether the answer is a refusal in the general form of Rackspace's services: then its status alone counts. */
  readonly general: boolean;
  readonly status: number;
  /** A visibility that the image had before with members on record, where the request is about its members. */
  readonly earlier?: Visibility;
}

/** Drafts an exchange with the image API. */
export function draftOf(recorded: RecordedExchange, exchange: ApiExchange): Draft | Skipped {
  const { images: all, narrowed } = recordedImagesOf(recorded, exchange);
  const why = requestProblem(recorded) ?? listProblem(recorded, exchange, narrowed ? all.length : 0);
  if (why !== undefined) return skipped(why);
  const { tenants, images: ids, names: imageNames } = mentionsIn(recorded, exchange);
  const { images: about, response } = withRelevantMembers(recorded, exchange, all, tenants);
  const casting = castingOf({ caller: recordedCallerOf(recorded), images: about, tenants });
  const absent = ids.find((id) => recordedImageOf(recorded.before, id) === undefined);
  const freeName = imageNames.find((name) => !about.some(({ image }) => image?.name === name));
  const images = providerImages(about, casting);
  if (images.kind === 'skipped') return images;
  const creates = exchange.route?.operation === 'createImage';
  if (creates && recorded.response.status === 201 && freeName === undefined)
    return skipped('an image without a name could not be found again, to take it away');
  const known = knownValues(about, casting, { absent, freeName, noId: wordForId(exchange) });
  const names = creates || isList(exchange.route) ? known.names : new Map<string, string>();
  const request = requestTemplateOf(recorded.request, exchange.route, { ...known, names });
  const unfit = pactProblem(request, known);
  if (unfit !== undefined) return skipped(unfit);
  // The order of several images depends on when they were made.
  const isOpen = isList(exchange.route) && (!narrowed || about.length > 1);
  const openLists = isOpen && recorded.response.status === 200;
  const { caller } = casting;
  const uses = (value: string): boolean => JSON.stringify(request).includes(`\${${value}}`);
  const states = { absent: absent !== undefined && uses('image'), freeName: uses('free_name') };
  const draft = draftFrom({ caller, images: images.all, ...states, request, openLists }, response, known);
  const earlier =
    exchange.path.segments[3] === 'members' ? recorded.earlier?.get(about[0]?.id ?? '') : undefined;
  return earlier === undefined || earlier === about[0]?.image?.visibility ? draft : { ...draft, earlier };
}

/** A draft of a candidate whose recorded answer is read with what is known of the recorded world. */
export function draftFrom(candidate: Candidate, response: HttpResponse, known: KnownValues): Draft {
  const { openLists } = candidate;
  const comparable = comparableAnswer(response, known, openLists);
  return { kind: 'draft', candidate, comparable, general: isGeneral(response), status: response.status };
}

/** Whether a refusal has the general form of Rackspace's services. Contracts are written in the other form, and expect neither. */
function isGeneral({ status, body }: HttpResponse): boolean {
  const value = status < 400 ? undefined : readJson(body)?.value;
  const [root] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return typeof root === 'object' && root !== null && 'code' in root;
}

/** Why a request cannot be recorded, whatever it is about. */
function requestProblem({ request }: RecordedExchange): string | undefined {
  if (isLong(request)) return `its body is longer than ${longestBody / 1024} KiB`;
  return hasPlaceholderText(request) ? 'a text in it looks like the value of a provider state' : undefined;
}

/** Why the answer to a list is another in every cloud. `picked` is how many images the query picks out. */
function listProblem(recorded: RecordedExchange, exchange: ApiExchange, picked: number): string | undefined {
  if (asksForTime(recorded, exchange)) return 'no provider state says when an image was made';
  if (picked > imageValues.length) return 'it is about more images than five';
  return picked > 1 && asksForPage(exchange)
    ? 'which of several images come first depends on when they were made'
    : undefined;
}

/** What stands where the id of an image should, and is none: clients try names there. One is as good as another. */
function wordForId({ parameters }: ApiExchange): string | undefined {
  const word = parameters['image_id'] ?? '';
  return /^[\w.-]+$/.test(word) && !isImageId(word) ? word : undefined;
}

/** A type and a subtype; what follows a semicolon does not matter. */
const mediaType: RegExp = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;|$)/;

/** Why a request cannot stand in a pact. */
function pactProblem({ path, query, body, type }: RequestTemplate, { ids }: KnownValues): string | undefined {
  if (JSON.stringify([path, query, body]).includes(String.raw`\u0000`))
    return 'a text in a pact ends at a NUL';
  if (Object.values(query ?? {}).some((value) => Array.isArray(value) && value.some(isOpen)))
    return 'Pact puts no ids of another cloud into a parameter that is repeated';
  if (/\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path))
    return 'verifiers resolve the dots in a path before they send it';
  if (type !== undefined && !mediaType.test(type))
    return 'its Content-Type is no media type, which Pact needs';
  if (type !== undefined && !/^[^A-Z;]+(?:;|$)/.test(type)) return 'Pact writes media types in small letters';
  if (typeof body !== 'string') return undefined;
  if (body.trim() === 'null') return 'Pact takes the body null for none';
  return [...ids.keys()].some((id) => body.includes(`"${id}"`))
    ? 'its body is no plain JSON, in which Pact could put the ids of another cloud'
    : undefined;
}

function providerImages(
  recordedImages: readonly RecordedImage[],
  { parts }: Casting,
): { readonly kind: 'images'; readonly all: readonly ImageGiven[] } | Skipped {
  const textOf = memberTexts(recordedImages);
  const all = recordedImages.map((recordedImage, place) =>
    imageGivenFrom(recordedImage, imageValues[place] ?? '', parts, textOf),
  );
  const missing = all.findIndex((each) => each === undefined);
  if (missing === -1) return { kind: 'images', all: all.filter((each) => each !== undefined) };
  const { image } = recordedImages[missing] as RecordedImage;
  return skipped(
    image?.owner === null
      ? 'no provider state makes an image that nobody owns'
      : `no provider state makes an image that is ${image?.status}`,
  );
}

/**
 * What a provider state says of a recorded image, all that it can.
 * @param as the name of the value that is its id.
 * @param textOf what a member is called that has no part in the contract.
 * @returns undefined where no state can say it: an image that nobody owns, or whose data are on their way.
 */
function imageGivenFrom(
  { image, fill }: RecordedImage,
  as: string,
  parts: ReadonlyMap<string, CastTenant>,
  textOf: (member: string) => string,
): ImageGiven | undefined {
  if (image === null) return { as, deleted: true };
  const owner = parts.get(image.owner ?? '');
  const status = (['queued', 'active', 'deactivated'] as const).find((each) => each === image.status);
  if (owner === undefined || (status === undefined && image.status !== 'deleted')) return undefined;
  const data = image.data === null ? undefined : shortText(image.data.bytes);
  const members = Array.from(image.members, ({ id, status: answer, removed }) => {
    return { tenant: parts.get(id) ?? textOf(id), status: answer, removed };
  });
  return {
    as,
    owner,
    visibility: image.visibility,
    status: status ?? 'active',
    ...(data === undefined ? {} : { data }),
    formats: image.diskFormat !== null && image.containerFormat !== null,
    protected: image.protected,
    hidden: image.hidden,
    tags: [...image.tags],
    properties: textProperties(image.properties),
    members,
    ...(fill === undefined ? {} : { fill }),
    deleted: isDeleted(image),
  };
}

function isDeleted({ status }: Image | DeletedImage): boolean {
  return status === 'deleted';
}

function textProperties(properties: Image['properties']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}
