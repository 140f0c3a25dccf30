import type { Candidate } from './candidate.ts';
import type { ImageGiven } from '../states/image-parameters.ts';
import { cast } from '../cast.ts';
import type { Interaction } from '../interaction.ts';

/** A way to make a candidate smaller; undefined where there is nothing to take out. */
export type Step = (candidate: Candidate) => Candidate | undefined;

/** What an image bears, and few answers depend on. */
const bare = [
  'fill',
  'data',
  'properties',
  'tags',
  'formats',
  'protected',
  'hidden',
] as const satisfies readonly (keyof ImageGiven)[];

/** What may be left out of the state of an image, each by itself. */
const parameters = [...bare, 'status', 'visibility'] as const;

/**
 * All steps for a candidate, those that take out most first. That the caller is a member stays: it is what the caller
 * is to the image.
 */
export function stepsFor({ caller, images, request }: Candidate): readonly Step[] {
  const own = caller === null ? '' : cast[caller].tenant;
  return [
    withoutBare,
    everyImage((image) => withMembers(image, ({ tenant }) => tenant === own)),
    ...images.flatMap((image) => stepsOfImage(image, own)),
    ...images.map(({ as }) => withoutImage(as)),
    plainBody,
    ...Object.keys(request.headers ?? {}).map(withoutHeader),
    asProducer,
  ];
}

/** A candidate without what most often goes: what its images merely bear, and the media type of a body that it has not. */
export function leanOf(candidate: Candidate): Candidate {
  const lean = withoutBare(candidate);
  return withoutHeader('Content-Type')(lean) ?? lean;
}

function withoutBare(candidate: Candidate): Candidate {
  return { ...candidate, images: candidate.images.map((image) => without(image, ...bare)) };
}

function stepsOfImage({ as, members = [] }: ImageGiven, own: string): readonly Step[] {
  const others = members.filter(({ tenant }) => tenant !== own);
  return [
    ofImage(as, (image) => withMembers(image, ({ tenant }) => tenant === own)),
    ...others.map(({ tenant }) =>
      ofImage(as, (image) => withMembers(image, (each) => each.tenant !== tenant)),
    ),
    ...members.flatMap(({ tenant }) => [
      ofImage(as, (image) => changed(image, tenant, { removed: false })),
      ofImage(as, (image) => changed(image, tenant, { status: 'pending' })),
    ]),
    ...parameters.map((name) => ofImage(as, (image) => without(image, name))),
  ];
}

function without(image: ImageGiven, ...names: readonly (keyof ImageGiven)[]): ImageGiven {
  const left: { [Name in keyof ImageGiven]: ImageGiven[Name] } = { ...image };
  for (const name of names) delete left[name];
  return left;
}

type Keep = (member: NonNullable<ImageGiven['members']>[number]) => boolean;

function withMembers(image: ImageGiven, keep: Keep): ImageGiven {
  return { ...image, members: (image.members ?? []).filter(keep) };
}

function changed(image: ImageGiven, tenant: string, change: object): ImageGiven {
  const members = (image.members ?? []).map((each) =>
    each.tenant === tenant ? { ...each, ...change } : each,
  );
  return { ...image, members };
}

function everyImage(change: (image: ImageGiven) => ImageGiven): Step {
  return (candidate) => ({ ...candidate, images: candidate.images.map(change) });
}

function ofImage(as: string | undefined, change: (image: ImageGiven) => ImageGiven): Step {
  return (candidate) => ({
    ...candidate,
    images: candidate.images.map((image) => (image.as === as ? change(image) : image)),
  });
}

/** Takes out an image that the request does not name. Open lists expect all that are there: none is too much. */
function withoutImage(as = 'image'): Step {
  return (candidate) => {
    const isNamed = new RegExp(`\\$\\{${as}(?:_name)?\\}`).test(JSON.stringify(candidate.request));
    if (candidate.openLists || isNamed) return undefined;
    return { ...candidate, images: candidate.images.filter((image) => image.as !== as) };
  };
}

/** A body as the media type that bodies have anyway. */
function plainBody(candidate: Candidate): Candidate | undefined {
  const { type, ...request } = candidate.request;
  return type === undefined ? undefined : { ...candidate, request };
}

function withoutHeader(name: string): Step {
  return (candidate) => {
    const { headers = {}, ...request } = candidate.request;
    const { [name]: left, ...rest } = headers;
    if (left === undefined) return undefined;
    return {
      ...candidate,
      request: Object.keys(rest).length === 0 ? request : { ...request, headers: rest },
    };
  };
}

/** Where no image and no tenant has a part, who asks may make no difference. */
function asProducer(candidate: Candidate): Candidate | undefined {
  const { caller, images, request } = candidate;
  const isRelated =
    images.length > 0 ||
    /\$\{(?!image)\w+\}/.test(JSON.stringify(request)) ||
    /^\/v2[.\d]*\/images$/.test(request.path);
  return caller === null || isRelated ? undefined : { ...candidate, caller: 'producer' };
}

/** The texts that tell interactions apart; with equal ones they are the same. */
export function identityOf({ caller, given, request, openLists }: Interaction): string {
  const { method, path, query, headers, body, type } = request;
  const sorted = Object.entries(query ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const named = Object.entries(headers ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([method, path, sorted, caller, given, named, body, type, openLists]);
}
