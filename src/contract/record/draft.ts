import { readJson } from '../../http/json.ts';
import type { HttpResponse } from '../../http/message.ts';
import type { RequestTemplate } from '../interaction.ts';
import type { ImageGiven } from '../states/image-parameters.ts';
import { isOpen } from '../template.ts';
import { askerOf } from './asker.ts';
import type { Candidate } from './candidate.ts';
import { type Casting, castingOf } from './casting.ts';
import type { ApiExchange } from './exchange-kind.ts';
import { imageGivenOf } from './image-state.ts';
import { isLong, type Kept, longestBody } from './kept.ts';
import { type Known, likenessOf } from './likeness.ts';
import { hasLookalike } from './lookalike.ts';
import { thinned } from './members.ts';
import { isImageId, namedIn } from './named.ts';
import { imageValues, knownOf, textsOf } from './naming.ts';
import { requestTemplateOf } from './request-template.ts';
import { type Subject, subjectOf } from './subject.ts';
import { asksForPage, asksForTime, isList, subjectsOf } from './subjects.ts';

/** An exchange with everything that its answer may depend on. */
export interface Draft {
  readonly candidate: Candidate;
  /** What the recorded answer says, with nothing in it of the recorded world. */
  readonly likeness: string;
  /** Whether the answer is a refusal in the general form of Rackspace's services: then its status alone counts. */
  readonly general: boolean;
  readonly status: number;
}

/** Why an exchange cannot be told in a contract. */
export interface Untold {
  readonly why: string;
}

/** Drafts an exchange with the image API. */
export function draftOf(kept: Kept, exchange: ApiExchange): Draft | Untold {
  if (isLong(kept.request)) return { why: `its body is longer than ${longestBody / 1024} KiB` };
  if (hasLookalike(kept.request)) return { why: 'a text in it looks like the value of a provider state' };
  const { subjects: all, narrowed } = subjectsOf(kept, exchange);
  const named = namedIn(kept, exchange);
  const { subjects, response } = thinned(kept, exchange, all, named.tenants);
  const casting = castingOf({ asker: askerOf(kept), subjects, named: named.tenants });
  const absent = named.images.find((id) => subjectOf(kept.before, id) === undefined);
  const freeName = named.names.find((name) => !subjects.some(({ image }) => image?.name === name));
  const why = listProblem(kept, exchange, narrowed ? all.length : 0);
  const images = why === undefined ? imagesIn(subjects, casting) : { why };
  if ('why' in images) return images;
  const creates = exchange.route?.operation === 'createImage';
  if (creates && kept.response.status === 201 && freeName === undefined)
    return { why: 'an image without a name could not be found again, to take it away' };
  const known = knownOf(subjects, casting, { absent, freeName, noId: wordForId(exchange) });
  const names = creates || isList(exchange.route) ? known.names : new Map<string, string>();
  const request = requestTemplateOf(kept.request, exchange.route, { ...known, names });
  const unfit = pactProblem(request, known);
  if (unfit !== undefined) return { why: unfit };
  // The order of several images depends on when they were made.
  const isOpen = isList(exchange.route) && (!narrowed || subjects.length > 1);
  const openLists = isOpen && kept.response.status === 200;
  const { caller } = casting;
  const uses = (value: string): boolean => JSON.stringify(request).includes(`\${${value}}`);
  const states = { absent: absent !== undefined && uses('image'), freeName: uses('free_name') };
  return readWith({ caller, images: images.all, ...states, request, openLists }, response, known);
}

/** A draft of a candidate whose recorded answer is read with what is known of the recorded world. */
export function readWith(candidate: Candidate, response: HttpResponse, known: Known): Draft {
  const { openLists } = candidate;
  const likeness = likenessOf(response, known, openLists);
  return { candidate, likeness, general: isGeneral(response), status: response.status };
}

/** Whether a refusal has the general form of Rackspace's services. A contract is told in the other one, and asks for neither. */
function isGeneral({ status, body }: HttpResponse): boolean {
  const value = status < 400 ? undefined : readJson(body)?.value;
  const [root] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return typeof root === 'object' && root !== null && 'code' in root;
}

/** Why the answer to a list is another in every cloud. `picked` tells how many images the query picks out. */
function listProblem(kept: Kept, exchange: ApiExchange, picked: number): string | undefined {
  if (asksForTime(kept, exchange)) return 'no provider state says when an image was made';
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
function pactProblem({ path, query, body, type }: RequestTemplate, { ids }: Known): string | undefined {
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

function imagesIn(
  subjects: readonly Subject[],
  { parts }: Casting,
): { readonly all: readonly ImageGiven[] } | Untold {
  const textOf = textsOf(subjects);
  const all = subjects.map((subject, place) =>
    imageGivenOf(subject, imageValues[place] ?? '', parts, textOf),
  );
  const missing = all.findIndex((each) => each === undefined);
  if (missing === -1) return { all: all.filter((each) => each !== undefined) };
  const { image } = subjects[missing] as Subject;
  return {
    why:
      image?.owner === null
        ? 'no provider state makes an image that nobody owns'
        : `no provider state makes an image that is ${image?.status}`,
  };
}
