import { each, mutantsOf, type Row, set, type Values } from './rows.ts';
import { answers, type Mutant, saying } from './words.ts';

const members = '/v2/images/*/members';
const member = `${members}/*`;
const image = '/v2/images/*';
const images = '/v2/images';

const later = '2031-01-01T00:00:00Z';
const ofTimes: readonly Row[] = [
  [
    'moves the creation of a member with its status',
    'updateMember: granted',
    'consumer',
    answers(
      `PUT ${member}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
  [
    'does not move the update of a member',
    'updateMember: granted',
    'consumer',
    answers(
      `PUT ${member}`,
      saying((body: Values) => ({ ...body, updated_at: body['created_at'] })),
    ),
  ],
  [
    'shows every member as never updated',
    'showMember: granted',
    'producer',
    answers(
      `GET ${member}`,
      saying((body: Values) => ({ ...body, updated_at: body['created_at'] })),
    ),
  ],
  [
    'shows members as created when they were updated',
    'showMember: granted',
    'producer',
    answers(
      `GET ${member}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
  [
    'lists members as created when they were updated',
    'listMembers: granted',
    'producer',
    answers(
      `GET ${members}`,
      each('members', (item) => ({ ...item, created_at: item['updated_at'] })),
    ),
  ],
  [
    'creates a member anew that is added again',
    'addMember: granted',
    'producer',
    answers(
      `POST ${members}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
  [
    'shows images as updated later',
    'showImage: granted',
    'producer',
    answers(`GET ${image}`, (response, request, fake) => {
      const touched = (fake.cloud.images.get(request.target.split('/')[3] ?? '')?.members.size ?? 0) > 0;
      return touched ? set({ updated_at: later })(response, request, fake) : response;
    }),
  ],
  [
    'shows images as created when they were updated',
    'showImage: granted',
    'producer',
    answers(
      `GET ${image}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
  [
    'lists images as created when they were updated',
    'listImages: granted',
    'consumer',
    answers(
      `GET ${images}`,
      each('images', (item) => ({ ...item, created_at: item['updated_at'] })),
    ),
  ],
  [
    'does not move the update of an image',
    'updateImage: granted',
    'producer',
    answers(
      `PATCH ${image}`,
      saying((body: Values) => ({ ...body, updated_at: body['created_at'] })),
    ),
  ],
  [
    'moves the creation of an image with a change',
    'updateImage: granted',
    'producer',
    answers(
      `PATCH ${image}`,
      saying((body: Values) => ({ ...body, created_at: body['updated_at'] })),
    ),
  ],
];

/** Servers whose times move or stay where they should not. */
export const timeMutants: readonly Mutant[] = mutantsOf([...ofTimes]);
