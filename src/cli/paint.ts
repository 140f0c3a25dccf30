import { styleText } from 'node:util';
import type { WriteStream } from 'node:tty';

/** The colours in use, by what they say. */
const styles = {
  heading: 'bold',
  faint: 'dim',
  good: 'green',
  moved: 'cyan',
  refused: 'yellow',
  broken: 'red',
} as const;

/** What a text is, as far as its colour goes. */
export type Tone = keyof typeof styles;

/** Gives a text its colour. */
export type Paint = (tone: Tone, text: string) => string;

/** Colours where the stream is a terminal that has them; `NO_COLOR` is respected. */
export function paintFor(
  stream: Pick<NodeJS.WriteStream, 'isTTY'> & Partial<Pick<WriteStream, 'hasColors'>>,
): Paint {
  const coloured = stream.isTTY && (stream.hasColors?.() ?? false);
  return coloured
    ? (tone, text) => styleText(styles[tone], text, { validateStream: false })
    : (_, text) => text;
}
