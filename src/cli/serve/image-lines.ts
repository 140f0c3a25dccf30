import type { SeedImage } from '../../world/seed.ts';
import type { Paint } from '../paint.ts';
import type { Residents } from '../residents.ts';
import { inColumns, pageWidth, wrapped } from '../text.ts';

const [mostImages, mostMembers] = [20, 12];
const margin = '    ';

/** The images of a snapshot, each with its members and their statuses below it. */
export function imageLines(
  images: readonly SeedImage[],
  residents: Residents,
  paint: Paint,
): readonly string[] {
  if (images.length === 0) return [`${paint('heading', 'Images')} none yet`];
  const shown = images.slice(0, mostImages);
  const rows = shown.map(({ id = '', name, owner, visibility = '', status = '' }) => [
    `  ${id}`,
    owner === null ? 'nobody' : nameOf(owner, residents),
    visibility,
    status,
    name ?? '–',
  ]);
  const [head = '', ...lines] = inColumns([['Images', 'owner', 'visibility', 'status', 'name'], ...rows]);
  const left = images.length - shown.length;
  return [
    paint('heading', 'Images') + paint('faint', head.slice('Images'.length)),
    ...lines.flatMap((line, place) => [line, ...memberLines(shown[place], residents)]),
    ...(left > 0 ? [`  … and ${left} more: GET /_fake/world shows all`] : []),
  ];
}

function memberLines(image: SeedImage | undefined, residents: Residents): readonly string[] {
  const members = (image?.members ?? []).filter(({ removed }) => !removed);
  if (members.length === 0) return [];
  // A space that does not break keeps each member and its status on one line.
  const shown = members
    .slice(0, mostMembers)
    .map(({ member, status }) => `${nameOf(member, residents)}\u00a0${status}`);
  const left = members.length - shown.length;
  const text = `members: ${shown.join(', ')}${left > 0 ? `, … and ${left} more` : ''}`;
  return wrapped(text, pageWidth - margin.length).map((line) => margin + line.replaceAll('\u00a0', ' '));
}

/** A tenant by its name, where it is one of the world; whatever stands there otherwise. */
function nameOf(tenant: string, { tenants }: Residents): string {
  return tenants.get(tenant)?.name ?? tenant;
}
