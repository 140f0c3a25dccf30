import { expect, it } from 'vitest';
import { disagreementsOf, idleExceptions } from './agreement.ts';
import { idleReasons, unaskedOperations, unaskedReplies } from './coverage.ts';
import { interactions, type PactInteraction, refusalOf, sentenceOf } from './pacts.ts';

it('every interaction asks what the description has, and is answered as it says', () => {
  expect(interactions.length).toBeGreaterThan(400);
  const told = interactions.flatMap((each) =>
    disagreementsOf(each).map((problem) => `${each.description}: ${problem}`),
  );
  expect(told).toEqual([]);
});

it('an exception is needed by an interaction', () => {
  expect(idleExceptions(interactions)).toEqual([]);
});

it('every operation of the description has an interaction', () => {
  expect(unaskedOperations(interactions)).toEqual([]);
});

it('every status of a member operation, and every refusal behind it, has an interaction', () => {
  expect(unaskedReplies(interactions)).toEqual([]);
});

it('a reason for having no interaction is needed', () => {
  expect(idleReasons(interactions)).toEqual([]);
});

const shown = interactionWith('the producer sees that a member has accepted');
const added = interactionWith('the producer adds the first member');
const listed = interactionWith('what is pending in the list of what is all');

function interactionWith(sentence: string): PactInteraction {
  const found = interactions.find((each) => sentenceOf(each) === sentence);
  if (found === undefined) throw new Error(`no interaction says: ${sentence}`);
  return found;
}

const { request, response } = shown;
const unnumbered = Object.fromEntries(
  Object.entries(response.headers ?? {}).filter(([name]) => name !== 'x-openstack-request-id'),
);
const planted: readonly (readonly [mistake: string, PactInteraction, told: string])[] = [
  ['another status', { ...shown, response: { ...response, status: 201 } }, '201 is not described'],
  [
    'a status of a member that there is not',
    { ...shown, response: { ...response, body: json({ ...contentOf(shown), status: 'maybe' }) } },
    'has a body that does not fit',
  ],
  ['a header that lacks', { ...shown, response: { ...response, headers: unnumbered } }, 'lacks the header'],
  [
    'another media type',
    { ...shown, response: { ...response, headers: { ...response.headers, 'Content-Type': ['text/html'] } } },
    "has the media type 'text/html'",
  ],
  ['another method', { ...shown, request: { ...request, method: 'PATCH' } }, 'is no operation'],
  ['another path', { ...shown, request: { ...request, path: '/v2/members' } }, 'is no operation'],
  [
    'a parameter that there is not',
    { ...listed, request: { ...listed.request, query: { member_state: ['all'] } } },
    'listImages has no parameter member_state',
  ],
  [
    'a value that a parameter does not take',
    { ...listed, request: { ...listed.request, query: { member_status: ['any'] } } },
    'the request misfits: member_status',
  ],
  [
    'a request body of another form',
    { ...added, request: { ...added.request, body: json({ member_id: 'x' }) } },
    'the request misfits',
  ],
  ['a body where none is taken', { ...shown, request: { ...request, body: json({}) } }, 'takes no body'],
];

function json(content: unknown): NonNullable<PactInteraction['request']['body']> {
  return { content, contentType: 'application/json', encoded: false };
}

function contentOf({ response }: PactInteraction): object {
  return response.body?.content as object;
}

it.each(planted)('%s is found', (_mistake, wrong, told) => {
  expect(disagreementsOf(wrong).join('\n')).toContain(told);
});

it('a refusal of a request that is right is found', () => {
  const refused = interactionWith('a member must be named');
  const wrong = { ...refused, request: { ...refused.request, body: json({ member: 'somebody' }) } };
  expect(disagreementsOf(wrong)).toEqual(['the request fits, and is refused']);
});

it('an operation that nobody asks for any more is found', () => {
  const fewer = interactions.filter((each) => !each.request.path.endsWith('/schemas/member'));
  expect(unaskedOperations(fewer)).toEqual(['showMemberSchema']);
});

it('a refusal that nothing is about any more is found', () => {
  const fewer = interactions.filter((each) => refusalOf(each) !== 'memberDuplicate');
  expect(unaskedReplies(fewer)).toEqual(['addMember 409 memberDuplicate']);
});
