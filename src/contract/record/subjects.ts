import { folded } from '../../domain/collation.ts';
import { readQuery } from '../../http/query.ts';
import type { Route } from '../../http/routes.ts';
import { askerOf } from './asker.ts';
import type { ApiExchange } from './exchange-kind.ts';
import type { Kept } from './kept.ts';
import { foldedId } from './members.ts';
import { listedIn, type Subject, subjectOf } from './subject.ts';

/** More images than these say no more of a list. */
const mostImages = 3;

/** The images that an exchange is about; of a list, first those that belong to others. */
export function subjectsOf(
  kept: Kept,
  { path, parameters, route }: ApiExchange,
): { readonly subjects: readonly Subject[]; readonly narrowed: boolean } {
  if (isList(route)) {
    const asker = askerOf(kept);
    const { subjects, narrowed } = listedIn(kept, path.query, asker);
    const own = ({ image }: Subject): number => Number(image?.owner === asker?.tenant);
    const sorted = subjects.toSorted((one, other) => own(one) - own(other));
    const kinds = narrowed ? sorted : kindsOf(sorted, asker?.tenant ?? null).slice(0, mostImages);
    return { subjects: kinds, narrowed };
  }
  const id = parameters['image_id'] ?? (path.segments[1] === 'images' ? path.segments[2] : undefined);
  const subject = id === undefined ? undefined : subjectOf(kept.before, id);
  return { subjects: subject === undefined ? [] : [subject], narrowed: false };
}

/** What an image is while its data are on their way. */
const unmade: ReadonlySet<string> = new Set(['saving', 'uploading', 'importing']);

/**
 * Of the images that are alike, as far as lists go, the first; without those that no provider state makes. Of the
 * members the caller alone makes a difference.
 */
function kindsOf(subjects: readonly Subject[], caller: string | null): readonly Subject[] {
  const made = subjects.filter(({ image }) => image?.owner !== null && !unmade.has(image?.status ?? ''));
  const callerId = caller === null ? null : folded(caller);
  const kinds = Map.groupBy(made, ({ image }) => {
    const own = image?.members.find((member) => foldedId(member) === callerId);
    const standing = own === undefined || own.removed ? null : own.status;
    return JSON.stringify([image?.owner, image?.visibility, image?.status, image?.hidden, standing]);
  });
  return [...kinds.values()].map(([first]) => first as Subject);
}

/** Whether a list depends on times: those of another cloud are others. */
export function asksForTime({ response }: Kept, exchange: ApiExchange): boolean {
  return isList(exchange.route) && response.status === 200 && asks(exchange, /^(?:created|updated)_at$/);
}

/** Whether a list leaves out images by their place in it. */
export function asksForPage(exchange: ApiExchange): boolean {
  return isList(exchange.route) && asks(exchange, /^(?:limit|marker)$/);
}

function asks({ path }: ApiExchange, parameter: RegExp): boolean {
  return (readQuery(path.query) ?? []).some(([name]) => parameter.test(name));
}

/** Whether a route is that of the image list. */
export function isList(route: Route | undefined): boolean {
  return route?.operation === 'listImages';
}
