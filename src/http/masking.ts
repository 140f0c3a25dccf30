import { isMadeSecret } from '../domain/identity/tokens.ts';
import { inAscii } from './code-points.ts';
import { bytesOf } from './message.ts';

/** What stands in the place of a secret. */
export const stars = '***';

/** Whether a text opens something, or did: a password, a token, a key. It may come in any of the forms of `secretForms`. */
export type IsSecret = (text: string) => boolean;

/** Names of secrets, wherever they stand in a name: `X-Auth-Token`, `token_id`, `apiKeyCredentials`. */
const within: RegExp =
  /token|password|passwd|passphrase|secret|apikey|accesskey|privatekey|authkey|authorization|credentials/;

/** Names of secrets that are longer names' ends at most: `X-Amz-Signature`, `temp_url_sig`. */
const atEnd: RegExp =
  /(?:auth|signature|sig|pwd|cookie|jwt|bearer|sessionid|(?:amz|goog)credential|^(?:key|pass|pw|pin|otp|sid))$/;

/** Whether a name is one of a secret; upper and lower case, `-`, `_` and brackets make no difference. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return within.test(plain) || atEnd.test(plain);
}

/**
 * The target of a request as it may leave the fake, in a log, a report or an error: as it was sent, with `***` for
 * the values of parameters whose name says that they are secret, for what follows `tokens` in a path (Identity v2.0
 * names tokens there), for a user's password before a host, and for every secret that is a segment, a value, or a run
 * of characters between separators. How they are encoded, and how often, makes no difference. Takes time in
 * proportion to the length of the target, however many secrets there are.
 * @param isSecret knows the secrets that there are; where none is given, those that a cloud makes up.
 */
export function maskedTarget(target: string, isSecret: IsSecret = isMadeSecret): string {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  let place: Place = 'path';
  const segments = path.split('/').map((sent) => {
    const segment = decoded(sent);
    const { at, next } = tokenIn(segment.text, place);
    place = next;
    return withStars(sent, segment, spansIn(segment, isSecret, at));
  });
  if (mark === -1) return segments.join('/');
  const parameters = target.slice(mark + 1).split('&');
  const masked = parameters.map((sent) => {
    const parameter = decoded(sent);
    return withStars(sent, parameter, spansIn(parameter, isSecret));
  });
  return `${segments.join('/')}?${masked.join('&')}`;
}

/**
 * A JSON text with `***` for what opens something in its texts: a password or a signature in a URL, and what has the name of a
 * secret. All else stays as it is written.
 */
export function maskedJson(json: string): string {
  let name = '';
  return json.replaceAll(/("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?/g, (whole, literal: string, colon?: string) => {
    const text = JSON.parse(literal) as string;
    if (colon !== undefined) {
      name = text;
      return whole;
    }
    const masked = isSecretName(name) ? stars : maskedTarget(text);
    return masked === text ? whole : inAscii(JSON.stringify(masked));
  });
}

/** A text with `***` for what is a secret in it, by what it is alone. */
export function maskedText(text: string, isSecret: IsSecret = isMadeSecret): string {
  const whole = decoded(text);
  return withStars(text, whole, knownIn(whole, isSecret));
}

/** Whether a text has a known secret in it: itself, a value behind an equals sign, or a run between separators. */
export function holdsSecret(text: string, isSecret: IsSecret): boolean {
  return knownIn(decoded(text), isSecret).length > 0;
}

/** Texts without separators and escapes: a secret in one is the whole of it. Ids are such texts. */
const plain: RegExp = /^[\w-]+$/;

/** A text as it may be shown as a whole: `***` where it has a known secret in it. */
export function shownText(text: string, isSecret: IsSecret): string {
  const holds = plain.test(text) ? isSecret(text) : holdsSecret(text, isSecret);
  return holds ? stars : text;
}

/** The forms in which a secret comes out of a text whose escapes are all undone, sent as UTF-8 or as it is. */
export function secretForms(secret: string): readonly string[] {
  if (plain.test(secret)) return [secret];
  const bytes = Array.from(bytesOf(secret), (byte) => String.fromCharCode(byte)).join('');
  return [...new Set([secret, bytes].flatMap((form) => [form, decoded(form).text]))];
}

/** What was sent, with its escapes undone. */
interface Decoded {
  readonly text: string;
  /** The same with spaces where a plus was sent. */
  readonly spaced: string;
  /** Where each character of the text, and its end, begins in what was sent; undefined: at the same place. */
  readonly starts: readonly number[] | undefined;
}

