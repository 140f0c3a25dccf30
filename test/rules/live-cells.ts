/** A small world in which every cell of the permission tables can show, and the requests that make it show. */
import type { Ask, GivenImport, ListAsk } from '../../src/domain/ask.ts';
import type { Setting } from '../../src/domain/case.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Caller, Visibility } from '../../src/domain/model.ts';
import { type Action, visibilityActions } from '../../src/domain/operations.ts';
import type { Permission } from '../../src/domain/permissions.ts';
import type { Profile } from '../../src/domain/profile.ts';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { createFake } from '../../src/world/fake.ts';
import type { SeedImage } from '../../src/world/seed.ts';

const tenants = ['owner', 'first', 'second', 'other'] as const;
const list: ListAsk = {
  memberStatuses: 'all',
  tags: [],
  filters: [],
  sortKeys: ['created_at'],
  sortDirections: ['desc'],
};

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** One image of each visibility, as each operation needs it: with data, without, and nobody's. */
function imagesOf({ visibilities }: Profile): readonly SeedImage[] {
  const members = [{ member: 'first' }, { member: 'second', status: 'accepted' as const }];
  const each = Object.keys(visibilities) as Visibility[];
  return each
    .flatMap((visibility): Omit<SeedImage, 'id'>[] => [
      { owner: 'owner', visibility, members, tags: ['tag'], data: 'data' },
      { owner: 'owner', visibility, members, disk_format: 'raw', container_format: 'bare' },
      { owner: null, visibility, members, tags: ['tag'], data: 'data' },
    ])
    .map((image, place) => ({ ...image, id: uuid(place) }));
}

/** Somebody of each tenant with each of some roles, and an administrator. */
const callers: readonly Caller[] = [
  ...tenants.flatMap((tenant) =>
    [['member', 'reader'], ['reader'], []].map((roles) => ({
      user: tenant,
      tenant,
      domain: null,
      system: false,
      roles: new Set(roles),
    })),
  ),
  {
    user: 'admin',
    tenant: 'admin',
    domain: null,
    system: false,
    roles: new Set(['admin', 'member', 'reader']),
  },
];

const patch = (op: 'add' | 'replace' | 'remove', path: readonly string[], value?: unknown) => ({
  changes: [{ op, property: path[0] ?? '', path, value, strictAdd: false }],
});
const created = { tags: [], properties: {}, propertyCount: 0, fixed: [], locations: false } as const;

const imported = (method: GivenImport['method']): GivenImport => ({
  method,
  hasUri: false,
  sourceProblem: undefined,
  stores: { kind: 'stores', names: ['fs'] },
  allStores: true,
  request: '{}',
});

/** The requests about an image, by the row of the table that they show. */
const ofImage: { readonly [A in Action]?: (image: string) => readonly Ask[] } = {
  addMember: (image) => [
    { operation: 'addMember', image, given: { echo: 'x', text: 'x', number: null, shown: 'x' } },
  ],
  listMembers: (image) => [{ operation: 'listMembers', image }],
  showMember: (image) => [
    { operation: 'showMember', image, member: 'first' },
    { operation: 'showMember', image, member: 'nobody' },
  ],
  updateMember: (image) => [
    { operation: 'updateMember', image, member: 'first', status: 'rejected' },
    { operation: 'updateMember', image, member: 'nobody', status: 'rejected' },
  ],
  removeMember: (image) => [
    { operation: 'removeMember', image, member: 'first' },
    { operation: 'removeMember', image, member: 'nobody' },
  ],
  showImage: (image) => [{ operation: 'showImage', image }],
  updateImage: (image) => [{ operation: 'updateImage', image, ...patch('replace', ['name'], 'new') }],
  publicizeImage: (image) => [
    { operation: 'updateImage', image, ...patch('replace', ['visibility'], 'public') },
  ],
  communitizeImage: (image) => [
    { operation: 'updateImage', image, ...patch('replace', ['visibility'], 'community') },
  ],
  setLocation: (image) => [
    {
      operation: 'updateImage',
      image,
      ...patch('add', ['locations', '-'], { url: 'http://a', metadata: {} }),
    },
  ],
  deleteLocation: (image) => [{ operation: 'updateImage', image, ...patch('remove', ['locations', '0']) }],
  deleteImage: (image) => [{ operation: 'deleteImage', image }],
  downloadImage: (image) => [{ operation: 'downloadImage', image }],
  uploadImage: (image) => [{ operation: 'uploadImage', image, bytes: new Uint8Array(1) }],
  stageImage: (image) => [{ operation: 'stageImage', image, bytes: new Uint8Array(1) }],
  importImage: (image) => [{ operation: 'importImage', image, given: imported('web-download') }],
  copyImage: (image) => [{ operation: 'importImage', image, given: imported('copy-image') }],
  listImageTasks: (image) => [{ operation: 'listImageTasks', image }],
  listLocations: (image) => [{ operation: 'listLocations', image }],
  addLocation: (image) => [
    { operation: 'addLocation', image, given: { url: 'x', problem: undefined, request: '{}' } },
  ],
  deactivateImage: (image) => [{ operation: 'deactivateImage', image }],
  reactivateImage: (image) => [{ operation: 'reactivateImage', image }],
  addTag: (image) => [{ operation: 'addTag', image, tag: 'new' }],
  removeTag: (image) => [{ operation: 'removeTag', image, tag: 'tag' }],
};

