import type { AskFor } from './ask.ts';
import type { Case } from './case.ts';
import { type Action, visibilityActions } from './operations.ts';
import { granting, personas, refusalOf } from './permissions.ts';
import type { Unproven } from './profile.ts';
import type { Refusal } from './refusals.ts';

/** Whether an answer rests on an entry of a profile. */
type Rests = (asked: Case, refusal: Refusal | undefined) => boolean;

/** The settings of a profile that may be unknown, besides its permissions, checks, roles and refusals. */
export const settings: Readonly<Record<string, Rests>> = {
  default_visibility: ({ ask }) => ask.operation === 'createImage' && ask.given.visibility === undefined,
  'page.size': ({ ask }) => ask.operation === 'listImages' && ask.list.limit === undefined,
  'page.most': ({ ask }) => ask.operation === 'listImages' && ask.list.limit !== undefined,
  'limits.members_per_image': ({ ask }, refusal) =>
    ask.operation === 'addMember' && (refusal === undefined || refusal.name === 'memberQuotaExceeded'),
  'limits.properties': ({ ask }, refusal) =>
    (ask.operation === 'createImage' || ask.operation === 'updateImage') &&
    (refusal === undefined || refusal.name === 'propertyQuotaExceeded'),
  'limits.tags': ({ ask }, refusal) =>
    ['createImage', 'updateImage', 'addTag'].includes(ask.operation) &&
    (refusal === undefined || ['tagQuotaExceeded', 'tagLimitExceeded'].includes(refusal.name)),
  'locations.multiple': (asked, refusal) =>
    showsImages(asked, refusal) || (asked.ask.operation === 'updateImage' && changesLocations(asked.ask)),
  'locations.direct_url': (asked, refusal) => showsImages(asked, refusal),
  import_methods: ({ ask }) =>
    ask.operation === 'importImage' || ask.operation === 'stageImage' || ask.operation === 'createImage',
  'members.duplicate': ({ ask, profile }, refusal) =>
    ask.operation === 'addMember' && refusal?.name === profile.members.duplicate,
  'members.removed_stay': ({ ask, image }) =>
    ask.operation === 'addMember' && image?.members.get(ask.given.text ?? '')?.removed === true,
  'members.statuses': ({ ask }, refusal) =>
    ask.operation === 'updateMember' && refusal?.name === 'statusUnknown',
  'members.echo': ({ ask }, refusal) => ask.operation === 'addMember' && refusal === undefined,
};

function showsImages({ ask }: Case, refusal: Refusal | undefined): boolean {
  return (
    refusal === undefined && ['listImages', 'createImage', 'showImage', 'updateImage'].includes(ask.operation)
  );
}

function changesLocations({ changes }: AskFor<'updateImage'>): boolean {
  return changes.some(({ property }) => property === 'locations');
}

/**
 * The unknown entries of an own profile that an answer rests on.
 * @param unknown the entries by name: `addMember.producer`, `page.size`.
 * @param asked undefined where no decision was reached.
 */
export function restsOn(
  unknown: Readonly<Record<string, string>>,
  refusal: Refusal | undefined,
  asked: Case | undefined,
): readonly Unproven[] {
  const entries = asked === undefined ? [] : entriesOf(asked, refusal);
  const used = new Set(refusal === undefined ? entries : [...entries, `refusals.${refusal.name}`]);
  return Object.keys(unknown).filter(
    (name) => used.has(name) || (asked !== undefined && (settings[name]?.(asked, refusal) ?? false)),
  ) as Unproven[];
}

/** The entries about permissions, roles and checks that an answer rests on. */
function entriesOf(asked: Case, refusal: Refusal | undefined): readonly string[] {
  const { operation } = asked.ask;
  const { checks } = asked.profile;
  const rows = actionsIn(asked).flatMap((action) => ofRow(action, asked, refusal));
  const reads = (checks[operation] as readonly string[]).includes('callerReads') ? ['showImage.role'] : [];
  return [...rows, ...reads, ...(refusal === undefined ? [] : [`checks.${operation}`])];
}

function ofRow(action: Action, { persona, profile }: Case, refusal: Refusal | undefined): readonly string[] {
  const row = profile.permissions[action];
  // A list is about all its images, whatever the caller is to them.
  const seen = action === 'listImages' ? personas : [persona];
  return [
    ...seen.map((each) => `${action}.${each}`),
    ...(granting.has(row[persona]) ? [`${action}.role`, `roles.${row.role}`] : []),
    ...(refusal?.name === refusalOf(row, persona) ? [`${action}.refusal`] : []),
  ];
}

/** The operation, and the parts of it that have lines of their own in the permission table. */
function actionsIn({ ask }: Case): readonly Action[] {
  switch (ask.operation) {
    case 'createImage':
      return [ask.operation, ...givingVisibility(ask.given.visibility)];
    case 'importImage':
      return [ask.given.method === 'copy-image' ? 'copyImage' : ask.operation];
    case 'updateImage':
      return [
        ask.operation,
        ...ask.changes.flatMap(({ op, property, value }) => partOf(op, property, value)),
      ];
    default:
      return [ask.operation];
  }
}

function partOf(op: string, property: string, value: unknown): readonly Action[] {
  if (property === 'visibility' && op !== 'remove') return givingVisibility(value);
  if (property !== 'locations') return [];
  return [op === 'remove' ? 'deleteLocation' : 'setLocation'];
}

function givingVisibility(visibility: unknown): readonly Action[] {
  const action = Object.entries(visibilityActions).find(([name]) => name === visibility)?.[1];
  return action === undefined ? [] : [action];
}
