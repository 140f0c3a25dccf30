import {
  filled,
  type HostileRequest,
  type HostileRequests,
  image,
  json,
  nested,
  type Pieces,
  request,
  sends,
} from './requests.ts';

const members = `/v2/images/${image}/members`;

function adds(pieces: Pieces): HostileRequest {
  return sends('POST', members, pieces);
}

/** The plainest request of a size: the id of a member that is too long. */
export const plainRequest: HostileRequest = adds(['{"member":"', 'a', '"}']);

/** Additions of members, among them texts that are hard to read as JSON. */
export const memberRequests: HostileRequests = {
  'member: spaces, then a letter': adds(['{"member":"', ' ', 'x"}']),
  'member: spaces': adds(['{"member":"', ' ', '"}']),
  'member: letters with accents': adds(['{"member":"', 'é', '"}']),
  'member: Hangul': adds(['{"member":"', '각', '"}']),
  'member: accents of their own': adds(['{"member":"', 'e\u0301', '"}']),
  'member: four-byte characters behind spaces': adds(['{"member":"', ' ', '🚀"}']),
  'member: half a character': adds(['{"member":"', '\\ud800', '"}']),
  'member: a list of texts': adds(['{"member":[', '"a",', '"a"]}']),
  'member: a list of lists': adds(['{"member":[', '[],', '[]]}']),
  'member: a list of objects': adds(['{"member":[', '{"a":1},', '1]}']),
  'member: a list of floats': adds(['{"member":[', '1.0,', '1]}']),
  'member: a list of NaN': adds(['{"member":[', 'NaN,', '1]}']),
  'member: a list of great numbers': adds(['{"member":[', '99999999999999999999,', '1]}']),
  'member: a list of the greatest numbers': adds(['{"member":[', `${'9'.repeat(4300)},`, '1]}']),
  'member: a number of a million digits': adds(['{"member":', '9', '}']),
  'member: a fraction of a million digits': adds(['{"member":0.', '9', '}']),
  'member: a word that stood for NaN': adds(['{"member":"not-a-number', '-', '"}']),
  'member: deep, and wide below': (size) =>
    request('POST', members, json, `{"member":${nested(size - 11, 850, ['[', '[],', ']'])}}`),
  'member: too deep': adds(['{"member":', '[', '']),
  'JSON: floats in many objects': adds(['[', '{"a":1.0},', '1]']),
  'JSON: one key again and again': adds(['{', '"a":1.0,', '"member":"a"}']),
  'JSON: backslashes and quotes': adds(['', '\\"', '']),
  'JSON: a text without an end': adds(['"', '\\\\', '']),
  'JSON: escapes': adds(['["', '\\u00e9', '"]']),
  'JSON: many texts with escapes': adds(['[', '"\\n",', '1]']),
  'JSON: white space': adds(['{', '\n ', '}']),
  'JSON: white space between items': adds(['[', '1 , ', '1]']),
  'JSON: bytes that are no UTF-8': (size) => ({
    ...request('POST', members, json),
    body: new Uint8Array(size).fill(0xc3),
  }),
  'status: a long word': (size) =>
    request('PUT', `${members}/123456`, json, filled(size, ['{"status":"', '<', '"}'])),
};
