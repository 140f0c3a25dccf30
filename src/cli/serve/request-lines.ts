import type { Unproven } from '../../domain/profile.ts';
import { isEverywhere } from '../../domain/unproven.ts';
import type { Controlled } from '../../host/host.ts';
import { readPath } from '../../http/path.ts';
import { findIdentityRoute } from '../../http/identity/routes.ts';
import { readIdentityPath } from '../../http/identity/path.ts';
import { unservedPath } from '../../http/route.ts';
import type { Exchanged } from '../../world/fake.ts';
import type { Paint, Tone } from '../paint.ts';
import type { Residents } from '../residents.ts';
import { printable } from '../../http/printable.ts';

/** What is logged of a request. No header, no body, nothing of a token but whose it is. */
export interface RequestFacts {
  /** The name of the world; absent: the default one. */
  readonly world?: string;
  /** The user's name; null: nobody that the cloud knows. */
  readonly user: string | null;
  /** The id of the tenant that the user speaks for. */
  readonly tenant: string | null;
  readonly method: string;
  /** Path and query, as sent, with `***` for secrets. */
  readonly target: string;
  readonly status: number;
  readonly operation: string | null;
  readonly refused: { readonly check: string; readonly refusal: string } | null;
  /** Why it was refused, in one sentence; null where it was not. */
  readonly because: string | null;
  /** Where nobody knows what the service itself answers: what this answer touches of that. */
  readonly unproven: readonly Unproven[];
  /** What became different in the world, in words. */
  readonly changes: readonly string[];
  /** What was sent and nobody reads. */
  readonly unread: readonly string[];
  /** What a fault did; absent: none happened. */
  readonly fault?: string;
  /** The time of the world, where its clock is set; absent: it shows the time of day. */
  readonly at?: string;
}

/** Milliseconds by which a clock may be behind the time of day that nobody has set. */
const unset = 1000;

/** The facts of an exchange. */
export function requestFacts(exchanged: Exchanged): RequestFacts {
  const { world, method, target, status, trace, because, caller, unread, inWords, fault, at } = exchanged;
  return {
    ...(world === 'default' ? {} : { world }),
    user: caller === null ? null : (caller.userName ?? caller.user),
    tenant: caller?.tenant ?? null,
    method,
    target,
    status,
    operation: trace.operation,
    refused: trace.refused && { check: trace.refused.check, refusal: trace.refused.refusal },
    because: because ?? null,
    unproven: trace.unproven,
    changes: inWords,
    unread,
    ...(fault === null ? {} : { fault: fault.sentence }),
    ...(Math.abs(at - Date.now()) < unset ? {} : { at: new Date(at).toISOString() }),
  };
}

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

/** What is unproven. What touches every refusal says little about this one: it comes last, and faint. */
function doubt(unproven: readonly Unproven[], paint: Paint): string {
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

/** Says of each path that Glance or Keystone has and the fake does not, once, that it is so. Paths that differ in ids alone are one. */
export function unservedPaths(): { warningFor(exchanged: Exchanged): string | undefined } {
  const warned = new Set<string>();
  return {
    warningFor(exchanged) {
      if (exchanged.trace.refused?.refusal !== 'notServed') return undefined;
      // The target is made when it is read.
      const { method, target } = exchanged;
      const keystone = keystonePath(target);
      const path = keystone ?? glancePath(target);
      if (path === undefined || warned.has(path)) return undefined;
      warned.add(path);
      const service = keystone === undefined ? 'Glance' : 'Keystone';
      return `${method} ${path} is part of ${service}, but not of this fake, which does image sharing: it answers 501.`;
    },
  };
}

/** The path of Keystone's v3 API. */
function keystonePath(target: string): string | undefined {
  if (readPath(target)?.segments[0] !== 'identity') return undefined;
  const [, ...segments] = readIdentityPath(target).segments;
  const found = findIdentityRoute(segments);
  return found && `/v3/${found.route.path}`;
}

/** The path of Glance: its version may stand in `Accept` instead, a tenant behind it, and `.json` at its end. */
function glancePath(target: string): string | undefined {
  const path = readPath(target.replace(/\.json(?=\?|$)/, ''));
  if (path === undefined) return undefined;
  const found = [1, 0, 2].flatMap(
    (start) => unservedPath({ ...path, segments: ['v2', ...path.segments.slice(start)] }) ?? [],
  );
  return found[0] && `/${found[0]}`;
}
