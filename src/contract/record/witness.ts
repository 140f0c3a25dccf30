import { cast, isCastTenant, tenantValue } from '../cast.ts';
import type { Visibility } from '../../domain/model.ts';
import type { Candidate } from './candidate.ts';

/** Whether a tenant asks, or is named in the request. */
export function isInvolved({ caller, request: { path, query, body } }: Candidate, tenant: string): boolean {
  const name = isCastTenant(tenant) ? `\${${tenantValue(tenant)}}` : tenant;
  const isCaller = caller !== null && cast[caller].tenant === tenant;
  return isCaller || JSON.stringify([path, query, body]).includes(name);
}

/**
 * An image whose members a request is about, with one more member that has nothing to do with it: a server that takes
 * one membership for another shows it. Where the answer is another with it, nothing is added.
 */
export function withWitness(candidate: Candidate): Candidate | undefined {
  const [image, ...others] = candidate.images;
  const isAboutMembers = /^\/v2[.\d]*\/images\/\$\{image\}\/members(?:\/|$)/.test(candidate.request.path);
  if (image === undefined || !isAboutMembers) return undefined;
  const { members = [], deleted = false } = image;
  const tenant = (['second-consumer', 'stranger'] as const).find(
    (each) => !isInvolved(candidate, each) && !members.some((member) => member.tenant === each),
  );
  if (tenant === undefined || deleted || members.length > 1) return undefined;
  const status = members[0]?.status === 'accepted' ? 'rejected' : 'accepted';
  return { ...candidate, images: [{ ...image, members: [{ tenant, status }, ...members] }, ...others] };
}

/** An image that had another visibility in between: a server that forgets its members then shows it. */
export function withEarlier(
  earlier: Visibility | undefined,
): (candidate: Candidate) => Candidate | undefined {
  return (candidate) => {
    const [image, ...others] = candidate.images;
    if (earlier === undefined || image === undefined || image.deleted) return undefined;
    return { ...candidate, images: [{ ...image, earlier }, ...others] };
  };
}
