import type { GapName } from '../../domain/gap-names.ts';
import { gaps } from '../../domain/gaps.ts';
import type { Paint, Tone } from '../paint.ts';
import type { Residents } from '../residents.ts';
import { printable } from '../text.ts';
import type { RequestFacts } from './request-facts.ts';

const tones: Readonly<Record<string, Tone>> = { 2: 'good', 3: 'moved', 4: 'refused' };
const [requestWidth, mostWho, longest] = [48, 32, 160];

/**
 * Makes lines of requests: when, who, what, the status, and what it changed or which check refused it;
 * and what of it is unproven.
 *
 *     12:03:07  consumer@123456  PUT /v2/images/a96be11e…/members/123456  200  accepted
 *     12:03:09  producer@5000001  POST /v2/images/a96be11e…/members  409  memberNew: memberDuplicate  unproven: duplicateMember
 */
export function requestLines(residents: Residents, paint: Paint): (facts: RequestFacts, at: Date) => string {
  const widths = Array.from(
    residents.users.values(),
    ({ name, tenant = null }) => shortened(whoOf({ user: name, tenant })).length,
  );
  const whoWidth = Math.min(mostWho, Math.max(nobody.length, ...widths));
  return (facts, at) => {
    const { method, target, status, refused, because, unproven, changes, unread, world } = facts;
    const asked = shortened(`${method} ${target}`);
    const inWorld = world === undefined ? [] : [paint('faint', `[${world}]`)];
    const rule = refused && `${refused.check}: ${refused.refusal}`;
    const detail = rule === null ? changes.join(', ') : [rule, because ?? []].flat().join(' – ');
    return [
      paint('faint', at.toTimeString().slice(0, 8)),
      ...inWorld,
      shortened(whoOf(facts)).padEnd(whoWidth),
      (asked.length > longest ? `${asked.slice(0, longest)}…` : asked).padEnd(requestWidth),
      paint(tones[Math.floor(status / 100)] ?? 'broken', String(status)),
      shortened(detail),
      unread.length === 0 ? '' : paint('faint', shortened(`unread: ${unread.join(', ')}`)),
      doubt(unproven, paint),
    ]
      .filter((part) => part !== '')
      .join('  ')
      .trimEnd();
  };
}

const nobody = 'nobody';

/** What is unproven. A gap that touches every refusal says little about this one: it comes last, and faint. */
function doubt(unproven: readonly GapName[], paint: Paint): string {
  const isEverywhere = (name: GapName): boolean => gaps[name].refusals === 'any';
  const own = unproven.filter((name) => !isEverywhere(name));
  const shown = unproven.filter(isEverywhere);
  if (own.length === 0) return shown.length === 0 ? '' : paint('faint', `unproven: ${shown.join(', ')}`);
  return `unproven: ${own.join(', ')}${shown.map((name) => paint('faint', `, ${name}`)).join('')}`;
}

function whoOf({ user, tenant }: Pick<RequestFacts, 'user' | 'tenant'>): string {
  if (user === null) return nobody;
  return tenant === null ? user : `${user}@${tenant}`;
}

/** UUIDs and other long ids cut to their first digits, in the same way everywhere. */
function shortened(text: string): string {
  return printable(text).replaceAll(
    /\b([0-9a-f]{8})(?:[0-9a-f]{24}|-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/gi,
    '$1…',
  );
}
