import { printable } from '../../http/printable.ts';

/** A text from elsewhere as plain text of Markdown, in one line: nothing in it is Markdown, HTML, a mention or a link. */
export function markdownText(text: string): string {
  const escaped = printable(text.replaceAll(/\s+/g, ' ')).replaceAll(/[!-/:-@[-`{-~]/g, (sign) =>
    /[ ,;:'"%=+./()-]/.test(sign) ? sign : `\\${sign}`,
  );
  return escaped.replaceAll(/\b(www|https?)(?=[.:])/gi, '$1&#8203;').replaceAll('@', '@&#8203;');
}

/** A text from elsewhere as code, in a line or a cell of a table: what it says is not read as Markdown or HTML. */
export function markdownCode(text: string): string {
  const line = printable(text.replaceAll(/\s+/g, ' '));
  // Spans of code end at a backtick, and cells of tables at a bar.
  const isPlain = /^[^`|\s\\]([^`|\\]*[^`|\s\\])?$/.test(line);
  return isPlain ? `\`${line}\`` : `<code>${markdownText(text)}</code>`;
}

/** A text from elsewhere as code inside an element of HTML, where nothing is read as Markdown. */
export function htmlCode(text: string): string {
  const line = printable(text.replaceAll(/\s+/g, ' '));
  return `<code>${line.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`;
}

/** Lines of a block of code, with a fence that none of them ends. */
export function codeBlock(lines: readonly string[], language = ''): readonly string[] {
  const shown = lines.flatMap((line) => line.split('\n')).map(printable);
  const runs = shown.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run + 1)));
  return [`${fence}${language}`, ...shown, fence];
}
