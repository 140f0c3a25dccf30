import { anyVersionSegment, underVersion } from '../http/admit.ts';
import type { RequestHead } from '../http/message.ts';
import { rawPath, readPath } from '../http/path.ts';

/** Where a request goes at a host: to which world, and to which path below it. */
export interface Place {
  /** The name of the world, as it was sent; undefined: the default one. */
  readonly world: string | undefined;
  /** What stands before the path of the world: `/worlds/NAME`, or nothing. */
  readonly prefix: string;
  /** Path and query below the prefix. */
  readonly target: string;
}

/** The header that names a world, for clients whose URL cannot change. */
export const worldHeader = 'x-fake-world';

/** The place of a request: the path names the world, or else the header `X-Fake-World`. */
export function placeIn({ target, headers }: Pick<RequestHead, 'target' | 'headers'>): Place {
  if (target.startsWith('/worlds/')) {
    const [prefix, name] = /^\/worlds\/([^/?#]+)(?=[/?#]|$)/.exec(target) ?? [];
    if (prefix !== undefined) return { world: name, prefix, target: target.slice(prefix.length) };
  }
  return { world: headers[worldHeader], prefix: '', target };
}

/** Whether a path below a world is for the fake itself, and not for the cloud that it plays. */
export function isControlTarget(target: string): boolean {
  return /^\/_fake(?:[/?#]|$)/.test(target);
}

/** Whether a request is for the fake itself, in whichever world. */
export function isControl(request: Pick<RequestHead, 'target' | 'headers'>): boolean {
  return isControlTarget(request.target) || isControlTarget(placeIn(request).target);
}

/** The name of the world whose state a request may see; undefined: one at the control plane may see all. */
export function worldSeen(head: Pick<RequestHead, 'target' | 'headers'>): string | undefined {
  return isControl(head) ? undefined : (placeIn(head).world ?? 'default');
}

/** Whether a request asks only if the fake is there: for whoever waits for it. */
export function isOpenControl(request: Pick<RequestHead, 'method' | 'target' | 'headers'>): boolean {
  const isLook = request.method === 'GET' || request.method === 'HEAD';
  return isLook && /^\/_fake\/(?:health|ready)\/?(?:\?|$)/.test(placeIn(request).target);
}

/** Whether a request is for the inspector: the page, where a browser asks for one, or what belongs to it. */
export function isForPage({ target, headers }: Pick<RequestHead, 'target' | 'headers'>): boolean {
  if (!target.includes('/_fake')) return false;
  const below = placeIn({ target, headers }).target;
  if (below.startsWith('/_fake/page/')) return true;
  return /^\/_fake\/?(?:[?#]|$)/.test(below) && /text\/html/i.test(headers['accept'] ?? '');
}

/** Whether a request is for the page itself or one of its files: they hold nothing of any world. */
export function isPageFile(head: Pick<RequestHead, 'method' | 'target' | 'headers'>): boolean {
  const isLook = head.method === 'GET' || head.method === 'HEAD';
  const path = placeIn(head).target.split(/[?#]/)[0] ?? '';
  return isLook && isForPage(head) && (!path.startsWith('/_fake/page/') || pageFile.test(path));
}

/** The path of a file of the page, letter by letter: with `.` or `..` as a segment it would be one thing here and another one elsewhere. */
const pageFile = /^\/_fake\/page\/(?:[a-z-]+\/)*[a-z-]+\.[a-z]+$/;

/** A text of a request as a sentence may show it: short, and without control characters. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?'));
}

/** First segments of the paths of a cloud. */
const cloudSegments: ReadonlySet<string> = new Set([
  ...anyVersionSegment,
  'versions',
  'identity',
  'healthcheck',
  '_fake',
]);

/**
 * Whether a request is for the cloud, where others answer under the same URL too: the application that the fake is
 * mounted in, or the server and the other handlers of a page. The URL itself has the list of versions for whoever takes
 * JSON; for a browser that loads a page it is the page's.
 * @param hasWorlds whether paths below `/worlds` are the cloud's.
 */
export function isForCloud(
  { target, headers }: Pick<RequestHead, 'target' | 'headers'>,
  hasWorlds: boolean,
): boolean {
  if (headers['upgrade']?.toLowerCase() === 'websocket') return false;
  const path = readPath(target) ?? rawPath(target);
  if (underVersion({ headers }, path) !== undefined) return true;
  const [first] = path.segments;
  if (first === undefined) return takesJson(headers);
  return cloudSegments.has(first) || (first === 'worlds' && hasWorlds);
}

/** Whether a request takes JSON, and is none for a page, a part of a page, or whether a server of pages is there. */
function takesJson(headers: RequestHead['headers']): boolean {
  const { accept, 'sec-fetch-dest': destination = 'empty' } = headers;
  const types = accept || '*/*';
  return destination === 'empty' && /json|(?:\*|application)\/\*/i.test(types) && !/text\/html/i.test(types);
}
