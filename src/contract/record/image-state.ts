import type { DeletedImage, Image } from '../../domain/model.ts';
import type { CastTenant } from '../cast.ts';
import type { ImageGiven } from '../states/image-parameters.ts';
import type { Subject } from './subject.ts';

/** Data that are longer are replaced by the state's own: an answer depends on their first bytes at most. */
const mostCharacters = 200;

/**
 * What a provider state says of a recorded image, all that it can.
 * @param as the name of the value that is its id.
 * @param textOf what a member is called that has no part in the contract.
 * @returns undefined where no state can say it: an image that nobody owns, or whose data are on their way.
 */
export function imageGivenOf(
  { image, fill }: Subject,
  as: string,
  parts: ReadonlyMap<string, CastTenant>,
  textOf: (member: string) => string,
): ImageGiven | undefined {
  if (image === null) return { as, deleted: true };
  const owner = parts.get(image.owner ?? '');
  const status = (['queued', 'active', 'deactivated'] as const).find((each) => each === image.status);
  if (owner === undefined || (status === undefined && image.status !== 'deleted')) return undefined;
  const data = image.data === null ? undefined : shortText(image.data.bytes);
  const tenantOf = (id: string): string => parts.get(id) ?? textOf(id);
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
    properties: textsOf(image.properties),
    members: image.members.map(({ id, status, removed }) => ({ tenant: tenantOf(id), status, removed })),
    ...(fill === undefined ? {} : { fill }),
    deleted: isDeleted(image),
  };
}

/** Bytes as text where they are a short one. */
export function shortText(bytes: Uint8Array): string | undefined {
  if (bytes.length > mostCharacters) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isDeleted({ status }: Image | DeletedImage): boolean {
  return status === 'deleted';
}

function textsOf(properties: Image['properties']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}
