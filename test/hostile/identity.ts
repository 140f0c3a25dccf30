import {
  type HostileRequest,
  type HostileRequests,
  json,
  nested,
  type Pieces,
  request,
  sends,
} from './requests.ts';

const tokens = '/identity/v3/auth/tokens';
const user = '332fda81b330ee621657712b734a0ee3';
const credentials = `/identity/v3/users/${user}/application_credentials`;
const noToken = { 'content-type': 'application/json' };

function logsIn(pieces: Pieces): HostileRequest {
  return sends('POST', tokens, pieces, noToken);
}

function makesCredential(pieces: Pieces): HostileRequest {
  return sends('POST', credentials, pieces);
}

const password = '{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"';
const behindName = '","domain":{"id":"default"},"password":"x"}}}}}';
const producer =
  '"password":{"user":{"name":"producer","domain":{"id":"default"},"password":"producer-secret"}}';
const withCredential =
  '{"auth":{"identity":{"methods":["application_credential"],"application_credential":{"secret":"x",';

/** Logins, before which nobody has shown a token, and application credentials. */
export const identityRequests: HostileRequests = {
  'login: name of spaces, then a letter': logsIn([password, ' ', `x${behindName}`]),
  'login: name with accents': logsIn([password, 'é', behindName]),
  'login: a long password': logsIn([
    `${password}producer","domain":{"id":"default"},"password":"`,
    'x',
    '"}}}}}',
  ]),
  'login: methods that there are not': logsIn(['{"auth":{"identity":{"methods":[', '"m",', '"m"]}}}']),
  'login: methods that are numbers': logsIn(['{"auth":{"identity":{"methods":[', '1,', `1],${producer}}}}`]),
  'login: one method again and again': logsIn([
    '{"auth":{"identity":{"methods":[',
    '"password",',
    `"password"],${producer}}}}`,
  ]),
  'login: a list for an identity': logsIn(['{"auth":{"identity":[', '1,', '1]}}']),
  'login: an identity without methods': logsIn(['{"auth":{"identity":{"a":[', '1,', '1]}}}']),
  'login: deep in an identity': (size) => {
    const identity = nested(size - 9, 300, ['{"identity":', '', '}']);
    return request('POST', tokens, noToken, `{"auth":${identity}}`);
  },
  'login: secrets in a list': logsIn(['{"auth":{"identity":{"a":[', '{"password":1},', '1]}}}']),
  'login: too deep': logsIn(['{"auth":', '{"a":', '']),
  'login: letters with accents, in an error': logsIn(['{"auth":{"identity":"', 'é', '"}}']),
  'login: v2.0, name of spaces, then a letter': sends(
    'POST',
    '/identity/v2.0/tokens',
    ['{"auth":{"passwordCredentials":{"username":"', ' ', 'x","password":"x"}}}'],
    noToken,
  ),
  'credential: a login by its name': logsIn([
    `${withCredential}"name":"`,
    ' ',
    'x","user":{"name":"producer","domain":{"id":"default"}}}}}}',
  ]),
  'credential: a login by a list': logsIn([`${withCredential}"id":[`, '1,', '1]}}}}']),
  'credential: one role again and again': makesCredential([
    '{"application_credential":{"name":"r","roles":[',
    '{"name":"member"},',
    '{"name":"member"}]}}',
  ]),
  'credential: roles without a name': makesCredential([
    '{"application_credential":{"name":"n","roles":[',
    '{},',
    '{"name":"x"}]}}',
  ]),
  'credential: an end of many digits': makesCredential([
    '{"application_credential":{"name":"e","expires_at":"2030-01-01T00:00:00.',
    '1',
    '"}}',
  ]),
  'credential: many keys': makesCredential([
    '{"application_credential":{"name":"k",',
    (index) => `"${index.toString(36)}x":1,`,
    '"x":1}}',
  ]),
};

/** The headers of somebody who may list users. */
export const administrator: typeof json = { ...json, 'x-auth-token': 'documentation-token' };
