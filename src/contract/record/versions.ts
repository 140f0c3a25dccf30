import type { HttpRequest } from '../../http/message.ts';
import type { Candidate } from './candidate.ts';

/** A question for the versions of the API: it is the same in every world, and wants no token. */
export function versionsCandidate({ method, target }: HttpRequest): Candidate {
  const path = target.replace(/\?.*$/s, '');
  return {
    caller: null,
    images: [],
    absent: false,
    freeName: false,
    request: { method, path: path === '' ? '/' : path },
    openLists: false,
  };
}
