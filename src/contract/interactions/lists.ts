import type { MemberStatus } from '../../domain/model.ts';
import type { Interaction } from '../interaction.ts';
import { anImage, asks, offered, only, requests, statuses, takesNone } from './writing.ts';

const { listImages } = requests;
const consumer = (status: MemberStatus) => anImage({ members: [{ tenant: 'consumer', status }] });

/** What a consumer's image list shows by the status of its membership. Source: RULES.md §4. */
const byStatus: readonly Interaction[] = statuses.flatMap((status) => [
  asks('consumer', `what is ${status} in the image list`, consumer(status), listImages()),
  ...[...statuses, 'all'].map((wanted) =>
    asks(
      'consumer',
      `what is ${status} in the list of what is ${wanted}`,
      consumer(status),
      listImages({ visibility: 'shared', member_status: wanted }),
    ),
  ),
]);

/** What else decides whether an image is in a list. */
const byVisibility: readonly Interaction[] = [
  ...(['private', 'shared', 'community', 'public'] as const).flatMap((visibility) => [
    asks(
      'producer',
      `the producer's own ${visibility} image is in its list`,
      anImage({ visibility }),
      listImages(),
    ),
    asks('stranger', `a ${visibility} image of another in the list`, anImage({ visibility }), listImages()),
    asks(
      'stranger',
      `a ${visibility} image of another in the list of ${visibility} ones`,
      anImage({ visibility }),
      listImages({ visibility }),
    ),
    asks(
      'administrator',
      `a ${visibility} image in the administrator's list`,
      anImage({ visibility }),
      listImages(),
    ),
  ]),
  asks(
    'producer',
    "member_status does not filter the producer's own images",
    anImage(),
    listImages({ member_status: 'rejected' }),
  ),
  asks(
    'administrator',
    "an administrator's list ignores member_status",
    anImage(),
    listImages({ member_status: 'rejected' }),
  ),
  ...only(takesNone('private'), [
    asks(
      'consumer',
      'an offer that is private again is in no list',
      anImage({ ...offered, visibility: 'private' }),
      listImages({ member_status: 'all' }),
    ),
  ]),
  asks(
    'consumer',
    'a hidden offer is in no list',
    anImage({ ...offered, hidden: true }),
    listImages({ member_status: 'all' }),
  ),
  asks(
    'consumer',
    'a hidden offer is in the list of hidden ones',
    anImage({ ...offered, hidden: true }),
    listImages({ member_status: 'all', os_hidden: 'true' }),
  ),
  asks(
    'consumer',
    'offers of a producer',
    anImage(),
    listImages({ member_status: 'pending', owner: '${producer}' }),
  ),
  asks(
    'consumer',
    'offers of somebody else',
    anImage(),
    listImages({ member_status: 'pending', owner: '${stranger}' }),
  ),
];

/** Queries that are refused. */
const refused: readonly Interaction[] = [
  asks('consumer', 'an unknown member status', anImage(), listImages({ member_status: 'maybe' })),
  asks('consumer', 'a member status in capitals', anImage(), listImages({ member_status: 'Accepted' })),
  asks('consumer', 'an unknown visibility', anImage(), listImages({ visibility: 'secret' })),
  asks('consumer', 'a limit that is not a number', anImage(), listImages({ limit: 'many' })),
  asks('consumer', 'a negative limit', anImage(), listImages({ limit: '-1' })),
  asks('consumer', 'a limit of 0', anImage(), listImages({ member_status: 'all', limit: '0' })),
  asks('consumer', 'a full page has a next one', anImage(), listImages({ member_status: 'all', limit: '1' })),
  asks(
    'consumer',
    'a page after an offered image',
    anImage(),
    listImages({ member_status: 'all', marker: '${image}' }),
  ),
  asks('stranger', 'a marker that the caller cannot see', anImage(), listImages({ marker: '${image}' })),
  asks('consumer', 'an unknown sort key', anImage(), listImages({ sort_key: 'colour' })),
];

/** The image list. */
export const lists: readonly Interaction[] = [...byStatus, ...byVisibility, ...refused];
