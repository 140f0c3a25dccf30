import { answers, type Mutant, refusing, saying, status, takes, textOf, worded } from './words.ts';
import { imageIn, namedMembership } from './memberships-on-record.ts';

const members = '/v2/images/*/members';
const member = `${members}/*`;

const none: Uint8Array = new Uint8Array();

/** What becomes of memberships, and what is asked first. */
export const membershipMutants: readonly Mutant[] = [
  {
    does: 'answers 201 to a new member',
    rule: 'addMember: granted',
    pact: 'producer',
    mistake: answers(`POST ${members}`, status(200, 201)),
  },
  {
    does: 'answers 200 to a removal',
    rule: 'removeMember: granted',
    pact: 'producer',
    mistake: answers(`DELETE ${member}`, status(204, 200)),
  },
  {
    does: 'answers 200 to a duplicate',
    rule: 'addMember: memberNew → memberDuplicate',
    pact: 'producer',
    mistake: answers(`POST ${members}`, status(409, 200)),
  },
  {
    does: 'has accepted whoever is added',
    rule: 'addMember: granted',
    pact: 'producer',
    mistake: answers(
      `POST ${members}`,
      saying((body: object) => ({ ...body, status: 'accepted' })),
    ),
  },
  {
    does: 'has room for any number of members',
    rule: 'addMember: quotaLeft → memberQuotaExceeded',
    pact: 'producer',
    mistake: answers(`POST ${members}`, status(413, 200)),
  },
  {
    does: 'asks whether a member is there before whether there is room',
    rule: 'addMember: quotaLeft → memberQuotaExceeded',
    pact: 'producer',
    mistake: answers(`POST ${members}`, (response, request, fake) =>
      response.status === 413 && namedMembership(request, fake) !== undefined
        ? refusing(response, 409, 'Member is duplicated for image')
        : response,
    ),
  },
  {
    does: 'takes a removed member for a duplicate',
    rule: 'addMember: granted',
    pact: 'producer',
    mistake: (fake) => (request) => {
      const again = request.method === 'POST' && request.target.endsWith('/members');
      const removed = again && namedMembership(request, fake)?.removed === true;
      const response = fake.exchange(request);
      return removed ? refusing(response, 409, 'Member is duplicated for image') : response;
    },
  },
  {
    does: 'reads a body after it has looked for the image',
    rule: 'addMember: request → memberNotSpecified',
    pact: 'stranger',
    mistake: (fake) => (request) => {
      const response = fake.exchange(request);
      if (response.status !== 400 || request.method !== 'POST') return response;
      const seen = fake.exchange({ ...request, method: 'GET', body: none });
      return seen.status === 404 ? seen : response;
    },
  },
  {
    does: 'says that a member is removed, and keeps it',
    rule: 'listMembers: granted',
    pact: 'producer',
    mistake: (fake) => (request) => {
      const removes = request.method === 'DELETE' && request.target.includes('/members/');
      if (!removes) return fake.exchange(request);
      const seen = fake.exchange({ ...request, method: 'GET' });
      return seen.status === 200 ? { ...worded(seen, ''), status: 204 } : seen;
    },
  },
  {
    does: 'shows another member than it is asked for',
    rule: 'showMember: granted',
    pact: 'producer',
    mistake: takes(`GET ${member}`, (request, fake) => {
      const [first] = imageIn(request, fake)?.members ?? [];
      return { ...request, target: request.target.replace(/[^/]+$/, first?.id ?? '') };
    }),
  },
  {
    does: 'forgets the members when an image becomes private',
    rule: 'listMembers: granted',
    pact: 'producer',
    mistake: takes('PATCH /v2/images/*', (request, fake) => {
      const forgotten = textOf(request).includes('"private"') ? imageIn(request, fake)?.members : [];
      for (const { id } of forgotten ?? [])
        fake.exchange({
          ...request,
          method: 'DELETE',
          target: `${request.target}/members/${id}`,
          body: none,
        });
      return request;
    }),
  },
];
