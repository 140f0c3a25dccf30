import { publicUrlOf } from '../host/address.ts';
import { baseUrlProblem } from '../host/base-url.ts';
import { placeOf } from '../host/own-host.ts';
import { allowedOrigins } from '../http/cors.ts';
import type { CommandArguments } from './arguments.ts';
import { unknownWordError, UsageError } from './errors.ts';

/**
 * The whole number that an option gives; undefined where it is not given.
 * @throws UsageError where it is none, or out of bounds.
 */
export function wholeNumber(
  args: CommandArguments,
  option: string,
  [least, most]: readonly [least: number, most: number],
): number | undefined {
  const written = args.text(option);
  if (written === undefined) return undefined;
  const number = /^\d+$/.test(written) ? Number(written) : Number.NaN;
  if (number >= least && number <= most) return number;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  throw new UsageError(`--${option} must be a whole number ${bounds}, not ${written}.`);
}

/**
 * The number that an option gives, which may have a sign and decimals; undefined where it is not given.
 * @throws UsageError where it is none.
 */
export function decimal(args: CommandArguments, option: string): number | undefined {
  const written = args.text(option);
  if (written === undefined) return undefined;
  if (/^[+-]?\d+(?:\.\d+)?$/.test(written)) return Number(written);
  throw new UsageError(`--${option} must be a number, not ${written}.`);
}

const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

/**
 * The number of bytes that an option gives: `64MiB`, `500kB`, `1024`; undefined where it is not given.
 * @throws UsageError where it is none.
 */
export function byteCount(args: CommandArguments, option: string): number | undefined {
  const written = args.text(option);
  if (written === undefined) return undefined;
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(written) ?? [];
  const size = units[unit.toLowerCase() || 'b'];
  if (digits !== '' && size !== undefined) return Math.floor(Number(digits) * size);
  throw new UsageError(`--${option} must be a size such as 64MiB, 500kB or 1024 (bytes), not ${written}.`);
}

/**
 * One of some words.
 * @throws UsageError where the option gives another one.
 */
export function oneOf<Word extends string>(
  args: CommandArguments,
  option: string,
  words: readonly [Word, ...Word[]],
): Word {
  const written = args.text(option) ?? words[0];
  const word = words.find((each) => each === written);
  if (word === undefined) throw unknownWordError(option, written, words);
  return word;
}

/**
 * The URL that an option gives, without a slash at its end; undefined where it is not given.
 * @throws UsageError where it is none that leads to a web server, or where it has a user or a password in it.
 */
export function webUrl(args: CommandArguments, option: string): string | undefined {
  return checkedUrl(`--${option}`, args.text(option));
}

/**
 * The image API that an option names, without version and without a slash at its end.
 * @throws UsageError as `webUrl` does, and where the version of the API is in it: each path has one of its own.
 */
export function imageApiUrl(args: CommandArguments, option: string): string | undefined {
  const url = webUrl(args, option);
  // A world of a fake may be called like a version.
  const [, version] = /(?<!\/worlds)(\/v\d+(?:\.\d+)?)$/.exec(url ?? '') ?? [];
  if (version === undefined) return url;
  throw new UsageError(
    `--${option} is the image API without version, such as http://glance.example:9292: leave ${version} out.`,
  );
}

/** What is said of a URL that is not right. */
interface UrlWords {
  readonly example: string;
  /** What to do with a user and a password. */
  readonly instead: string;
}

/**
 * The URL that an option or a variable gives, without a slash at its end. No message repeats it: it may hold a password.
 * @throws UsageError as `webUrl` does.
 */
export function checkedUrl(
  name: string,
  written: string | undefined,
  { example, instead }: UrlWords = { example: 'http://127.0.0.1:9292', instead: 'Leave them out.' },
): string | undefined {
  if (written === undefined) return undefined;
  const url = URL.parse(written);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new UsageError(`${name} must be a URL such as ${example}.`);
  if (url.username === '' && url.password === '') return url.href.replace(/\/+$/, '');
  throw new UsageError(
    `${name} has a user or a password in it, which everybody on this machine could read. ${instead}`,
  );
}

/**
 * The public URL that is asked for, as all links begin with it; undefined where none is.
 * @throws UsageError where it is none. The message does not repeat it: it may hold a password.
 */
export function publicUrlIn(args: CommandArguments): string | undefined {
  const written = args.text('public-url');
  if (written === undefined) return undefined;
  const problem = baseUrlProblem(written);
  if (problem !== undefined) throw new UsageError(`--public-url ${problem}.`);
  return publicUrlOf(written);
}

/**
 * The names of hosts that an option gives, with commas between them, as the URL standard writes them.
 * @throws UsageError where one is no name, or has a port.
 */
export function hostNames(args: CommandArguments, option: string): readonly string[] {
  const written = args.text(option)?.split(',') ?? [];
  return written.map((each) => {
    const place = placeOf(each.trim());
    if (place?.port === 80) return place.name;
    throw new UsageError(
      `--${option} must be the name of a host without a port, such as states.test, not ${each.trim()}.`,
    );
  });
}

/**
 * The origins whose pages may use the cloud; undefined where the option is not there.
 * @throws UsageError for what is not an origin.
 */
export function corsOf(args: CommandArguments): string | undefined {
  const written = args.text('cors');
  try {
    allowedOrigins(written);
  } catch (error) {
    throw new UsageError(`--cors: ${(error as Error).message}`, { cause: error });
  }
  return written;
}

/**
 * The token of the control plane that an option or the environment gives; undefined where neither does.
 * @throws UsageError for one that cannot stand in a header; the message does not repeat it.
 */
export function controlTokenOf(args: CommandArguments): string | undefined {
  const token = args.text('control-token') ?? (process.env['IMAGE_MEMBERS_FAKE_CONTROL_TOKEN'] || undefined);
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new UsageError('the control token must be of visible ASCII characters, without spaces.');
}
