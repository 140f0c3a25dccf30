import { isProfileName, type ProfileName, profiles } from '../domain/profiles.ts';
import { bugs } from '../domain/profiles/bugs.ts';
import { placeOf } from '../host/own-host.ts';
import type { Given } from './given.ts';
import { Mistake, unknownWord } from './mistake.ts';

/**
 * The whole number that an option gives; undefined where it is not given.
 * @throws Mistake where it is none, or out of bounds.
 */
export function wholeNumber(
  given: Given,
  option: string,
  [least, most]: readonly [least: number, most: number],
): number | undefined {
  const written = given.text(option);
  if (written === undefined) return undefined;
  const number = /^\d+$/.test(written) ? Number(written) : Number.NaN;
  if (number >= least && number <= most) return number;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  throw new Mistake(`--${option} must be a whole number ${bounds}, not ${written}.`);
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
 * @throws Mistake where it is none.
 */
export function byteCount(given: Given, option: string): number | undefined {
  const written = given.text(option);
  if (written === undefined) return undefined;
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(written) ?? [];
  const size = units[unit.toLowerCase() || 'b'];
  if (digits !== '' && size !== undefined) return Math.floor(Number(digits) * size);
  throw new Mistake(`--${option} must be a size such as 64MiB, 500kB or 1024 (bytes), not ${written}.`);
}

/** Whose rules hold where nobody says. */
export const defaultProfile: ProfileName = 'glance';

/**
 * The profile that is asked for, or else the default one.
 * @throws Mistake where there is no such profile.
 */
export function profileOf(given: Given): ProfileName {
  const name = given.text('profile') ?? defaultProfile;
  if (isProfileName(name)) return name;
  throw unknownWord('profile', name, Object.keys(profiles));
}

/**
 * The observed behaviour that is asked for: names of the profile's switches, with commas between them.
 * @throws Mistake where the profile has no such switch.
 */
export function observedOf(given: Given): readonly string[] {
  const written = given.text('observed');
  if (written === undefined) return [];
  const { name, switches } = profiles[profileOf(given)];
  const known = Object.keys(switches);
  const wanted = listedWords(written);
  if (known.length === 0) throw nothingObserved(name);
  if (wanted.length === 0) throw new Mistake(`--observed needs a name. There are: ${known.join(', ')}.`);
  const unknown = wanted.find((word) => !known.includes(word));
  if (unknown === undefined) return wanted;
  throw unknownWord('observed behaviour', unknown, known);
}

/**
 * The bugs that are asked for: names of the museum, with commas between them.
 * @throws Mistake where there is no such bug, and where a pact is to be recorded.
 */
export function bugsOf(given: Given): readonly string[] {
  const written = given.text('bug');
  if (written === undefined) return [];
  const known = Object.keys(bugs);
  const wanted = listedWords(written);
  if (wanted.length === 0) throw new Mistake(`--bug needs a name. There are: ${known.join(', ')}.`);
  const unknown = wanted.find((word) => !known.includes(word));
  if (unknown !== undefined) throw unknownWord('bug', unknown, known);
  if (given.has('record'))
    throw new Mistake('--bug and --record exclude each other: the pact would have the bugs in it.');
  return wanted;
}

function listedWords(written: string): readonly string[] {
  return written
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function nothingObserved(profile: string): Mistake {
  const elsewhere = Object.values(profiles).flatMap(({ name, switches }) => {
    const names = Object.keys(switches);
    return names.length === 0 ? [] : [` ${name} has: ${names.join(', ')}.`];
  });
  return new Mistake(`The profile ${profile} has no observed behaviour.${elsewhere.join('')}`);
}

/**
 * One of some words.
 * @throws Mistake where the option gives another one.
 */
export function oneOf<Word extends string>(
  given: Given,
  option: string,
  words: readonly [Word, ...Word[]],
): Word {
  const written = given.text(option) ?? words[0];
  const word = words.find((each) => each === written);
  if (word === undefined) throw unknownWord(option, written, words);
  return word;
}

/**
 * The URL that an option gives, without a slash at its end; undefined where it is not given.
 * @throws Mistake where it is none that leads to a web server, or where it has a user or a password in it.
 */
export function webUrl(given: Given, option: string): string | undefined {
  return checkedUrl(`--${option}`, given.text(option));
}

/** What is said of a URL that is not right. */
interface UrlWords {
  readonly example: string;
  /** What to do with a user and a password. */
  readonly instead: string;
}

/**
 * The URL that an option or a variable gives, without a slash at its end. No message repeats it: it may hold a password.
 * @throws Mistake as `webUrl` does.
 */
export function checkedUrl(
  name: string,
  written: string | undefined,
  { example, instead }: UrlWords = { example: 'http://127.0.0.1:9292', instead: 'Leave them out.' },
): string | undefined {
  if (written === undefined) return undefined;
  const url = URL.parse(written);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new Mistake(`${name} must be a URL such as ${example}.`);
  if (url.username === '' && url.password === '') return url.href.replace(/\/+$/, '');
  throw new Mistake(
    `${name} has a user or a password in it, which everybody on this machine could read. ${instead}`,
  );
}

/**
 * The names of hosts that an option gives, with commas between them, as the URL standard writes them.
 * @throws Mistake where one is no name, or has a port.
 */
export function hostNames(given: Given, option: string): readonly string[] {
  const written = given.text(option)?.split(',') ?? [];
  return written.map((each) => {
    const place = placeOf(each.trim());
    if (place?.port === 80) return place.name;
    throw new Mistake(
      `--${option} must be the name of a host without a port, such as states.test, not ${each.trim()}.`,
    );
  });
}

/**
 * The token of the control plane that an option or the environment gives; undefined where neither does.
 * @throws Mistake for one that cannot stand in a header; the message does not repeat it.
 */
export function controlTokenOf(given: Given): string | undefined {
  const token = given.text('control-token') ?? (process.env['IMAGE_MEMBERS_FAKE_CONTROL_TOKEN'] || undefined);
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new Mistake('the control token must be of visible ASCII characters, without spaces.');
}
