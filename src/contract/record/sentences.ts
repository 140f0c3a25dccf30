/** Recorded interactions as sentences: who does what to which image, and whether it may. */
import { readPath } from '../../http/path.ts';
import { findRoute } from '../../http/route.ts';
import { cast, isCastTenant } from '../cast.ts';
import { jsonOrText } from '../cloud.ts';
import type { Interaction, RequestTemplate } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';
import { imageDetails } from '../state-text.ts';
import { identityOf } from './reduction.ts';

/** An interaction, and how it ends. */
export interface Judged {
  readonly interaction: Interaction;
  readonly granted: boolean;
  /** Of a list, whether an image is in there. */
  readonly found: boolean;
}

/**
 * Gives each interaction a sentence. It depends on the interaction alone; where two would have the same one, on what else is in
 * their states and on what they send. The same interactions get the same sentences, whatever their order.
 */
export function withSentences(all: readonly Judged[]): readonly Interaction[] {
  const sorted = all.toSorted((one, other) =>
    identityOf(one.interaction) < identityOf(other.interaction) ? -1 : 1,
  );
  const named = [sentenceFor, withOtherMembers, withSent].reduce<readonly string[]>((sentences, next) => {
    const taken = Map.groupBy(sentences, (each) => each);
    const isAlone = (sentence: string): boolean => sentence !== '' && taken.get(sentence)?.length === 1;
    return sorted.map((each, place) => {
      const sentence = sentences[place] ?? '';
      return isAlone(sentence) ? sentence : next(each);
    });
  }, []);
  return sorted.map(({ interaction }, place) => ({ ...interaction, sentence: numbered(named, place) }));
}

/** A number behind sentences that are still alike: they differ only behind the end of the sentence. */
function numbered(all: readonly string[], place: number): string {
  const sentence = all[place] ?? '';
  const earlier = all.slice(0, place).filter((each) => each === sentence).length;
  return earlier === 0 ? sentence : `${sentence} (${earlier + 1})`;
}

function withOtherMembers(judged: Judged): string {
  const others = judged.interaction.given.flatMap(({ parameters }) => {
    const { members = [] } = parameters as ImageGiven;
    return members.map(
      ({ tenant, status = 'pending', removed }) => `${tenant} ${removed ? 'removed' : status}`,
    );
  });
  return `${sentenceFor(judged)}${others.length === 0 ? '' : ` (${others.join(', ')})`}`;
}

