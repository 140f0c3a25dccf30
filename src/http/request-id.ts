import type { Chance } from './context.ts';

const longest = 64;

/**
 * The request id of a reply: the client's own, with `req-` before it where that is missing, or a new one.
 * @returns undefined for an id of more than 64 characters, on which Glance fails. Source: RULES.md §5.
 */
export function requestId(sent: string | undefined, chance: Chance): string | undefined {
  if (sent === undefined || sent === '') return `req-${chance.uuid()}`;
  if (sent.length > longest) return undefined;
  return sent.startsWith('req-') ? sent : `req-${sent}`;
}
