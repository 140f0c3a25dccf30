import { type Refusal, refuse } from '../refusals.ts';
import { readIsoTime } from './iso-time.ts';

/** A filter's value taken apart: `in:a,b` has the operator `in`. */
export interface FilterWords {
  readonly operator: string;
  readonly text: string;
}

/** Takes the operator off a filter's value. Without one, and for a time with colons in it, it is `eq`. */
export function filterWords(value: string): FilterWords {
  const colon = value.indexOf(':');
  if (colon < 0 || readIsoTime(value) !== undefined) return { operator: 'eq', text: value };
  return { operator: value.slice(0, colon), text: value.slice(colon + 1) };
}

/** Quotation marks stand at the start and at the end of a value, or are escaped with a backslash. */
export function quoteProblem(value: string): Refusal | undefined {
  let inside = false;
  for (let index = 0; index < value.length; index += 1) {
    if (value[index] !== '"' || value[index - 1] === '\\') continue;
    if (!inside && index > 0 && value[index - 1] !== ',') return refuse('filterQuoteOpens', { value });
    if (inside && index + 1 < value.length && value[index + 1] !== ',')
      return refuse('filterQuoteCloses', { value });
    inside = !inside;
  }
  return inside ? refuse('filterQuoteOpen', { value }) : undefined;
}

/** The values of `in:`: commas separate, quotation marks keep commas in. */
export function listedValues(value: string): readonly string[] {
  const matches = value.matchAll(/"([^"\\]*(?:\\.[^"\\]*)*)",?|([^,]+),?|,/g);
  return Array.from(matches, ([, quoted, plain]) => quoted || (plain ?? ''));
}
