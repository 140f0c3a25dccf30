/** Bodies of answers in the cells of a table: what differs from the usual one. */
import { jsonOrText } from '../cloud.ts';
import { markdownCode } from './markdown-text.ts';

/** A body in cells, and whole where it is too different from the usual one. */
interface BodyCells {
  readonly cells: readonly string[];
  readonly own: readonly string[];
}

/** Lines that differ from the usual body, and characters of a line, that a cell of the table may have. */
const [mostDifferent, mostCharacters] = [12, 160];

/** The body from which the others differ least, as lines; none where all are short. */
export function usualBody(all: readonly (readonly string[])[]): readonly string[] {
  const bodies = all.filter((lines) => oneLine(lines).length > mostCharacters);
  const candidates = [...new Map(bodies.map((lines) => [lines.join('\n'), lines])).values()];
  const distances = candidates.map((one) =>
    bodies.reduce((sum, other) => sum + linesWithout(other, one).length + linesWithout(one, other).length, 0),
  );
  return candidates[distances.indexOf(Math.min(...distances))] ?? [];
}

/** A body in cells: nothing for the usual one, the message of a refusal, the lines that differ; else on its own. */
export function bodyIn(body: readonly string[], usual: readonly string[], status: number): BodyCells {
  const whole = oneLine(body);
  const message = status < 400 ? undefined : /"message": ("(?:[^"\\]|\\.)*")/.exec(whole)?.[1];
  if (message !== undefined)
    return { cells: [markdownCode(String(jsonOrText(message)).replace(/(?:<br \/>|\s)+$/, ''))], own: [] };
  if (status >= 400 && body.length > 0) return { cells: [markdownCode(shortened(whole))], own: [] };
  if (body.length === 0 || body.join('\n') === usual.join('\n'))
    return { cells: body.length === 0 && usual.length > 0 && status < 400 ? ['no body'] : [], own: [] };
  const [more, less] = [linesWithout(body, usual), linesWithout(usual, body)];
  if (whole.length <= mostCharacters) return { cells: [markdownCode(whole)], own: [] };
  if (more.length + less.length > mostDifferent) return { cells: ['the body below'], own: body };
  const renamed = new Set(more.map(nameIn));
  const gone = less.filter((line) => !renamed.has(nameIn(line)));
  return {
    cells: [...more.map(markdownCode), ...gone.map((line) => `no ${markdownCode(nameIn(line))}`)],
    own: [],
  };
}

/** The lines that a body has and another has not, each once, without their commas and without brackets. */
function linesWithout(lines: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map(plainLine));
  return [...new Set(lines.map(plainLine))].filter((line) => !known.has(line) && /\w/.test(line));
}

function plainLine(line: string): string {
  return line.trim().replace(/,$/, '');
}

function nameIn(line: string): string {
  return /^"([^"]+)":/.exec(line)?.[1] ?? line;
}

/** The lines of a body as one. */
export function oneLine(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(' ');
}

function shortened(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}
