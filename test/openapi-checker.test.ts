import { expect, it } from 'vitest';
import { problemsOf } from './openapi.ts';

const image = '3f1c6a52-8d07-4b9e-a6f4-0c5d2e7b9a18';
const member = {
  member_id: '9b2d7e4f61c84a0f8e53d1a6c7b0f924',
  image_id: image,
  status: 'pending',
  created_at: '2026-01-15T09:30:00Z',
  updated_at: '2026-01-15T09:30:00Z',
  schema: '/v2/schemas/member',
};
const json: [string, string] = ['Content-Type', 'application/json'];
const id: [string, string] = ['x-openstack-request-id', 'req-1'];
const addMember = { method: 'POST', target: `/v2/images/${image}/members` };
const refusal = { message: 'no', code: '409 Conflict', title: 'Conflict' };

function reply(status: number, headers: [string, string][], body: unknown = '') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: new TextEncoder().encode(text) };
}

it('a reply as described has no problems', () => {
  expect(problemsOf(addMember, reply(200, [json, id], member))).toEqual([]);
  expect(problemsOf(addMember, reply(409, [json, id], refusal))).toEqual([]);
  expect(
    problemsOf(addMember, reply(409, [['content-type', 'text/html; charset=UTF-8'], id], '<html>')),
  ).toEqual([]);
});

it('a status that is not described is a problem', () => {
  expect(problemsOf(addMember, reply(201, [json, id], member))).toEqual([
    `POST /v2/images/${image}/members (addMember): 201 is not described; 200, 300, 400, 401, 403, 404, 409, 413, 414, 415, 500 are`,
  ]);
});

it('a lacking header is a problem', () => {
  expect(problemsOf(addMember, reply(200, [json], member))).toEqual([
    expect.stringContaining('lacks the header X-Openstack-Request-Id'),
  ]);
});

it('a header of another form is a problem', () => {
  const wrong = reply(200, [json, ['x-openstack-request-id', '1']], member);
  expect(problemsOf(addMember, wrong)).toEqual([
    expect.stringContaining('has the header X-Openstack-Request-Id: 1'),
  ]);
});

it('another media type is a problem', () => {
  const wrong = reply(200, [['content-type', 'text/plain'], id], member);
  expect(problemsOf(addMember, wrong)).toEqual([
    expect.stringContaining("has the media type 'text/plain'; application/json are described"),
  ]);
});

it('a body that does not fit its schema is a problem', () => {
  const wrong = reply(200, [json, id], { ...member, status: 'accepted' });
  expect(problemsOf(addMember, wrong)).toEqual([
    expect.stringContaining('it/status must be equal to constant'),
  ]);
});

it('a body that is not JSON is a problem', () => {
  expect(problemsOf(addMember, reply(200, [json, id], '{'))).toEqual([
    expect.stringContaining('has a body that is not JSON'),
  ]);
});

it('a body where none is described is a problem', () => {
  const removeMember = { method: 'DELETE', target: `/v2/images/${image}/members/x` };
  expect(problemsOf(removeMember, reply(204, [id]))).toEqual([]);
  expect(problemsOf(removeMember, reply(204, [id], 'gone'))).toEqual([
    expect.stringContaining('(removeMember): 204 has a body'),
  ]);
});

it('a method that the path has not is answered with 405 and Allow', () => {
  const head = { method: 'HEAD', target: '/v2/images' };
  expect(problemsOf(head, reply(405, [['allow', 'GET, POST'], id]))).toEqual([]);
  expect(problemsOf(head, reply(405, [id]))).toEqual([
    expect.stringContaining('(unknown method): 405 lacks the header Allow'),
  ]);
  expect(problemsOf(head, reply(200, [id]))).toHaveLength(1);
});

it('an unknown path is answered with 404 or 501', () => {
  const notFound = { message: 'no', code: '404 Not Found', title: 'Not Found' };
  expect(problemsOf({ method: 'GET', target: '/v2/images/' }, reply(404, [json, id], notFound))).toEqual([]);
  expect(problemsOf({ method: 'GET', target: '/v2/tasks' }, reply(501, [json], notFound))).toEqual([]);
  expect(problemsOf({ method: 'GET', target: '/v2/foo' }, reply(200, [json, id], {}))).toHaveLength(1);
});

it('doubled slashes count as one, and the query does not count', () => {
  const list = reply(200, [json, id], { members: [member], schema: '/v2/schemas/members' });
  expect(problemsOf({ method: 'GET', target: `/v2//images/${image}/members?limit=1` }, list)).toEqual([]);
});

it('paths outside /v2 are none of its business', () => {
  expect(problemsOf({ method: 'GET', target: '/v3/auth/tokens' }, reply(299, []))).toEqual([]);
  expect(problemsOf({ method: 'GET', target: '/v2' }, reply(302, []))).toEqual([]);
});
