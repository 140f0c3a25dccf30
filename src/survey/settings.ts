/** Settings of a cloud that show by themselves, or only where many things are made: what images and the cloud say, limits, sizes of pages. */
import type { Evidence, OwnProfile } from '../domain/profile.ts';
import { type CloudReply, imagePageIn } from '../contract/cloud.ts';
import type { Setting } from '../contract/interaction.ts';
import { type MadeImage, removeImages } from '../contract/provider-states/image.ts';
import type { SurveyedCloud } from './surveyed-cloud.ts';

/** The keys of a profile that are found out without the questions. */
export type SettingsOfProfile = Pick<OwnProfile, 'page' | 'limits' | 'locations' | 'import_methods'>;

/** What was found out about settings, by the entries of a profile. */
export interface FoundSettings {
  readonly own: SettingsOfProfile;
  readonly evidence: Readonly<Record<string, Evidence>>;
  /** Entries that could not be found out, with the reason. */
  readonly unknown: Readonly<Record<string, string>>;
}

/** How far limits are looked for. */
export interface SettingBounds {
  /** Settings of the cloud that nothing is asked about; undefined: nothing is asked, since nobody plays the producer. */
  readonly without: readonly Setting[] | undefined;
  /** Members, properties and tags that an image is given at most. */
  readonly most: number;
  readonly signal: AbortSignal;
}

/** What one setting is, or why it is not known. */
interface Found {
  readonly own?: SettingsOfProfile;
  readonly evidence?: Evidence;
  readonly unknown?: string;
}

/** An entry, and how it is found out. */
type Probe = (place: Place) => Promise<Found>;

/** Where settings are asked for. What is made is remembered, to be removed. */
interface Place extends SettingBounds {
  readonly cloud: SurveyedCloud;
  readonly made: (image: MadeImage) => void;
}

const probes: Readonly<Record<string, Probe>> = {
  'limits.members_per_image': memberQuota,
  'limits.properties': (place) => quotaAtCreation(place, 'properties', propertiesOf),
  'limits.tags': (place) => quotaAtCreation(place, 'tags', (count) => ({ tags: wordsOf(count) })),
  'page.size': pageSize,
  'page.most': greatestPage,
  'locations.multiple': locationsShown,
  'locations.direct_url': directUrlShown,
  import_methods: importMethods,
};

/**
 * Finds out the limits of images and the sizes of pages, as the producer; what is made for it is removed.
 * @throws StateError where something stays, or nobody answers; the reason of the signal.
 */
export async function foundSettings(cloud: SurveyedCloud, bounds: SettingBounds): Promise<FoundSettings> {
  const found: (readonly [string, Found])[] = [];
  for (const [entry, probe] of Object.entries(probes)) {
    bounds.signal.throwIfAborted();
    const why = reasonAgainst(entry, bounds.without);
    if (why !== undefined) found.push([entry, { unknown: why }]);
    else found.push([entry, await removing(cloud, (made) => probe({ cloud, made, ...bounds }))]);
  }
  return {
    own: merged(found.flatMap(([, { own }]) => own ?? [])),
    evidence: Object.fromEntries(
      found.flatMap(([entry, { evidence }]) => (evidence ? [[entry, evidence]] : [])),
    ),
    unknown: Object.fromEntries(found.flatMap(([entry, { unknown }]) => (unknown ? [[entry, unknown]] : []))),
  };
}

function reasonAgainst(entry: string, without: readonly Setting[] | undefined): string | undefined {
  if (without === undefined) return 'nobody plays the producer';
  return entry === 'limits.members_per_image' && without.includes('quota')
    ? '--without quota leaves it out'
    : undefined;
}

function merged(all: readonly SettingsOfProfile[]): SettingsOfProfile {
  const whole: SettingsOfProfile = Object.assign({}, ...all);
  const parts = (['page', 'limits', 'locations'] as const).filter((key) => whole[key] !== undefined);
  const together = parts.map((key) => [key, Object.assign({}, ...all.map((own) => own[key])) as object]);
  return { ...whole, ...(Object.fromEntries(together) as SettingsOfProfile) };
}

