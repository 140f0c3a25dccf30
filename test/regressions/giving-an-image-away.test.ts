import { expect } from 'vitest';
import { patch } from '../calls.ts';
import { cast, tenants } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const away = patch([{ op: 'add', path: '/owner', value: tenants.stranger }]);

everyDoor(
  'an owner may add another owner to an image that everybody sees',
  { seed: cast({ visibility: 'community' }) },
  async ({ send }) => {
    const { status, body } = await send({ as: 'producer', ...away });
    expect(status).toBe(200);
    expect(body).toMatchObject({ owner: tenants.stranger });
  },
);

everyDoor(
  'an owner may add another owner to an image of which it is a member itself',
  { seed: cast({ members: [{ member: 'producer' }] }) },
  async ({ says }) => expect(await says('producer', away)).toBe('200'),
);

everyDoor(
  'an owner may not lose sight of an image by adding another owner',
  { seed: cast() },
  async ({ says }) => {
    expect(await says('producer', away)).toBe(
      '403 Forbidding request, image f0000000-0000-4000-8000-000000000001 not visible',
    );
  },
);
