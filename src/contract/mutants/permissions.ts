import {
  answers,
  as,
  from,
  lacking,
  type Mutant,
  refusing,
  takes,
  textOf,
  withBody,
  worded,
} from './words.ts';
import { imageIn, ownMembership } from './memberships-on-record.ts';

const image = '/v2/images/*';
const nowhere = '/v2/images/00000000-0000-4000-8000-000000000000';

/** Who may do what, and who sees what. */
export const permissionMutants: readonly Mutant[] = [
  {
    does: 'lets the owner accept for a member',
    rule: 'updateMember: callerPermitted → notAuthorized',
    pact: 'producer-glance',
    mistake: takes(`PUT ${image}/members/*`, from('producer', as('administrator'))),
  },
  {
    does: 'lets a consumer remove itself',
    rule: 'removeMember: callerPermitted → notAuthorized',
    pact: 'consumer-glance',
    mistake: takes(`DELETE ${image}/members/*`, from('consumer', as('producer'))),
  },
  {
    does: 'lets readers write',
    rule: 'addMember: callerPermitted → notAuthorized',
    pact: 'producer-glance',
    mistake: takes(`POST ${image}/members`, from('producer-reader', as('producer'))),
  },
  {
    does: 'shows a consumer all members',
    rule: 'listMembers: granted',
    pact: 'consumer',
    mistake: takes(`GET ${image}/members`, from('consumer', as('producer'))),
  },
  {
    does: 'shows a consumer any member',
    rule: 'showMember: memberOnRecord → memberNotFound',
    pact: 'consumer',
    mistake: takes(`GET ${image}/members/*`, from('consumer', as('producer'))),
  },
  {
    does: 'shows images to strangers',
    rule: 'showImage: imageVisible → noImageWithId',
    pact: 'stranger',
    mistake: takes(`GET ${image}`, from('stranger', as('administrator'))),
  },
  {
    does: 'tells strangers that a hidden image is forbidden',
    rule: 'listMembers: imageVisible → imageNotFound',
    pact: 'stranger',
    mistake: answers(`GET ${image}/members`, (response, request, fake) =>
      response.status === 404 && imageIn(request, fake) !== undefined
        ? refusing(response, 403, 'You are not authorized to complete get_members action.')
        : response,
    ),
  },
  {
    does: 'hides the image from members that have not accepted',
    rule: 'showImage: granted',
    pact: 'consumer',
    mistake: takes(`GET ${image}`, (request, fake) =>
      ownMembership(request, fake)?.status === 'pending' ? { ...request, target: nowhere } : request,
    ),
  },
  {
    does: 'takes the data away from members that reject',
    rule: 'downloadImage: granted',
    pact: 'consumer',
    mistake: takes(`GET ${image}/file`, (request, fake) =>
      ownMembership(request, fake)?.status === 'rejected'
        ? { ...request, target: `${nowhere}/file` }
        : request,
    ),
  },
  {
    does: 'asks the visibility of all but administrators',
    rule: 'listMembers: imageShared → mayNotListMembers',
    pact: 'administrator',
    mistake: answers(`GET ${image}/members`, (response, request, fake) =>
      response.status === 403 && request.headers['x-auth-token'] === fake.as('administrator').token
        ? worded({ ...response, status: 200 }, '{"members": [], "schema": "/v2/schemas/members"}')
        : response,
    ),
  },
  {
    does: 'lists no members where an image is not shared',
    rule: 'listMembers: imageShared → mayNotListMembers',
    pact: 'producer',
    mistake: answers(`GET ${image}/members`, (response) =>
      textOf(response).includes('Only shared images')
        ? worded({ ...response, status: 200 }, '{"members": [], "schema": "/v2/schemas/members"}')
        : response,
    ),
  },
  {
    does: 'gives a new image to whomever it is said to belong',
    rule: 'createImage: ownerPermitted → ownerNotYours',
    pact: 'producer-glance',
    mistake: takes('POST /v2/images', (request, fake) =>
      textOf(request).includes('"owner"') ? as('administrator')(request, fake) : request,
    ),
  },
  {
    does: 'takes the owner of a new image for a slip',
    rule: 'createImage: ownerPermitted → ownerNotYours',
    pact: 'producer-glance',
    mistake: takes('POST /v2/images', (request) => withBody(request, lacking('owner'))),
  },
  {
    does: 'asks for the token after the path',
    rule: 'request: token → tokenInvalid',
    pact: 'stranger',
    mistake: answers('GET /v2/nothing', (response) =>
      refusing(response, 404, 'The resource could not be found.'),
    ),
  },
];
