import {
  allowedOrigins,
  type CorsOption,
  corsProblem,
  isPreflight,
  type Api,
  withCorsHeaders,
} from '../http/cors.ts';
import { madeOf, type RequestHead } from '../http/message.ts';
import { readPath } from '../http/path.ts';
import { callListener } from '../world/journal.ts';
import { answeredAs } from '../http/context.ts';
import type { Host } from './host.ts';
import { isControl, placeIn } from './place.ts';

/** What doors let pages of other origins do. */
export interface CorsAccess {
  /**
   * Pages of other origins that may use the cloud (none): `true` for any, or their origins, as in
   * `'http://localhost:3000'`. The control plane is never for them.
   */
  readonly cors?: CorsOption | undefined;
  /** Called with a sentence for each page that CORS keeps out, once for each reason (`console.warn`); must not throw. */
  readonly onWarning?: ((warning: string) => void) | undefined;
}

/** A host with CORS in front of it. */
export interface CorsHost extends Host {
  /** The same host without it, where an application sends headers of CORS itself. */
  readonly plain: Host;
  /**
   * Warns where a browser will not show the answer to the page that sends a request.
   * @param own the origin at which the door answers, where it knows that for certain.
   */
  notice(head: RequestHead, own?: string): void;
}

/** Warnings that are remembered, so that each comes once: whoever sends requests can make more of them. */
const mostWarnings = 100;

/**
 * The host with CORS in front of it, as oslo.middleware stands in front of Glance and Keystone. Where it is off, and for
 * the control plane, answers stay as they are.
 * @throws TypeError where `cors` names something that is not an origin.
 */
export function withCors(host: Host, { cors, onWarning = console.warn }: CorsAccess): CorsHost {
  const origins = allowedOrigins(cors);
  const warned = new Set<string>();
  return {
    ...host,
    plain: host,
    begin(head) {
      const begun = host.begin(head);
      const api = origins && apiOf(head);
      if (api === undefined || origins === undefined) return begun;
      return answeredAs(begun, (answer) =>
        madeOf(answer, (each) => withCorsHeaders(head, each, api, origins)),
      );
    },
    notice(head, own) {
      const api = isFromOtherOrigin(head, own) ? apiOf(head) : undefined;
      const warning = api && corsProblem(head, api, origins);
      if (warning === undefined || warned.has(warning) || warned.size >= mostWarnings) return;
      warned.add(warning);
      callListener('onWarning', onWarning, warning);
    },
  };
}

/** The API of a request; undefined for the control plane, and where the server in front of Glance fails on the path. */
function apiOf(head: RequestHead): Api | undefined {
  const path = readPath(placeIn(head).target);
  if (path === undefined || isControl(head)) return undefined;
  return path.segments[0] === 'identity' ? 'identity' : 'image';
}

/** Whether a browser will show the answer to the page only if CORS allows it. */
function isFromOtherOrigin(head: RequestHead, own: string | undefined): boolean {
  const { origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = head.headers;
  if (origin === undefined) return false;
  const isForeign = own === undefined ? /^(?:cross|same)-site$/.test(site ?? '') : origin !== own;
  return isPreflight(head) || (isForeign && mode !== 'no-cors');
}
