/** A time in milliseconds since 1970 as Glance prints it: whole seconds, `YYYY-MM-DDTHH:MM:SSZ`. Source: RULES.md §2, Times. */
export function wholeSecond(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
