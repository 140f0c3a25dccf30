import { answers, as, lacking, type Mutant, refusing, saying, takes, withBody, withQuery } from './words.ts';

const images = '/v2/images';

interface Images {
  readonly images: readonly object[];
}

/** Images and their list, as far as sharing is seen in them. */
export const imageMutants: readonly Mutant[] = [
  {
    does: 'does not look at member_status',
    rule: 'listImages: granted',
    pact: 'consumer',
    mistake: takes(`GET ${images}`, (request) =>
      withQuery(request, (query) => query.delete('member_status')),
    ),
  },
  {
    does: 'lists whatever is offered unless it is asked for less',
    rule: 'listImages: granted',
    pact: 'consumer',
    mistake: takes(`GET ${images}`, (request) =>
      withQuery(request, (query) => query.has('member_status') || query.set('member_status', 'all')),
    ),
  },
  {
    does: 'takes a member_status in capitals',
    rule: 'listImages: request → memberStatusUnknown',
    pact: 'consumer',
    mistake: takes(`GET ${images}`, (request) => ({ ...request, target: request.target.toLowerCase() })),
  },
  {
    does: 'hides no image',
    rule: 'listImages: granted',
    pact: 'consumer',
    mistake: takes('POST /v2/images', (request) => withBody(request, lacking('os_hidden'))),
  },
  {
    does: 'lists every image to everybody',
    rule: 'listImages: granted',
    pact: 'stranger',
    mistake: takes(`GET ${images}`, as('administrator')),
  },
  {
    does: 'lists nothing',
    rule: 'listImages: granted',
    pact: 'administrator',
    mistake: answers(
      `GET ${images}`,
      saying((body: Images) => ({ ...body, images: [] })),
    ),
  },
  {
    does: 'shows no free properties',
    rule: 'showImage: granted',
    pact: 'consumer',
    mistake: answers(`GET ${images}/*`, saying(lacking('os_distro'))),
  },
  {
    does: 'has new images private by default',
    rule: 'createImage: granted',
    pact: 'producer',
    mistake: takes(`POST ${images}`, (request) =>
      withBody(request, (body) => ({ visibility: 'private', ...body })),
    ),
  },
  {
    does: 'lets anybody change images',
    rule: 'updateImage: changesPossible → notAuthorized',
    pact: 'producer',
    mistake: takes(`PATCH ${images}/*`, as('administrator')),
  },
  {
    does: 'says nothing of the next page',
    rule: 'listImages: granted',
    pact: 'consumer',
    mistake: answers(`GET ${images}`, saying(lacking('next'))),
  },
  {
    does: 'does not protect images',
    rule: 'deleteImage: imageUnprotected → imageProtected',
    pact: 'producer',
    mistake: (fake) => (request) => {
      const change = '[{"op": "replace", "path": "/protected", "value": false}]';
      const headers = {
        ...request.headers,
        'content-type': 'application/openstack-images-v2.1-json-patch',
      };
      if (request.method === 'DELETE')
        fake.exchange({ ...request, headers, method: 'PATCH', body: new TextEncoder().encode(change) });
      return fake.exchange(request);
    },
  },
  {
    does: 'gives the data of deactivated images away',
    rule: 'downloadImage: dataReleased → dataForbidden',
    pact: 'producer',
    mistake: takes(`GET ${images}/*/file`, as('administrator')),
  },
  {
    does: 'forbids a stranger to delete an image that it hides',
    rule: 'deleteImage: imageVisible → noImageToDelete',
    pact: 'stranger',
    mistake: answers(`DELETE ${images}/*`, (response) =>
      response.status === 404 ? refusing(response, 403, 'You cannot delete this image.') : response,
    ),
  },
];
