import { isUtf8 } from 'node:buffer';
import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { type ScalarStyle, valuesOf, type YamlPath, type YamlPlace } from './yaml-file/values.ts';

/** A place in a text file, both counted from 1. */
export interface YamlPosition {
  readonly line: number;
  readonly column: number;
}

/** Something in a file that is not YAML, or not YAML that has one meaning. Quotes nothing that may be a password. */
export interface YamlProblem {
  readonly position: YamlPosition;
  readonly problem: string;
  readonly mend: string;
}

/** How a file is read. */
export interface YamlReadingOptions {
  /** Whether `22.10` is a number, or the text that stands there; `~` and an empty value are null either way. */
  readonly scalars: ScalarStyle;
  /** Whether a key that a mapping has twice is a problem, or a warning and its last value counts, as in PyYAML. */
  readonly repeatedKeys: 'problem' | 'warning';
}

/** A key that its mapping has already. */
interface RepeatedKey extends YamlProblem {
  readonly key: string;
  /** The line where it stands first. */
  readonly first: number;
}

/** What a YAML or JSON file says. */
export interface YamlReading {
  /** Undefined where there are problems. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  readonly warnings: readonly RepeatedKey[];
  /** Where the value of a path stands: its key, or itself in a list; else what is nearest around it. */
  position(path: YamlPath): YamlPosition;
  /** The text of the value of a path as it stands in the file; undefined where it is in quotes, or no scalar. */
  written(path: YamlPath): string | undefined;
}

/** Problems that are listed at a time: those after the first often only follow from it. */
const mostProblems = 10;

/** Reads one YAML document; JSON is YAML, too. Takes time in proportion to the length of the file. */
export function readYaml(bytes: Uint8Array, options: YamlReadingOptions): YamlReading {
  const text = new TextDecoder().decode(bytes);
  const unreadable = textProblem(bytes, text);
  if (unreadable !== undefined) return unread([unreadable]);
  try {
    return readText(text, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unread([{ position: top, ...tooDeep }]);
  }
}

const tooDeep = {
  problem: 'lists and mappings stand in each other too deeply to be read',
  mend: 'Take some of the brackets or levels out',
} as const;

const top: YamlPosition = { line: 1, column: 1 };

function unread(problems: readonly YamlProblem[]): YamlReading {
  return { value: undefined, problems, warnings: [], position: () => top, written: () => undefined };
}

function readText(text: string, { scalars, repeatedKeys }: YamlReadingOptions): YamlReading {
  const lines = new LineCounter();
  // Merges, aliases and repeated keys are seen to in `valuesOf`, which knows where they stand.
  const settings = { lineCounter: lines, prettyErrors: false, uniqueKeys: false, merge: false } as const;
  const document = parseDocument(text, settings);
  const at = (offset: number): YamlPosition => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const placed = (place: YamlPlace): YamlProblem => ({ ...place, position: at(place.offset) });
  const syntax = syntaxProblems(document).map(placed);
  if (syntax.length > 0) return unread(syntax.slice(0, mostProblems));
  const { value, problems, repeats, offset, written } = valuesOf(document, scalars, (each) => at(each).line);
  const wrong = [...problems, ...(repeatedKeys === 'problem' ? repeats : [])].map(placed);
  return {
    value: wrong.length > 0 ? undefined : value,
    problems: wrong.toSorted(inOrder).slice(0, mostProblems),
    warnings: (repeatedKeys === 'warning' ? repeats : []).map((each) => ({
      ...each,
      position: at(each.offset),
    })),
    position: (path) => at(offset(path)),
    written,
  };
}

function inOrder({ position: one }: YamlProblem, { position: other }: YamlProblem): number {
  return one.line - other.line || one.column - other.column;
}

/** What is wrong with a file before it is looked at as YAML. */
function textProblem(bytes: Uint8Array, text: string): YamlProblem | undefined {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const save = 'Save the file as UTF-8';
  if (utf16) return { position: top, problem: 'this is text in UTF-16', mend: save };
  if (!isUtf8(bytes)) {
    const problem = 'this is no text in UTF-8: is it a binary file, or in an older encoding?';
    return { position: positionIn(text, text.indexOf('\ufffd')), problem, mend: save };
  }
  // oxlint-disable-next-line no-control-regex
  const control = /[\0-\u0008\u000b\u000c\u000e-\u001f]/.exec(text);
  if (control === null) return undefined;
  const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    position: positionIn(text, control.index),
    problem: `this is not YAML: it has the control character U+${code}`,
    mend: `Write it in a text in double quotes, as "\\u${code}", or take it out`,
  };
}

function positionIn(text: string, offset: number): YamlPosition {
  const before = text.slice(0, Math.max(offset, 0)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The errors of the parser, one at a place. What it could not read for its depth is the only one: the others follow. */
function syntaxProblems({ errors, warnings }: Document): readonly YamlPlace[] {
  const tags = warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
  const all = [...errors, ...tags].toReversed();
  const exhausted = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  const first = new Map(all.map((each) => [each.pos[0], each]));
  return (exhausted ? [exhausted] : [...first.values()].toReversed()).map(syntaxProblem);
}

/** What the parser calls wrong, with what to do about it. */
function syntaxProblem({ code, message, pos: [offset] }: YAMLError): YamlPlace {
  const { problem, mend } = wordings[code] ?? {};
  return {
    offset,
    problem: problem ?? `this is not YAML: ${withoutQuotation(message)}`,
    mend: mend ?? 'Put a text with signs of YAML in quotes',
  };
}

/** What the parser says, without the words of the file behind a colon: they may be a password. */
function withoutQuotation(message: string): string {
  return message.replace(/(?<=[\w)]): .*$/s, '').replace(/\.$/, '');
}

/** What to do about an error of the parser, and what it is where the parser speaks to programmers. */
const wordings: Readonly<
  Partial<Record<YAMLError['code'], { readonly problem?: string; readonly mend: string }>>
> = {
  MULTIPLE_DOCS: {
    problem: 'a second document begins, and one is read',
    mend: 'Take out the `---` or `...`, or put the second document into a file of its own',
  },
  TAG_RESOLVE_FAILED: {
    problem: 'this is a tag of YAML (`!name`) that means nothing here',
    mend: 'Write the value itself, without a tag; put a text that begins with `!` in quotes',
  },
  TAB_AS_INDENT: { mend: 'Indent with spaces' },
  RESOURCE_EXHAUSTION: tooDeep,
  BAD_INDENT: { mend: 'Close what is open, and give all that belongs together the same number of spaces' },
  BAD_SCALAR_START: { mend: 'Put the text in quotes' },
  BAD_ALIAS: { mend: 'Write the name of an anchor after `*`, or put the text in quotes' },
  ALIAS_PROPS: { mend: 'Take out the anchor or the tag in front of the alias' },
  MISSING_CHAR: { mend: 'Add it; put a text with signs of YAML in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    mend: 'Put a text with a colon in quotes, or begin the mapping in a line of its own',
  },
  MULTILINE_IMPLICIT_KEY: { mend: 'Write `key: value`; put a text of several lines in quotes' },
  BAD_DQ_ESCAPE: { mend: 'Write `\\\\` for a backslash, or use single quotes' },
};
