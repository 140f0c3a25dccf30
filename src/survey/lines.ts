/** Which answers a line of the permission table may change. */
import { operations } from '../domain/operations.ts';
import { type Persona, personas } from '../domain/permissions.ts';

/** A line, of an action or of what is checked before it, or the cell of a persona in it. */
export interface Line {
  readonly action: string;
  readonly column?: Persona;
}

/** The line of a column: a persona's cell alone, or all of it, where the column says something about all personas. */
export function lineOf(action: string, column: string): Line {
  const persona = personas.find((each) => each === column);
  return persona === undefined ? { action } : { action, column: persona };
}

/** Whether operations read the line of an action besides their own: the image, or its member, is looked up by it. */
export function isReadByOthers(action: string): boolean {
  return action === 'showImage' || action === 'showMember';
}

/** Whether an operation may read the line of an action. */
export function isReadBy(action: string, operation: string | null): boolean {
  return action === operation || isReadByOthers(action) || !Object.hasOwn(operations, action);
}

/**
 * Whether an answer may be another one where a line is.
 * @param decided what was decided by on the way to the answer; undefined: that is unknown.
 */
export function mayTouch(line: Line | undefined, decided: readonly string[] | undefined): boolean {
  if (line === undefined || decided === undefined) return true;
  const { action, column } = line;
  return decided.some((each) => {
    const [operation = '', persona] = each.split(' ');
    if (!isReadBy(action, operation)) return false;
    // A list is about all its images, whatever the caller is to them.
    return column === undefined || persona === undefined || operation === 'listImages' || persona === column;
  });
}
