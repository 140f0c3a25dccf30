/**
 * ISO 8601 as the library reads it that Glance uses: date alone, without day or month, with or without
 * separators, a blank for the `T`, any offset; without offset it is UTC. Source: asked of Glance 25.1.
 */
const form: RegExp =
  /^(\d{4})(?:(?:-(\d{1,2})|(\d{2})(?!\n?$))(?:(?:-(\d{1,2})|(\d{2}))(?:[ T](\d{2})(?::?(\d{2}))?(?::?(\d{1,2})(?:[.,](\d+))?)?(?:Z|([-+])(\d{2}):?(\d{2})?)?)?)?)?\n?$/;

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function daysIn(year: number, month: number): number {
  const day = new Date(0);
  day.setUTCFullYear(year, month, 0);
  return day.getUTCDate();
}

/** Milliseconds since 1970 of a point in time; undefined where the text names none. */
export function readIsoTime(text: string): number | undefined {
  const found = form.exec(text);
  if (found === null) return undefined;
  const part = (index: number, otherwise = '0'): number => Number(found[index] ?? otherwise);
  const [year, month, day] = [part(1), Number(found[2] ?? found[3] ?? 1), Number(found[4] ?? found[5] ?? 1)];
  const [hour, minute, second] = [part(6), part(7), part(8)];
  const offset = (found[10] === '-' ? -1 : 1) * (part(11) * 60 + part(12));
  const valid =
    year > 0 &&
    within(month, 1, 12) &&
    within(day, 1, daysIn(year, month)) &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    Math.abs(offset) < 24 * 60;
  if (!valid) return undefined;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  return time.getTime() + ((hour * 60 + minute - offset) * 60 + second + Number(`0.${found[9] ?? 0}`)) * 1000;
}
