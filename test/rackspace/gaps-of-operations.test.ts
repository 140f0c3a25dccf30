/**
 * Operations of which the Cloud Images API v2 guide says nothing: whether an account has them at all, nobody knows.
 */
import { action, createImage, image, upload } from '../calls.ts';
import type { Call } from '../doors.ts';
import { gapsAreTold } from './gap.ts';

const created = createImage({
  id: 'e0000000-0000-4000-8000-000000000001',
  disk_format: 'raw',
  container_format: 'bare',
});

const rows: readonly (readonly [rule: string, before: readonly Call[], call: Call, status: number])[] = [
  ['data is uploaded', [created], upload('bytes', 'e0000000-0000-4000-8000-000000000001'), 204],
  ['an image is deactivated', [], action('deactivate'), 204],
  ['an image is reactivated', [action('deactivate')], action('reactivate'), 204],
];

gapsAreTold(
  rows.map(([rule, before, call, status]) => ({
    gap: 'otherOperation',
    rule,
    before,
    call,
    status,
    unproven: ['otherOperation'],
  })),
);

gapsAreTold([
  {
    gap: 'otherOperation',
    rule: 'data is uploaded a second time',
    call: upload('bytes', image),
    status: 409,
    unproven: ['errorBody', 'otherOperation'],
  },
]);
