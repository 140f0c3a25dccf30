import { refusals, type Refusal, wordsOf } from '../domain/refusals.ts';

/** What kind of error a status is: the key that its body stands under, and the message beside the words. */
interface Kind {
  readonly root: string;
  readonly message: string;
}

const kinds: Readonly<Record<number, Kind>> = {
  400: { root: 'badRequest', message: 'Bad Request' },
  401: { root: 'unauthorized', message: 'Unauthorized' },
  403: { root: 'forbidden', message: 'Forbidden' },
  404: { root: 'itemNotFound', message: 'Not Found' },
  405: { root: 'badMethod', message: 'Bad Method' },
  409: { root: 'conflict', message: 'Conflict' },
  413: { root: 'overLimit', message: 'Over Limit' },
  415: { root: 'badMediaType', message: 'Bad Media Type' },
  416: { root: 'badRange', message: 'Request Range Not Satisfiable' },
  429: { root: 'overLimit', message: 'Over Limit' },
  501: { root: 'notImplemented', message: 'Not Implemented' },
  503: { root: 'serviceUnavailable', message: 'Service Unavailable' },
};

/**
 * What kind of error a status is in Rackspace's services. Source: CLOUD-IMAGES.md §7; the keys of 409, 416, 429 and 501 are
 * ours.
 */
export function errorKind(status: number): Kind {
  return kinds[status] ?? { root: 'computeFault', message: 'API Fault' };
}

/**
 * A refusal in the general form of Rackspace's services: `{"itemNotFound": {"code": 404, "message", "details"}}`.
 * One that passes with time says when, in `retryAt`. Source: CLOUD-IMAGES.md §7.
 */
export function generalBody(refusal: Refusal): object {
  const { retryAt } = refusal.words;
  return generalError(refusals[refusal.name].status, wordsOf(refusal).trim(), retryAt);
}

/** An error in the general form of Rackspace's services. @param retryAt when it will have passed. */
export function generalError(status: number, details: string, retryAt?: string): object {
  const { root, message } = errorKind(status);
  return { [root]: { code: status, message, details, ...(retryAt === undefined ? {} : { retryAt }) } };
}