function withSent(judged: Judged): string {
  const { headers, body, type } = judged.interaction.request;
  const sent =
    body === undefined ? '' : `, sending ${typeof body === 'string' ? body : JSON.stringify(body)}`;
  const extra = [type, ...Object.entries(headers ?? {}).map(([name, value]) => `${name} ${value}`)];
  const named = extra.filter((text) => text !== undefined).map((text) => ` (${text})`);
  return `${withOtherMembers(judged)}${shortened(sent.replaceAll('${', '{'))}${named.join('')}`;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trimEnd();
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

/** `the consumer accepts the image that was offered to it`, `the stranger cannot look at the image that …`. */
function sentenceFor(judged: Judged): string {
  const { interaction, granted } = judged;
  const { caller, request } = interaction;
  const who =
    caller === null ? 'a caller without a valid token' : `the ${caller.replace('-reader', "'s reader")}`;
  const [verb = '', ...rest] = predicateOf(judged).split(' ');
  const does = granted ? `${verb}s` : `cannot ${verb}`;
  const isList = request.path.endsWith('/images');
  const sentence = [who, does, ...rest].join(' ').replace(/,$/, '') + (isList ? '' : queryWords(request));
  return sentence.replaceAll('${', '{');
}

/** What is done, the verb first and in its plain form. */
function predicateOf(judged: Judged): string {
  const { interaction } = judged;
  const { method, path } = interaction.request;
  const read = readPath(plainPath(path));
  const routed = read === undefined ? undefined : findRoute(method, read);
  if (routed?.kind !== 'routed')
    return /^\/(?:versions)?$/.test(path) ? 'ask which versions there are' : `send ${method} ${path}`;
  const { operation } = routed.route;
  const image = imageNoun(interaction, routed.parameters['image_id']);
  const tag = JSON.stringify(routed.parameters['tag_value']);
  const make = predicates[operation];
  if (make !== undefined) return make({ ...judged, image, tag });
  return operation.startsWith('show') && path.startsWith('/v2/schemas/')
    ? `read the schema of ${path.slice('/v2/schemas/'.length)}`
    : operation.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A path as it is routed: without the minor version, and without the tenant that Cloud Images takes besides. */
function plainPath(path: string): string {
  return path.replace(/^\/v2[.\d]*(?:\/\$\{\w+\}(?=\/images))?/, '/v2');
}

interface Said extends Judged {
  /** `the image that was offered to it` */
  readonly image: string;
  readonly tag: string;
}

/** The operations in words; those that are missing are said by their names: `list tasks`. */
const predicates: Readonly<Record<string, (said: Said) => string>> = {
  listImages: listWords,
  createImage: ({ interaction: { request } }) => {
    const visibility = fieldsIn(request)['visibility'];
    return `create a${typeof visibility === 'string' ? ` ${visibility} image` : 'n image'}`;
  },
  showImage: ({ image }) => `look at ${image}`,
  updateImage: ({ image, interaction: { request } }) => changeWords(image, request),
  deleteImage: ({ image }) => `delete ${image}`,
  downloadImage: ({ image }) => `download the data of ${image}`,
  uploadImage: ({ image }) => `upload data for ${image}`,
  stageImage: ({ image }) => `stage data for ${image}`,
  importImage: ({ image }) => `import data into ${image}`,
  listImageTasks: ({ image }) => `list the tasks of ${image}`,
  listLocations: ({ image }) => `look where the data of ${image} lies`,
  addLocation: ({ image }) => `say where the data of ${image} lies`,
  deactivateImage: ({ image }) => `deactivate ${image}`,
  reactivateImage: ({ image }) => `reactivate ${image}`,
  addTag: ({ image, tag }) => `add the tag ${tag} to ${image}`,
  removeTag: ({ image, tag }) => `remove the tag ${tag} from ${image}`,
  listMembers: ({ image }) => `list the members of ${image}`,
  addMember: ({ image, interaction }) => `add ${memberNoun(interaction)} to ${image}`,
  showMember: ({ image, interaction }) => `look at ${memberNoun(interaction)} of ${image}`,
  updateMember: ({ image, interaction }) => answerWords(image, interaction),
  removeMember: ({ image, interaction }) => `remove ${memberNoun(interaction)} from ${image}`,
};

function fieldsIn({ body }: RequestTemplate): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
}

function listWords({ interaction, granted, found }: Judged): string {
  const { given, request } = interaction;
  const images = given
    .filter(({ state }) => state === 'an image')
    .map(({ parameters }) => imageWords(interaction, parameters));
  const list = `images${queryWords(request)}`;
  if (request.query?.['id'] !== undefined && images.length === 1)
    return `${found ? 'find' : `look ${granted ? 'in vain ' : ''}for`} ${images[0]} in the list of ${list}`;
  const named = images.length === 0 ? '' : `, ${found ? 'among them' : 'without'} ${images.join(', and ')}`;
  return `list ${list}${named}`;
}

/** ` with member_status=pending and visibility=shared`; an id is in the words for the image already. */
function queryWords({ query = {} }: RequestTemplate): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    name === 'id' && typeof value === 'string' && value.startsWith('${')
      ? []
      : [value].flat().map((each) => `${name}=${each}`),
  );
  return pairs.length === 0 ? '' : ` with ${pairs.toSorted().join(' and ')}`;
}

/** `make its image private`, `change os_distro and tags of its image`. */
function changeWords(image: string, { body }: RequestTemplate): string {
  const steps = typeof body === 'string' ? jsonOrText(body) : body;
  const all = (Array.isArray(steps) ? steps : []) as readonly (Readonly<Record<string, unknown>> | null)[];
  const [first] = all;
  const { value } = first ?? {};
  if (all.length === 1 && first?.['path'] === '/visibility' && typeof value === 'string')
    return `make ${image} ${value}`;
  const names = all.map((step) => String(step?.['path'] ?? '').replace('/', ''));
  const known = [...new Set(names)].filter((name) => name !== '');
  return known.length === 0 ? `change ${image}` : `change ${known.join(' and ')} of ${image}`;
}

