import { type HostileRequest, type HostileRequests, image, json, type Pieces, sends } from './requests.ts';

const type = { ...json, 'content-type': 'application/openstack-images-v2.1-json-patch' };
const oldType = { ...json, 'content-type': 'application/openstack-images-v2.0-json-patch' };

function patches(pieces: Pieces, headers: Readonly<Record<string, string>> = type): HostileRequest {
  return sends('PATCH', `/v2/images/${image}`, pieces, headers);
}

/** A patch of one change again and again. */
function repeats(change: string, headers: Readonly<Record<string, string>> = type): HostileRequest {
  return patches(['[', `${change},`, `${change}]`], headers);
}

function addition(index: number): string {
  return `{"op":"add","path":"/${index.toString(36)}x","value":""},`;
}

const add = '{"op":"add","path":"/a","value":""}';

/** Changes of images. */
export const patchRequests: HostileRequests = {
  'patch: new properties': patches(['[', addition, `${add}]`]),
  'patch: new properties, then what is no change': patches(['[', addition, '{}]']),
  'patch: one property again and again': repeats(add),
  'patch: add and remove': patches(['[', `${add},{"op":"remove","path":"/a"},`, `${add}]`]),
  'patch: the name again and again': repeats('{"op":"replace","path":"/name","value":""}'),
  'patch: the tags again and again': repeats('{"op":"add","path":"/tags","value":["a"]}'),
  'patch: in the old dialect': repeats('{"add":"/a","value":""}', oldType),
  'patch: many tags': patches(['[{"op":"add","path":"/tags","value":[', '"a",', '"a"]}]']),
  'patch: a path of spaces': patches(['[{"op":"add","path":"/a', ' ', 'x","value":""}]']),
  'patch: a path of parts': patches(['[{"op":"add","path":"', '/a', '","value":""}]']),
  'patch: a path of blank parts': patches(['[{"op":"add","path":"/a', '/ ', '","value":""}]']),
  'patch: a path of slashes': patches(['[{"op":"add","path":"', '/', 'x","value":""}]']),
  'patch: a path of escapes': patches(['[{"op":"add","path":"/', '~1', '","value":""}]']),
  'patch: a path of tildes': patches(['[{"op":"add","path":"/', '~0', '~","value":""}]']),
  'patch: a long path': patches(['[{"op":"add","path":"/', 'a1', '","value":""}]']),
  'patch: a long path with an emoji for a value': patches([
    '[{"op":"add","path":"/',
    'a1',
    '","value":"🚀"}]',
  ]),
  'patch: an operation of <, in text': patches(['[{"op":"', '<', '","path":"/a"}]'], {
    ...type,
    accept: 'text/plain',
  }),
  'patch: an operation that is a list': patches(['[{"op":[', '1,', '1],"path":"/a"}]']),
  'patch: a long value': patches(['[{"op":"add","path":"/visibility","value":"', 'a ', '"}]']),
};
