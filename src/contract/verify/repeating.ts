/** What was sent and answered, in short. */
import { isPrintable } from '../../http/printable.ts';
import { octal, shellQuoted } from '../../http/shell.ts';
import type { VerifiedInteraction } from './results.ts';
import { oneLine, shortened } from './value-text.ts';

/** What curl sends by itself, or what belongs to one connection. */
const unsaid: readonly string[] = [
  'accept-encoding',
  'connection',
  'content-length',
  'host',
  'transfer-encoding',
  'user-agent',
];

/** The longest body that stands in a command, in characters. */
const longestBody = 2000;

/**
 * The request of an interaction as a command of a POSIX shell in one line, `$TOKEN` in place of the caller's token. The
 * provider states have to be there before. Empty where nothing was sent.
 */
export function curlOf({ exchange }: Pick<VerifiedInteraction, 'exchange'>): readonly string[] {
  if (exchange === undefined) return [];
  const { method, url, headers, body } = exchange.request;
  const said = headers.filter(([name]) => !unsaid.includes(name.toLowerCase()));
  const isLong = body.length > longestBody;
  const words = [
    'curl -i',
    ...methodWords(method),
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    shellQuoted(url),
    ...said.map(([name, value]) => `-H ${headerWord(name, value)}`),
    ...bodyWords(body),
  ];
  const command = `${pipeOf(body)}${words.join(' ')}`;
  return isLong ? [command, `# body is a file with the ${body.length} characters of the request`] : [command];
}

/** The answer of an interaction in short, in one line; empty where there was none. */
export function answerOf({ exchange }: Pick<VerifiedInteraction, 'exchange'>): string {
  const { status, body } = exchange?.response ?? {};
  return status === undefined ? '' : shortened(oneLine(`${status} ${body}`).trim(), 300);
}

function bodyWords(body: string): readonly string[] {
  if (body === '') return [];
  if (body.length > longestBody) return ['--data-binary @body'];
  return isPrintable(body) ? [`--data-raw ${shellQuoted(body)}`] : ['--data-binary @-'];
}

/** A body of several lines goes through a pipe, so that the command is one line. */
function pipeOf(body: string): string {
  if (body.length > longestBody || isPrintable(body)) return '';
  const escaped = [...body].map((character) => {
    if (character === '\n') return String.raw`\n`;
    if (character === '%') return '%%';
    if (character === '\\') return String.raw`\\`;
    return isPrintable(character) ? character : octal(character);
  });
  return `printf ${shellQuoted(escaped.join(''))} | `;
}

function methodWords(method: string): readonly string[] {
  if (method === 'GET') return [];
  return method === 'HEAD' ? ['--head'] : [`-X ${shellQuoted(method)}`];
}

function headerWord(name: string, value: string): string {
  return name.toLowerCase() === 'x-auth-token' ? `"${name}: $TOKEN"` : shellQuoted(`${name}: ${value}`);
}
