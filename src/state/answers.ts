import { isControl, isOpenControl, placeIn } from '../host/place.ts';
import { printJson } from '../http/json.ts';
import { type HttpResponse, type RequestHead, textResponse } from '../http/message.ts';
import { StateError } from './engine.ts';

/** How far a recovery is. */
export interface Progress {
  readonly worlds: number;
  readonly of: number;
}

/** What is answered for a request whose changes could not be kept: nothing of it was done. */
export function refusedBy(error: unknown): HttpResponse {
  if (!(error instanceof StateError)) throw error;
  if (error.kind === 'full')
    return refusal(507, `${error.message} Nothing was changed. Make room, and try again.`);
  const done =
    error.kind === 'unknown'
      ? 'Whether the request has changed something is not known.'
      : 'Nothing was changed.';
  return refusal(503, `${error.message} ${done} Try again.`);
}

/** Whether a request asks if the worlds are there. */
export function isReadiness(head: Pick<RequestHead, 'target' | 'headers'>): boolean {
  return /^\/_fake\/ready\/?(?:\?|$)/.test(placeIn(head).target);
}

/** What is answered before the worlds are there; undefined: what needs no world. */
export function notReadyAnswer(
  head: RequestHead,
  progress: Progress,
  failure?: Error,
): HttpResponse | undefined {
  const asksReadiness = isReadiness(head);
  if (isControl(head) && isOpenControl(head) && !asksReadiness) return undefined;
  const why =
    failure?.message ?? `The worlds are being read: ${progress.worlds} of ${progress.of} are there.`;
  return refusal(503, why, asksReadiness ? { ready: false, ...progress } : {});
}

function refusal(status: number, error: string, more: object = {}): HttpResponse {
  const again = status === 503 ? [['Retry-After', '1'] as const] : [];
  return textResponse(
    status,
    [['Content-Type', 'application/json'], ...again],
    printJson({ ...more, error }),
  );
}