async function removing(
  { states }: SurveyedCloud,
  work: (made: Place['made']) => Promise<Found>,
): Promise<Found> {
  const images: MadeImage[] = [];
  const [found] = await Promise.allSettled([work((image) => images.push(image))]);
  await removeImages(states, images);
  if (found.status === 'rejected') throw found.reason;
  return found.value;
}

/** Creates an image as the producer. */
async function created(
  { cloud, made }: Place,
  given: object = {},
): Promise<CloudReply & { readonly id: string }> {
  const body = { name: `setting-${cloud.states.freshWord()}`, created_by: 'image-members-fake', ...given };
  const reply = await cloud.states.ask('producer', { method: 'POST', path: '/v2/images', body });
  const { id } = Object(reply.body) as { readonly id?: unknown };
  if (reply.status !== 201 || typeof id !== 'string' || id === '') return { ...reply, id: '' };
  made({ id, owner: 'producer' });
  return { ...reply, id };
}

async function memberQuota(place: Place): Promise<Found> {
  const shared = await created(place, { visibility: 'shared' });
  // Where there is no such visibility, any new image takes members.
  const { id, ...reply } = shared.status === 400 ? await created(place) : shared;
  if (id === '') return { unknown: refusedText('no image could be created', reply) };
  for (let count = 0; count < place.most; count += 1) {
    place.signal.throwIfAborted();
    const body = { member: `setting-member-${count + 1}` };
    const added = await place.cloud.states.ask('producer', {
      method: 'POST',
      path: `/v2/images/${id}/members`,
      body,
    });
    if (added.status === 413)
      return {
        own: { limits: { members_per_image: count } },
        evidence: evidenceOf(`POST /v2/images/{image}/members as producer, of member ${count + 1}`, added),
      };
    if (added.status !== 200) return { unknown: refusedText('a member could not be added', added) };
  }
  return unlimited('members_per_image', `an image took ${place.most} members, and no more were tried`);
}

/** No limit was met: the base's own would be wrong, and what there is beyond nobody knows. */
function unlimited(limit: keyof NonNullable<OwnProfile['limits']>, unknown: string): Found {
  return { own: { limits: { [limit]: null } }, unknown };
}

/** The most of something that an image can be created with, found by halves. */
async function quotaAtCreation(
  place: Place,
  limit: 'properties' | 'tags',
  given: (count: number) => object,
): Promise<Found> {
  let granted = 0;
  let refused: { readonly count: number; readonly reply: CloudReply } | undefined;
  for (let count = place.most; count > granted;) {
    place.signal.throwIfAborted();
    const reply = await created(place, given(count));
    if (reply.status === 201) granted = count;
    else if (reply.status === 413) refused = { count, reply };
    else return { unknown: refusedText(`an image with ${count} ${limit} could not be created`, reply) };
    if (refused === undefined)
      return unlimited(limit, `an image took ${count} ${limit}, and no more were tried`);
    count = Math.floor((granted + refused.count) / 2);
  }
  if (refused === undefined) return { unknown: 'nothing was tried' };
  return {
    own: { limits: { [limit]: granted } },
    evidence: evidenceOf(`POST /v2/images with ${refused.count} ${limit} as producer`, refused.reply),
  };
}

/** So many free properties, that of the run among them. */
function propertiesOf(count: number): object {
  return Object.fromEntries(wordsOf(count - 1).map((word) => [word, 'x']));
}

function wordsOf(count: number): readonly string[] {
  return Array.from({ length: Math.max(0, count) }, (_, place) => `setting_${place + 1}`);
}

/** Images that a list has at most so that it has a second page; fewer members and tags may be asked for. */
function mostListed({ most }: Place): number {
  return Math.max(30, most);
}

async function pageSize(place: Place): Promise<Found> {
  for (let count = 0; count <= mostListed(place); count += 1) {
    place.signal.throwIfAborted();
    const page = await pageAt(place, '/v2/images');
    if (page.next) return { own: { page: { size: page.count } }, evidence: page.evidence };
    if (page.status !== 200) return { unknown: `a list was answered ${page.status}` };
    const { id, ...reply } = await created(place);
    if (id === '') return { unknown: refusedText('no image could be created', reply) };
  }
  return {
    unknown: `a list of more than ${mostListed(place)} images has no second page, and no more were created`,
  };
}

