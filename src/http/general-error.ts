import { refusals, type Refusal, wordsOf } from '../domain/refusals.ts';

/** The key that a body stands under, and the message beside the words, by status. */
const roots: Readonly<Record<number, readonly [root: string, message: string]>> = {
  400: ['badRequest', 'Bad Request'],
  401: ['unauthorized', 'Unauthorized'],
  403: ['forbidden', 'Forbidden'],
  404: ['itemNotFound', 'Not Found'],
  405: ['badMethod', 'Bad Method'],
  409: ['conflict', 'Conflict'],
  413: ['overLimit', 'Over Limit'],
  415: ['badMediaType', 'Bad Media Type'],
  416: ['badRange', 'Request Range Not Satisfiable'],
  501: ['notImplemented', 'Not Implemented'],
};

/**
 * A refusal in the general form of Rackspace's services: `{"itemNotFound": {"code": 404, "message", "details"}}`.
 * One that passes with time says when, in `retryAt`.
 * Source: CLOUD-IMAGES.md §7. The keys of 409, 416 and 501 are ours.
 */
export function generalBody(refusal: Refusal): object {
  const { status } = refusals[refusal.name];
  const [root, message] = roots[status] ?? ['computeFault', 'API Fault'];
  const { retryAt } = refusal.words;
  const details = wordsOf(refusal).trim();
  return { [root]: { code: status, message, details, ...(retryAt === undefined ? {} : { retryAt }) } };
}
