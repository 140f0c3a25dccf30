import {
  answers,
  as,
  from,
  type Mutant,
  refusing,
  saying,
  status,
  takes,
  textOf,
  withHeader,
} from './words.ts';
import { ownMembership } from './memberships-on-record.ts';

const image = '/v2/images/*';
const profile = 'rackspace';

/** Servers that take the rules of Glance, or none, for those of Cloud Images. */
export const cloudImageMutants: readonly Mutant[] = [
  {
    does: 'forbids a consumer to share on what it should hide from it',
    rule: 'addMember: imageVisible → imageNotFound',
    pact: 'consumer-rackspace',
    profile,
    mistake: answers(`POST ${image}/members`, (response, request, fake) =>
      response.status === 404 && ownMembership(request, fake) !== undefined
        ? refusing(response, 403, 'You are not authorized to complete add_member action.')
        : response,
    ),
  },
  {
    does: 'lists no members of a private image',
    rule: 'listMembers: granted',
    pact: 'producer-rackspace',
    profile,
    mistake: answers(`GET ${image}/members`, (response) =>
      response.status === 200 ? refusing(response, 403, 'Only shared images have members.') : response,
    ),
  },
  {
    does: 'takes a private image for one that is not shared',
    rule: 'showMember: granted',
    pact: 'consumer-rackspace',
    profile,
    mistake: answers(`GET ${image}/members/*`, status(200, 404)),
  },
  {
    does: 'lets the owner of a private image accept for a member',
    rule: 'updateMember: callerPermitted → mayNotUpdateMembers',
    pact: 'producer-rackspace',
    profile,
    mistake: takes(`PUT ${image}/members/*`, from('producer', as('consumer'))),
  },
  {
    does: 'lets a consumer of a private image remove itself',
    rule: 'removeMember: callerPermitted → mayNotDeleteMembers',
    pact: 'consumer-rackspace',
    profile,
    mistake: takes(`DELETE ${image}/members/*`, from('consumer', as('producer'))),
  },
  {
    does: 'takes shared for no word of the filter',
    rule: 'listImages: granted',
    pact: 'consumer-rackspace',
    profile,
    mistake: answers('GET /v2/images', (response, { target }) =>
      target.includes('visibility=shared') ? refusing(response, 400, 'Invalid visibility value') : response,
    ),
  },
  {
    does: 'shows a shared image as shared',
    rule: 'showImage: granted',
    pact: 'consumer-rackspace',
    profile,
    mistake: answers(
      `GET ${image}`,
      saying((body: object) => ({ ...body, visibility: 'shared' })),
    ),
  },
  {
    does: 'has new images shared by default',
    rule: 'createImage: granted',
    pact: 'producer-rackspace',
    profile,
    mistake: answers(
      'POST /v2/images',
      saying((body: object) => ({ ...body, visibility: 'shared' })),
    ),
  },
  {
    does: 'lets an owner make an image public',
    rule: 'updateImage: changesPossible → notAuthorized',
    pact: 'producer-rackspace',
    profile,
    mistake: answers(`PATCH ${image}`, (response, request) =>
      textOf(request).includes('"public"') ? { ...response, status: 200 } : response,
    ),
  },
  {
    does: 'takes a body that is not JSON for JSON',
    rule: 'addMember: request → mediaTypeUnsupported',
    pact: 'producer-rackspace',
    profile,
    mistake: takes(`POST ${image}/members`, (request) =>
      withHeader(request, 'content-type', 'application/json'),
    ),
  },
  {
    does: 'keeps observers from tags',
    rule: 'addTag: granted',
    pact: 'producer-rackspace',
    profile,
    mistake: answers(`PUT ${image}/tags/*`, (response, request, fake) =>
      request.headers['x-auth-token'] === fake.as('producer-reader').token
        ? refusing(response, 403, 'Forbidden')
        : response,
    ),
  },
];