/** Undoes `%XX` until none is left, each as one character of Latin-1. */
function decoded(sent: string): Decoded {
  const spaced = sent.includes('+') ? decoded(sent.replaceAll('+', ' ')).text : undefined;
  if (!sent.includes('%')) return { text: sent, spaced: spaced ?? sent, starts: undefined };
  const codes: number[] = [];
  const starts: number[] = [];
  for (let at = 0; at < sent.length; at += 1) {
    codes.push(sent.charCodeAt(at));
    starts.push(at);
    // What an escape stands for may complete another one.
    for (let code = escapeAtEnd(codes); code >= 0; code = escapeAtEnd(codes)) {
      codes.length -= 2;
      starts.length -= 2;
      codes[codes.length - 1] = code;
    }
  }
  const text = textOfCodes(codes);
  starts.push(sent.length);
  return { text, spaced: spaced ?? text, starts };
}

/** What `%XX` at the end stands for; less than 0, where there is none. */
function escapeAtEnd(codes: readonly number[]): number {
  const { length } = codes;
  if (length < 3 || codes[length - 3] !== 0x25) return -1;
  const [high, low] = [digitOf(codes[length - 2]!), digitOf(codes[length - 1]!)];
  return low < 0 ? -1 : 16 * high + low;
}

/** The value of a hexadecimal digit; so much less than 0 that nothing makes up for it, where it is none. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const small = code | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1000;
}

/** A call takes so many arguments at most, everywhere. */
const mostArguments = 8192;

function textOfCodes(codes: readonly number[]): string {
  let text = '';
  for (let from = 0; from < codes.length; from += mostArguments)
    text += String.fromCharCode(...codes.slice(from, from + mostArguments));
  return text;
}

/** A part of a decoded text: from a character up to, not including, another. */
type Span = readonly [from: number, to: number];

/** Where a path has got to: behind a segment `tokens`, or not. */
type Place = 'path' | 'tokens';

/** Where a token begins in a segment, if its place says that there is one, and the place behind the segment. */
function tokenIn(text: string, place: Place): { readonly at: number | undefined; readonly next: Place } {
  let [from, next] = [0, place];
  for (const part of text.split('/')) {
    const name = (part.split(';')[0] ?? '').trim().toLowerCase();
    if (!/^\.{0,2}$/.test(name)) {
      const is: Place = /^tokens?$/.test(name) ? 'tokens' : 'path';
      if (next === 'tokens') return { at: from, next: is };
      next = is;
    }
    from += part.length + 1;
  }
  return { at: undefined, next };
}

/** All parts of a segment or parameter that are masked. @param at from where on it is one, in any case. */
function spansIn(part: Decoded, isSecret: IsSecret, at: number = part.text.length): readonly Span[] {
  const { text } = part;
  const from = Math.min(at, namedIn(text) ?? text.length);
  return [
    ...userIn(text),
    ...knownIn(part, isSecret),
    ...(from < text.length ? [[from, text.length] as const] : []),
  ];
}

/** Where the value begins that has the name of a secret before it; all behind it may belong to the value. */
function namedIn(text: string): number | undefined {
  let from = 0;
  for (const { 0: sign, index } of text.matchAll(/[=:&;,?#/{(\s]/g)) {
    if ((sign === '=' || sign === ':') && isSecretName(text.slice(from, index))) return index + 1;
    from = index + 1;
  }
  return undefined;
}

/** The password in `user:password@host`. */
function userIn(text: string): readonly Span[] {
  const end = text.lastIndexOf('@');
  const colon = text.indexOf(':', text.lastIndexOf('/', end) + 1);
  return colon !== -1 && colon < end ? [[colon + 1, end]] : [];
}

/** Secrets by what they are: the whole, the value behind the first equals sign, and runs of characters. */
function knownIn({ text, spaced }: Decoded, isSecret: IsSecret): readonly Span[] {
  const wholes = [0, text.indexOf('=') + 1].filter((from) => {
    const part = text.slice(from);
    const forms = [part, spaced.slice(from), part.replaceAll('+', ' ')];
    return part !== '' && forms.some(isSecret);
  });
  return [...wholes.map((from): Span => [from, text.length]), ...runsIn(text, isSecret)];
}

/** Runs of characters that may stand in a URL and separate nothing there; in those, runs of letters and digits. */
function runsIn(text: string, isSecret: IsSecret): readonly Span[] {
  const spans: Span[] = [];
  for (const { 0: run, index } of text.matchAll(/[^\s/?&=;,:#"'`{}[\]()<>|@\\]+/g)) {
    if (isSecret(run)) spans.push([index, index + run.length]);
    else if (/[^\w-]/.test(run))
      for (const { 0: word, index: at } of run.matchAll(/[\w\u0080-\uffff-]+/g))
        if (isSecret(word)) spans.push([index + at, index + at + word.length]);
  }
  return spans;
}

/** What was sent, with stars for its spans. */
function withStars(sent: string, { starts }: Decoded, spans: readonly Span[]): string {
  if (spans.length === 0) return sent;
  const place = (at: number): number => starts?.[at] ?? at;
  let [masked, done] = ['', 0];
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    if (to <= done) continue;
    masked += from < done ? '' : sent.slice(place(done), place(from)) + stars;
    done = to;
  }
  return masked + sent.slice(place(done));
}