/** The requests that name no image. */
const ofNoImage: { readonly [A in Action]?: readonly Ask[] } = {
  listTasks: [
    {
      operation: 'listTasks',
      list: { kind: 'list', filters: [], sortKey: 'created_at', descending: true },
    },
  ],
  showTask: [{ operation: 'showTask', task: 'nothing' }],
  listImages: [{ operation: 'listImages', list }],
  createImage: [undefined, 'owner'].map((owner) => ({
    operation: 'createImage',
    given: { ...created, ...(owner && { owner }) },
  })),
  publicizeImage: [undefined, 'owner'].map((owner) => ({
    operation: 'createImage',
    given: { ...created, visibility: 'public' as const, ...(owner && { owner }) },
  })),
  communitizeImage: [undefined, 'owner'].map((owner) => ({
    operation: 'createImage',
    given: { ...created, visibility: 'community' as const, ...(owner && { owner }) },
  })),
};

/** Asks a cloud with the rules of a profile, some of them changed. */
export interface Probe {
  /** All answers to the requests that show a row of the table, as one text. */
  answers(action: Action, rules?: Profile): string;
}

/** @param profile whose world it is; the rules of each question may differ. */
export function probe(name: ProfileName, profile: Profile): Probe {
  const images = imagesOf(profile);
  const seed = { tenants: tenants.map((tenant) => ({ id: tenant, name: tenant })), images };
  const { cloud, limits } = createFake({ profile: name, seed });
  const setting: Omit<Setting, 'caller' | 'profile'> = {
    cloud,
    limits,
    at: '2026-01-15T09:30:00Z',
    now: Date.parse('2026-01-15T09:30:00Z'),
    requestId: 'req-0',
    uuid: () => uuid(999),
    digest: () => ({ checksum: '', hash: '' }),
  };
  return {
    answers(action, rules = profile) {
      if (!isServed(action, rules)) return '';
      const asks = [
        ...images.flatMap(({ id = '' }) => ofImage[action]?.(id) ?? []),
        ...(ofNoImage[action] ?? []),
      ];
      return callers
        .flatMap((caller) => asks.map((ask) => answerTo(decide({ ...setting, caller, profile: rules }, ask))))
        .join('\n');
    },
  };
}

/** What a profile does not have is refused before anything is decided. */
function isServed(action: Action, { wire, visibilities }: Profile): boolean {
  const made = (Object.keys(visibilityActions) as Visibility[]).find(
    (each) => visibilityActions[each] === action,
  );
  return made === undefined
    ? !(wire.absent as readonly Action[]).includes(action)
    : visibilities[made] !== undefined;
}

/** What a caller sees, and what became of the world: nothing of how that came about. */
function answerTo(decided: ReturnType<typeof decide>): string {
  return 'refusal' in decided
    ? JSON.stringify(decided.refusal)
    : JSON.stringify([decided.changes, decided.view], (_, value) =>
        typeof value === 'bigint' ? String(value) : (value as unknown),
      );
}

/** The rules of a profile with another row in its permission table, which refuses somehow where it did not have to before. */
export function withRow(profile: Profile, action: Action, row: Partial<Permission>): Profile {
  const before = profile.permissions[action];
  const refusal = before.refusal === 'never' ? 'storageFull' : before.refusal;
  const changed = { ...before, refusal, ...row };
  return { ...profile, permissions: { ...profile.permissions, [action]: changed } };
}
