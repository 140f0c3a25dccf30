import type { GapName } from '../../domain/gap-names.ts';
import { gaps } from '../../domain/gaps.ts';
import type { Controlled } from '../../host/host.ts';
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
export function requestLines(
  residents: Residents,
  paint: Paint,
): (facts: RequestFacts, time: string) => string {
  const whoWidth = whoWidthIn(residents);
  return (facts, time) => {
    const { method, target, status, refused, because, unproven, changes, unread, world, fault, at } = facts;
    const asked = shortened(`${method} ${world === undefined ? '' : `[${world}] `}${target}`);
    const rule = refused && `${refused.check}: ${refused.refusal}`;
    const detail = rule === null ? changes.join(', ') : [rule, because ?? []].flat().join(' – ');
    const isFault = refused?.check === 'fault';
    return [
      paint('faint', time),
      shortened(whoOf(facts)).padEnd(whoWidth),
      (asked.length > longest ? `${asked.slice(0, longest)}…` : asked).padEnd(requestWidth),
      paint(tones[Math.floor(status / 100)] ?? 'broken', status === 0 ? 'cut' : String(status)),
      isFault ? '' : shortened(detail),
      fault === undefined ? '' : paint('broken', fault),
      unread.length === 0 ? '' : paint('faint', shortened(`unread: ${unread.join(', ')}`)),
      doubt(unproven, paint),
      at === undefined ? '' : paint('faint', `(clock: ${at})`),
    ]
      .filter((part) => part !== '')
      .join('  ')
      .trimEnd();
  };
}

/** Makes lines of what was done at the control plane, in the same columns. */
export function controlLines(
  residents: Residents,
  paint: Paint,
): (controlled: Controlled, time: string) => string {
  const width = whoWidthIn(residents);
  return ({ world, method, target, status }, time) => {
    const asked = printable(`${method} ${world === 'default' ? '' : `[${world}] `}${target}`);
    const shown = paint(tones[Math.floor(status / 100)] ?? 'broken', String(status));
    return [paint('faint', time), 'control'.padEnd(width), asked.padEnd(requestWidth), shown].join('  ');
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

function whoWidthIn({ users }: Residents): number {
  const widths = Array.from(
    users.values(),
    ({ name, tenant = null }) => shortened(whoOf({ user: name, tenant })).length,
  );
  return Math.min(mostWho, Math.max(nobody.length, ...widths));
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