const answers: Readonly<Record<string, string>> = {
  accepted: 'accept',
  rejected: 'reject',
};

/** `accept the image that was offered to it`, `reject its image for the consumer, a pending member,`. */
function answerWords(image: string, interaction: Interaction): string {
  const { status } = fieldsIn(interaction.request);
  const member = memberIn(interaction);
  const isOwn = member === ownTenant(interaction);
  const verb = typeof status === 'string' ? answers[status] : undefined;
  if (verb !== undefined)
    return isOwn ? `${verb} ${image}` : `${verb} ${image} for ${memberNoun(interaction)}`;
  const to = typeof status === 'string' ? `the status ${JSON.stringify(status)}` : 'a status';
  return isOwn ? `give itself ${to} for ${image}` : `give ${memberNoun(interaction)} ${to} for ${image}`;
}

function ownTenant({ caller }: Interaction): string | undefined {
  return caller === null ? undefined : cast[caller].tenant;
}

/** Who is named as a member by a request: a part of the contract, or another text. */
function memberIn({ request }: Interaction): string {
  const segment = /\/members\/([^/]+)$/.exec(request.path)?.[1];
  const { member } = fieldsIn(request);
  const named = segment ?? (typeof member === 'string' ? member : '');
  return named.replace(/^\$\{(\w+)\}$/, '$1').replaceAll('_', '-');
}

/** `the consumer, a pending member`, `itself`. */
function memberNoun(interaction: Interaction): string {
  const member = memberIn(interaction);
  if (member === ownTenant(interaction)) return 'itself as a member';
  if (member === '') return 'a member';
  const name = isCastTenant(member) ? `the ${member}` : JSON.stringify(member);
  const standing = standingIn(interaction, member);
  return `${name}${standing === undefined ? '' : `, ${article(standing)} ${standing} member,`}`;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? 'an' : 'a';
}

function standingIn({ given }: Interaction, member: string): string | undefined {
  const all = given.flatMap(({ parameters }) => (parameters as ImageGiven).members ?? []);
  const found = all.find(({ tenant }) => tenant === member);
  return found && (found.removed === true ? 'removed' : (found.status ?? 'pending'));
}

function imageNoun(interaction: Interaction, id: string | undefined): string {
  const given = interaction.given.find(({ state }) => state === 'an image');
  if (given !== undefined) return imageWords(interaction, given.parameters);
  return id === undefined || id.startsWith('$')
    ? 'an image that does not exist'
    : `an image by ${JSON.stringify(id)}`;
}

/** How the membership of the caller reads behind an image. */
const relations: Readonly<Record<string, string>> = {
  pending: 'that was offered to it',
  accepted: 'that it accepted',
  rejected: 'that it rejected',
  removed: 'that is no longer shared with it',
};

/** `its private image`, `the image that was offered to it`, `the image that is not shared with it, without data`. */
function imageWords(interaction: Interaction, image: ImageGiven): string {
  const { as: _, owner = 'producer', visibility, members, ...others } = image;
  const own = ownTenant(interaction);
  const isOwner = owner === own;
  const noun = visibility === undefined ? 'image' : `${visibility} image`;
  const named = isOwner ? `its ${noun}` : `the ${noun}${owner === 'producer' ? '' : ` of the ${owner}`}`;
  const standing =
    own === undefined
      ? undefined
      : standingIn({ ...interaction, given: [{ state: '', parameters: { members } }] }, own);
  const isForeign = !isOwner && interaction.caller !== null && cast[interaction.caller].role !== 'admin';
  const unshared = isForeign && visibility === undefined ? 'that is not shared with it' : '';
  const relation = standing === undefined ? unshared : (relations[standing] ?? '');
  const details = imageDetails(others);
  return [[named, relation].filter((each) => each !== '').join(' '), ...details].join(', ');
}
