import type { AskFor, GivenMember } from '../../domain/ask.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { isWrittenAsFloat } from '../json.ts';
import { floatRepr, pythonRepr } from '../python-repr.ts';

/** The ask behind a creation's body. Source: RULES.md §2, Bodies. */
export function readNewMember(image: string, body: object): AskFor<'addMember'> | Refusal {
  if (Array.isArray(body)) return refuse('memberBodyForm');
  if (!Object.hasOwn(body, 'member')) return refuse('memberNotSpecified');
  const { member } = body as { member: unknown };
  return isEmpty(member)
    ? refuse('memberEmpty')
    : { operation: 'addMember', image, given: given(member, shownIn(body)) };
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

function given(value: unknown, shown: string): GivenMember {
  return { echo: value, text: stored(value), shown };
}

/** What MySQL keeps of a value: true is 1, a list of one is that one; it fails on the rest. */
function stored(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)))
    return String(value);
  return Array.isArray(value) && value.length === 1 && typeof value[0] !== 'object' ? stored(value[0]) : null;
}
