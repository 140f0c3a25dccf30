import { answers, type Mutant, refusing, saying, status, takes, textOf, withBody } from './words.ts';

const member = '/v2/images/*/members/*';

/** What a member says of itself. */
export const statusMutants: readonly Mutant[] = [
  {
    does: 'answers 422 to a status that there is not',
    rule: 'updateMember: statusKnown → statusUnknown',
    pact: 'consumer',
    mistake: answers(`PUT ${member}`, status(400, 422)),
  },
  {
    does: 'takes a status in capitals',
    rule: 'updateMember: statusKnown → statusUnknown',
    pact: 'consumer',
    mistake: takes(`PUT ${member}`, (request) =>
      withBody(request, ({ status }: { status?: unknown }) => ({ status: `${status}`.toLowerCase() })),
    ),
  },
  {
    does: 'lets nobody go back to pending',
    rule: 'updateMember: granted',
    pact: 'consumer',
    mistake: answers(`PUT ${member}`, (response, request) =>
      textOf(request).includes('pending') ? refusing(response, 400, 'Not pending again') : response,
    ),
  },
  {
    does: 'says that a member has accepted, and forgets it',
    rule: 'showMember: granted',
    pact: 'producer',
    mistake: answers(
      `GET ${member}`,
      saying((body: object) => ({ ...body, status: 'pending' })),
    ),
  },
];
