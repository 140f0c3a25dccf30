import type { AskFor } from '../../domain/ask.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { isWrittenAsFloat } from '../json.ts';
import { floatRepr, pythonRepr } from '../python-repr.ts';

/** The ask behind a creation's body. Source: RULES.md §2, Bodies. */
export function readNewMember(image: string, body: object): AskFor<'addMember'> | Refusal {
  if (Array.isArray(body)) return refuse('memberBodyForm');
  if (!Object.hasOwn(body, 'member')) return refuse('memberNotSpecified');
  const { member } = body as { member: unknown };
  if (isEmpty(member)) return refuse('memberEmpty');
  const text = stored(member);
  // What cannot be stored is never refused as a duplicate, and may be long.
  const shown = text === null ? '' : shownIn(body);
  return { operation: 'addMember', image, given: { echo: member, text, shown } };
}

/** The ask behind an update's body. Source: RULES.md §2, Bodies. */
export function readStatus(image: string, member: string, body: object): AskFor<'updateMember'> | Refusal {
  if (Array.isArray(body)) return refuse('statusBodyForm');
  if (!Object.hasOwn(body, 'status')) return refuse('statusNotSpecified');
  return { operation: 'updateMember', image, member, status: (body as { status: unknown }).status };
}

/** What Python takes for false. */
function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value !== value ? false : !value;
}

/** The member of a body as a refusal prints it. */
function shownIn(body: object): string {
  const { member } = body as { member: unknown };
  if (typeof member === 'string') return member;
  const isFloat = typeof member === 'number' && isWrittenAsFloat(body, 'member');
  return isFloat ? floatRepr(member) : pythonRepr(member);
}

/** Digits of the greatest whole numbers that MySQL reads, and of those that it puts in place of greater ones: nines. */
const mostDigits = 81;
const nines = '9'.repeat(65);

/**
 * What MySQL keeps of a value: true is 1, a list of one is that one; it fails on the rest. Source: RULES.md §2, Bodies;
 * asked of Glance 25.1 (numbers of 64 to 4300 digits).
 */
function stored(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'bigint') {
    const [sign = '', digits = ''] = value < 0n ? ['-', String(-value)] : ['', String(value)];
    return sign + (digits.length > mostDigits ? nines : digits);
  }
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return Array.isArray(value) && value.length === 1 && typeof value[0] !== 'object' ? stored(value[0]) : null;
}
