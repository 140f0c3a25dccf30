import { printJson } from './json.ts';
import { type HttpResponse, textResponse } from './message.ts';

/** The minor versions of the API, newest first. v2.14 and v2.16 exist with an image cache only. Source: RULES.md §6. */
const minors: readonly number[] = [15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

/** The first segments of a path that lead to the API. */
export const versionSegments: ReadonlySet<string> = new Set(['v2', ...minors.map((minor) => `v2.${minor}`)]);

/**
 * The versions document: 300 where a path names no version, 200 where it was asked for. `base` is where the
 * fake answers. Source: RULES.md §6.
 */
export function versionsDocument(status: 200 | 300, base: string): HttpResponse {
  const links = [{ rel: 'self', href: `${base}/v2/` }];
  const versions = minors.map((minor, place) => ({
    id: `v2.${minor}`,
    status: place === 0 ? 'CURRENT' : 'SUPPORTED',
    links,
  }));
  return textResponse(status, [['Content-Type', 'application/json']], printJson({ versions }));
}
