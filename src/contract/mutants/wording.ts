import {
  answers,
  lacking,
  type Mutant,
  saying,
  takes,
  textOf,
  type Twist,
  withHeader,
  without,
  worded,
} from './words.ts';

const members = '/v2/images/*/members';
const everything = '* /v2/…';

/** Other words in errors. */
function told(right: string, wrong: string): Twist {
  return (response) =>
    response.status < 400 ? response : worded(response, textOf(response).replace(right, wrong));
}

/** How answers are put: words, headers, formats. */
export const wordingMutants: readonly Mutant[] = [
  {
    does: 'writes messages without their end',
    rule: 'addMember: memberNew → memberDuplicate',
    pact: 'producer',
    mistake: answers(everything, told(String.raw`<br /><br />\n\n\n`, '')),
  },
  {
    does: 'says that a duplicate is there already',
    rule: 'addMember: memberNew → memberDuplicate',
    pact: 'producer',
    mistake: answers(`POST ${members}`, told('is duplicated for', 'already exists in')),
  },
  {
    does: 'says which tenant is none',
    rule: 'showMember: memberOnRecord → memberNotFound',
    pact: 'producer',
    mistake: answers(`GET ${members}/*`, told('not found in the member list of', 'is no member of')),
  },
  {
    does: 'names somebody else in its refusals',
    rule: 'showMember: memberOnRecord → memberNotFound',
    pact: 'producer',
    mistake: answers(`GET ${members}/*`, told('nobody not found', 'somebody not found')),
  },
  {
    does: 'allows HEAD where GET is allowed',
    rule: 'request: route → methodNotAllowed',
    pact: 'producer',
    mistake: answers(everything, ({ headers, ...response }) => ({
      ...response,
      headers: headers.map(([name, value]) => [
        name,
        name.toLowerCase() === 'allow' ? value.replace('GET', 'GET, HEAD') : value,
      ]),
    })),
  },
  {
    does: 'answers HEAD as GET',
    rule: 'request: route → methodNotAllowed',
    pact: 'producer',
    mistake: takes(everything, (request) =>
      request.method === 'HEAD' ? { ...request, method: 'GET' } : request,
    ),
  },
  {
    does: 'does not say where to log in',
    rule: 'request: token → tokenInvalid',
    pact: 'stranger',
    mistake: answers(everything, without('www-authenticate')),
  },
  {
    does: 'does not number its answers',
    rule: 'addMember: granted',
    pact: 'administrator',
    mistake: answers(everything, without('x-openstack-request-id')),
  },
  {
    does: 'writes errors in JSON whatever is accepted',
    rule: 'addMember: request → memberNotSpecified',
    pact: 'producer',
    mistake: takes(everything, (request) => withHeader(request, 'accept', 'application/json')),
  },
  {
    does: 'writes errors in JSON where a page would do as well',
    rule: 'addMember: request → memberNotSpecified',
    pact: 'producer',
    mistake: takes(everything, (request) =>
      request.headers['accept']?.includes('*/*')
        ? withHeader(request, 'accept', 'application/json')
        : request,
    ),
  },
  {
    does: 'names no schema in a member',
    rule: 'addMember: granted',
    pact: 'producer',
    mistake: answers(`POST ${members}`, saying(lacking('schema'))),
  },
  {
    does: 'calls members by another name',
    rule: 'showMember: granted',
    pact: 'producer',
    mistake: answers(
      `GET ${members}/*`,
      saying(({ member_id, ...body }: { member_id?: string }) => ({ ...body, member: member_id })),
    ),
  },
  {
    does: 'writes times with parts of a second',
    rule: 'listMembers: granted',
    pact: 'producer',
    mistake: answers(`GET ${members}`, (response) =>
      worded(response, textOf(response).replaceAll(/:(\d\d)Z/g, ':$1.000000Z')),
    ),
  },
  {
    does: 'takes a slash at the end for nothing',
    rule: 'request: route → resourceNotFound',
    pact: 'producer',
    mistake: takes(everything, (request) => ({ ...request, target: request.target.replace(/\/$/, '') })),
  },
];
