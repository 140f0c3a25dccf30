import { administrator } from './identity.ts';
import { gets, type HostileRequest, type HostileRequests, image, shows } from './requests.ts';

const data = `/v2/images/${image}/file`;
const noImage = '/v2/images/none';

/** The plainest request with a URL of a length: an unknown image. */
export const plainHead: HostileRequest = gets(['/v2/images/', 'a', '']);

/** Requests with a long URL. */
const urls: HostileRequests = {
  'URL: spaces in the id of a member': gets([`/v2/images/${image}/members/`, '%20', 'x']),
  'URL: slashes': gets(['/', '/', 'x']),
  'URL: slashes below identity': gets(['/identity', '/', 'x']),
  'URL: slashes around v2.0': gets(['//identity', '/', 'v2.0/tokens/x']),
  'URL: escapes': gets(['/identity/', '%C3%A9', '']),
  'URL: segments': gets(['/v2/', 'a/', 'x']),
  'URL: segments of metadefs': gets(['/v2/metadefs/', 'a/', 'x']),
  'URL: question marks': gets(['/v2/images?', '?', '']),
};

/** Queries of the image list. */
const lists: HostileRequests = {
  'list: name of spaces': gets(['/v2/images?name=', '+', 'x']),
  'list: a property of spaces': gets(['/v2/images?foo', '+', 'x=x']),
  'list: one parameter again and again': gets(['/v2/images?', 'a=b&', '']),
  'list: many parameters': gets(['/v2/images?', (index) => `${index.toString(36)}=&`, '']),
  'list: one tag again and again': gets(['/v2/images?', 'tag=a&', '']),
  'list: tags by letters': gets(['/v2/images?tags=', 'a', '']),
  'list: one key to sort by again and again': gets(['/v2/images?', 'sort_key=name&', '']),
  'list: sort= of keys': gets(['/v2/images?sort=', 'name,', 'id']),
  'list: sort= of spaces': gets(['/v2/images?sort=name', '+', 'x']),
  'list: in: commas': gets(['/v2/images?name=in:', ',', '']),
  'list: in: values': gets(['/v2/images?name=in:', 'a,', '']),
  'list: in: quotes': gets(['/v2/images?name=in:', '"a",', '"']),
  'list: in: backslashes and quotes': gets(['/v2/images?name=in:"', '\\"', '"']),
  'list: in: backslashes, then quotes': gets(['/v2/images?name=in:', '"\\\\",', '"a"']),
  'list: size of digits': gets(['/v2/images?size_min=', '1', '']),
  'list: size of digits and underscores': gets(['/v2/images?size_min=', '1_', 'x']),
  'list: size of spaces': gets(['/v2/images?size=', '+', 'x']),
  'list: size of foreign digits': gets(['/v2/images?size_min=', '%F0%9D%9F%BF', '']),
  'list: min_ram of digits': gets(['/v2/images?min_ram=', '1', 'x']),
  'list: a time of times': gets(['/v2/images?created_at=gt:', '2026-01-01T', '']),
  'list: a time of digits': gets(['/v2/images?created_at=2026-01-01T00:00:00.', '1', 'x']),
  'list: a long marker': gets(['/v2/images?marker=', 'a', '']),
  'list: bytes that are no UTF-8': gets(['/v2/images?a=', '%C3', '']),
  'identity: one filter again and again': gets(['/identity/v3/projects?', 'name=a&', ''], administrator),
  'identity: many filters': gets(
    ['/identity/v3/users?', (index) => `name__contains__${index}=&`, ''],
    administrator,
  ),
  'identity: role assignments': gets(['/identity/v3/role_assignments?', 'a=b&', 'user.id=x'], administrator),
};

/** Requests with a long header. */
const headers: HostileRequests = {
  'Accept: parameters': shows('accept', noImage, ['a/b', ';a=b', '!!!"']),
  'Accept: spaces': shows('accept', noImage, ['a/b;', ' ', '"']),
  'Accept: a quoted text': shows('accept', noImage, ['a/b;a="', '\\a', '']),
  'Accept: a long token': shows('accept', noImage, ['a/', 'b', ' c']),
  'Accept: many ranges': shows('accept', noImage, ['', 'a/b,', '"']),
  'Accept: weights': shows('accept', noImage, ['', 'a/b;q=0.5,', 'text/html']),
  'Range: spaces': shows('range', data, ['bytes=', ' ', 'x']),
  'Range: spaces before': shows('range', data, ['', ' ', 'bytes']),
  'Range: digits': shows('range', data, ['bytes=', '1', 'x']),
  'Content-Range: digits': shows('content-range', data, ['bytes ', '1', 'x']),
  'Content-Type: letters': shows('content-type', '/identity/v3/users', ['application/', 'a', '+']),
  'X-Subject-Token: letters': shows('x-subject-token', '/identity/v3/auth/tokens', ['', 'g', '']),
};

/** Requests whose line or whose headers are long. */
export const headRequests: HostileRequests = { ...urls, ...lists, ...headers };