/** Images that are created before the list is looked at again. */
const batch = 25;

async function greatestPage(place: Place): Promise<Found> {
  for (;;) {
    const page = await pageAt(place, '/v2/images?limit=1000000');
    if (page.next) return { own: { page: { most: page.count } }, evidence: page.evidence };
    const room = mostListed(place) + 1 - page.count;
    if (page.status !== 200) return { unknown: `a list was answered ${page.status}` };
    if (room <= 0)
      return {
        unknown: `a list with limit=1000000 shows all ${page.count} images, and no more were created`,
      };
    for (let count = 0; count < Math.min(batch, room); count += 1) {
      place.signal.throwIfAborted();
      const { id, ...reply } = await created(place);
      if (id === '') return { unknown: refusedText('no image could be created', reply) };
    }
  }
}

async function pageAt(
  { cloud }: Place,
  path: string,
): Promise<{
  readonly status: number;
  readonly count: number;
  readonly next: boolean;
  readonly evidence: Evidence;
}> {
  const reply = await cloud.states.ask('producer', { method: 'GET', path });
  const { images, next } = imagePageIn(reply) ?? { images: [], next: undefined };
  const { status } = reply;
  const words = `${images.length} images, and a next page`;
  return {
    status,
    count: images.length,
    next: next !== undefined,
    evidence: { request: `GET ${path} as producer`, status, words },
  };
}

/** Whether images say where their data lies: also one that has none yet. */
async function locationsShown(place: Place): Promise<Found> {
  const { id, ...reply } = await created(place);
  if (id === '') return { unknown: refusedText('no image could be created', reply) };
  const { locations } = Object(reply.body) as { readonly locations?: unknown };
  const multiple = Array.isArray(locations);
  const words = multiple ? 'an image has locations' : 'an image has no locations';
  return {
    own: { locations: { multiple } },
    evidence: { request: 'POST /v2/images as producer', status: 201, words },
  };
}

async function directUrlShown(place: Place): Promise<Found> {
  const { id, ...reply } = await created(place, { disk_format: 'raw', container_format: 'bare' });
  if (id === '') return { unknown: refusedText('no image could be created', reply) };
  const { ask } = place.cloud.states;
  const path = `/v2/images/${id}`;
  const body = new TextEncoder().encode('data');
  const type = 'application/octet-stream';
  const uploaded = await ask('producer', { method: 'PUT', path: `${path}/file`, body, type });
  if (uploaded.status !== 204) return { unknown: refusedText('no data could be uploaded', uploaded) };
  const shown = await ask('producer', { method: 'GET', path });
  if (shown.status !== 200) return { unknown: refusedText('an image could not be read', shown) };
  const direct_url = 'direct_url' in Object(shown.body);
  const words = direct_url ? 'an image with data has a direct_url' : 'an image with data has no direct_url';
  return {
    own: { locations: { direct_url } },
    evidence: { request: 'GET /v2/images/{image} as producer', status: 200, words },
  };
}

async function importMethods({ cloud }: Place): Promise<Found> {
  const path = '/v2/info/import';
  const reply = await cloud.states.ask('producer', { method: 'GET', path });
  const { 'import-methods': methods } = Object(reply.body) as { readonly 'import-methods'?: unknown };
  const { value } = Object(methods) as { readonly value?: unknown };
  if (reply.status !== 200 || !Array.isArray(value))
    return { unknown: refusedText('the cloud does not say how data is imported', reply) };
  const named = [...new Set(value.map(String))];
  const words = named.length === 0 ? 'no method' : named.join(', ');
  return {
    own: { import_methods: named },
    evidence: { request: `GET ${path} as producer`, status: 200, words },
  };
}

function evidenceOf(request: string, { status, body }: CloudReply): Evidence {
  return { request, status, words: wordsIn(body) };
}

/** The words of a refusal in one line. */
export function wordsIn(body: unknown): string {
  const { message } = Object(body) as { readonly message?: unknown };
  const text = typeof message === 'string' ? message : typeof body === 'string' ? body : JSON.stringify(body);
  return text
    .replaceAll(/<br \/>|\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

function refusedText(what: string, { status, body }: CloudReply): string {
  return `${what}: ${status} ${wordsIn(body)}`;
}
