import {
  filled,
  type HostileRequest,
  type HostileRequests,
  json,
  nested,
  type Pieces,
  request,
  sends,
} from './requests.ts';

const inText = { ...json, accept: 'text/plain' };
const inHtml = { ...json, accept: 'text/html' };

function creates(pieces: Pieces, headers: Readonly<Record<string, string>> = json): HostileRequest {
  return sends('POST', '/v2/images', pieces, headers);
}

function creation(body: string): ReturnType<HostileRequest> {
  return request('POST', '/v2/images', json, body);
}

/** Another short key for each index; none is the name of an attribute. */
function key(index: number): string {
  return `${index.toString(36)}x`;
}

/** Creations whose refusal quotes a long text. */
const quotedTexts: HostileRequests = {
  'image: <, in text': creates(['{"visibility":"', '<', '"}'], inText),
  'image: <br, in text': creates(['{"visibility":"', '<br', '"}'], inText),
  'image: <br>, in text': creates(['{"visibility":"', '<br>', '"}'], inText),
  'image: <!--, in text': creates(['{"visibility":"', '<!--', '"}'], inText),
  'image: tags, in text': creates(['{"visibility":"', '<a>', '"}'], inText),
  'image: &, in HTML': creates(['{"visibility":"', '&', '"}'], inHtml),
  'image: name of words': creates(['{"name":"', 'a ', '"}']),
  'image: name of spaces': creates(['{"name":"', ' ', '"}']),
  'image: name of lines': creates(['{"name":"', '\\n', '"}']),
  'image: name of line separators': creates(['{"name":"', '\u2028', '"}']),
  'image: name of quotes': creates(['{"name":"', '\'\\"', '"}']),
  'image: name of backslashes': creates(['{"name":"', '\\\\', '"}']),
  'image: name of control characters': creates(['{"name":"', '\x7f', '"}']),
  'image: name of spaces that do not break': creates(['{"name":"', '\u00a0', '"}']),
  'image: name of unprintable characters': creates(['{"name":"', '\u{e0001}', '"}']),
  'image: name of emoji': creates(['{"name":"', '🚀', '"}']),
  'image: every text too long': (size) => {
    const text = 'x'.repeat(Math.floor(size / 4) - 20);
    return creation(JSON.stringify({ name: text, owner: text, visibility: text, disk_format: text }));
  },
};

/** Creations whose refusal lays out lists and objects. */
const quotedParts: HostileRequests = {
  'image: name, a list of numbers': creates(['{"name":[', '1,', '1]}']),
  'image: name, a list of texts': creates(['{"name":[', '"",', '1]}']),
  'image: name, a list of lists': creates(['{"name":[', '[],', '1]}']),
  'image: name, a list of small objects': creates(['{"name":[', '{"b":1,"a":1},', '1]}']),
  'image: name, deep, and wide below': (size) =>
    creation(`{"name":${nested(size - 9, 280, ['[', '1,', ']'])}}`),
  'image: name, a list of deep lists': creates(['{"name":[', `${'['.repeat(280)}${']'.repeat(280)},`, '1]}']),
  'image: name, a list of deep lists with neighbours': creates([
    '{"name":[',
    `${'['.repeat(280)}${',1]'.repeat(280)},`.replace('[,', '['),
    '1]}',
  ]),
  'image: name, a list in one long key': creates([`{"name":{"${'k'.repeat(10_000)}":[`, '1,', '1]}}']),
  'image: name, objects in long keys': (size) => {
    const long = 'k'.repeat(Math.max(1, Math.floor(size / 280) - 6));
    return creation(`{"name":${nested(1, 280, [`{"${long}":`, '', '}'])}}`);
  },
  'image: name, an object deep in lists': (size) => {
    const object = filled(size - 600, ['{', (index) => `"${key(index)}":1,`, '"":1}']);
    return creation(`{"name":${'['.repeat(280)}${object}${']'.repeat(280)}}`);
  },
  'image: name, keys that begin alike': creates([
    '{"name":{',
    (index) => `"${'k'.repeat(1000)}${index}":1,`,
    '"":1}}',
  ]),
  'image: tags that are numbers': creates(['{"tags":[', '1,', '1]}']),
  'image: locations without a place': creates(['{"locations":[', '{},', '{}]}']),
  'image: locations of the wrong type': creates(['{"locations":[', '{"url":1},', '{}]}']),
};

/** Creations with much of what an image may have some of. */
const quantities: HostileRequests = {
  'image: a long name of a property': creates(['{"', 'p', '":"1"}']),
  'image: a long value of a property': creates(['{"p":"', 'v', '"}']),
  'image: a value with spaces at its end': creates(['{"p":"v', ' ', '"}']),
  'image: many properties': creates(['{', (index) => `"${key(index)}":"",`, '"":""}']),
  'image: many properties of the wrong type': creates(['{', (index) => `"${key(index)}":1,`, '"":1}']),
  'image: many numbered properties': creates(['{', (index) => `"${index}":"",`, '"":""}']),
  'image: many tags': creates(['{"tags":[', (index) => `"${key(index)}",`, '""]}']),
  'image: one tag again and again': creates(['{"tags":[', '"",', '""]}']),
  'image: a list': creates(['[', '"",', '""]']),
  'image: __proto__': creates(['{', '"__proto__":"",', '"":""}']),
};

/** Creations of images. */
export const imageRequests: HostileRequests = { ...quotedTexts, ...quotedParts, ...quantities };
