import type { Dice } from '../../parity/walks/dice.ts';
import { tokenOf } from '../place.ts';
import type { Draft } from '../request.ts';
import { long, type Mutation, mutationsOf } from './mutation.ts';

/** A draft whose path is made of the old one. */
function rewritten(rewrite: (path: string, dice: Dice) => string): Mutation['change'] {
  return (draft, { dice }) => ({ ...draft, path: rewrite(draft.path, dice) });
}

/** A path with one more text at a place: behind a slash, or at the end. */
function inserted(texts: readonly string[]): Mutation['change'] {
  return rewritten((path, dice) => {
    const places = [...path.matchAll(/\//g)].map(({ index }) => index + 1);
    const at = dice.pick([...places, path.length]);
    return `${path.slice(0, at)}${dice.pick(texts)}${path.slice(at)}`;
  });
}

/** A path whose last segment is another text. */
function ending(texts: readonly string[]): Mutation['change'] {
  return rewritten((path, dice) => `${path.slice(0, path.lastIndexOf('/') + 1)}${dice.pick(texts)}`);
}

function escapedLetter(path: string, dice: Dice): string {
  const at = dice.whole(0, path.length - 1);
  const code = path.charCodeAt(at).toString(16).padStart(2, '0');
  return `${path.slice(0, at)}%${dice.percent(50) ? code : code.toUpperCase()}${path.slice(at + 1)}`;
}

const versions = ['v1', 'v2.0', 'v2.15', 'v2.16', 'v3', 'V2', 'v2%2e0', 'v02', 'v-1', 'images'];
const elsewhere = [
  'import',
  'locations',
  'tasks',
  'actions/import',
  'members/x/y',
  'file/',
  'stage/1',
  'metadefs/a',
];
const control = [
  '/_fake',
  '/_fake/',
  '/_fake/world',
  '/_fake/health/',
  '/_fake/nothing',
  '/_fake/__proto__',
  '/_fake?/../',
];

const usual = mutationsOf('path', {
  'doubled slashes': inserted(['/', '//', '/////']),
  'a slash at the end': rewritten((path) => `${path}/`),
  'needless escapes': rewritten(escapedLetter),
  'escaped slashes': inserted(['%2F', '%2f', '%5c', '%252F']),
  'escaped control characters': inserted(['%00', '%0a', '%0D%0AX-Injected:%201', '%1b[31m', '%7f', '%09']),
  'bytes that are not UTF-8': inserted(['%FF', '%C3', '%ED%A0%80', '%C0%AF', '%F5%80%80%80', '%E6%9D']),
  'raw bytes outside ASCII': inserted(['\xff', '\xc3\xa9', '\xf0\x9f\x98\x80', '\x80', '\xa0']),
  'broken escapes': inserted(['%', '%F', '%GG', '%u0041', '%%', '%-1']),
  'characters of many bytes': inserted(['%E6%9D%B1%E4%BA%AC', '%F0%9F%98%80', '%E2%80%AE', '%CC%81']),
  dots: inserted(['../', './', '%2e%2e/', '..%2F', '.../', '..;/']),
  'upper case': rewritten((path) => path.toUpperCase()),
  'signs with a meaning elsewhere': inserted([
    ';a=b',
    '#part',
    '@x',
    '|',
    '{x}',
    '"',
    "'",
    '<b>',
    '`',
    '^',
    '*',
    '$1',
  ]),
  'spaces and control characters': inserted([' ', '\t', '\x00', '\x01', '\x7f', '\x0b']),
  'names of JavaScript': ending([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'prototype',
    'null',
  ]),
  'another version': rewritten((path, dice) => path.replace(/^\/[^/]*/, () => `/${dice.pick(versions)}`)),
  'a suffix': rewritten((path, dice) => `${path}${dice.pick(['.json', '.xml', '.', '~', '.json.json'])}`),
  'paths that are not served': inserted(elsewhere),
  'a part left out': rewritten((path, dice) => {
    const segments = path.split('/');
    return segments.toSpliced(dice.whole(1, Math.max(1, segments.length - 1)), 1).join('/') || '/';
  }),
  'the control plane': rewritten((_, dice) => dice.pick(control)),
  'a whole URL': rewritten(
    (path, dice) => `${dice.pick(['http://127.0.0.1', 'http://other.test:80', 'HTTP://'])}${path}`,
  ),
  'no slash at the beginning': rewritten((path, dice) =>
    dice.pick([path.slice(1), '*', '?', '', 'urn:x:y', '//', '/']),
  ),
  'a token in it': (draft, { lane, dice }) => ({
    ...draft,
    path: `${draft.path}/${disguised(tokenOf(lane.users.producer), dice)}`,
  }),
});

const lengths = mutationsOf('path', {
  'a long segment': inserted([300, 2000, 6000].map((length) => long('a', length))),
  'a very long path': inserted([9000, 12_000].map((length) => long('long/', length))),
  'many slashes': inserted([long('/', 3000), long('%2F', 3000), long('a/', 3000)]),
});

/** A text as it is, or with its characters escaped: some, or all of them, or all twice. */
export function disguised(text: string, dice: Dice): string {
  const escaped = (part: string): string =>
    part.replaceAll(/./g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  const at = dice.whole(1, text.length - 1);
  return dice.pick([
    text,
    `${text.slice(0, at)}${escaped(text[at] ?? '')}${text.slice(at + 1)}`,
    escaped(text),
    escaped(escaped(text)),
  ]);
}

/** What is done to paths. */
export const pathMutations: readonly Mutation[] = [...usual, ...lengths];

const methods = [
  'HEAD',
  'OPTIONS',
  'PUT',
  'POST',
  'PATCH',
  'DELETE',
  'GET',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'QUERY',
];
const unknownMethods = ['FOO', 'get', 'Get', 'GETT', 'G', long('M', 300), 'POST-IT', 'X'.repeat(10_000)];

function withMethod(names: readonly string[]): Mutation['change'] {
  return (draft: Draft, { dice }) => ({ ...draft, method: dice.pick(names) });
}

/** What is done to methods. */
export const methodMutations: readonly Mutation[] = [
  ...mutationsOf('method', { 'another method': withMethod(methods) }, 4),
  ...mutationsOf('method', { 'an unknown method': withMethod(unknownMethods) }),
];
