import { closestWord } from './closest-word.ts';
import type { Cloud } from './cloud.ts';
import type { Action, Operation } from './operations.ts';
import { granting, type Level, type Persona, refusalOf } from './permissions.ts';
import type { Profile } from './profile.ts';
import { refusalRow, refusals, type RefusalName } from './refusals.ts';
import type { Detail, DecisionTrace, Trace, TracedCaller } from './trace.ts';

/** Where the names in a sentence come from, and whose rules it is about. */
export interface Reading {
  readonly cloud: Pick<Cloud, 'tenants' | 'users'>;
  readonly profile: Profile;
}

/**
 * Why a request was refused, as one English sentence with the names of the world; undefined where it was granted. Made
 * when it is read, from what the trace knows; for people who look into a journal, never for the wire.
 */
export function because(trace: Trace, reading: Reading): string | undefined {
  const { refused, decision } = trace;
  if (refused === null) return undefined;
  if (refused.detail !== undefined) return detailed(refused.detail, reading);
  const sentence = decision === null ? undefined : sentences[refused.check]?.(trace, decision, reading);
  return sentence ?? plain(refused.refusal, reading.profile);
}

/** What a refusal says by itself, without the places that a request fills in. */
function plain(name: string, profile: Profile): string {
  if (name === 'notServed') return 'this fake does not implement it';
  if (name === 'serverBroke') return 'Glance itself breaks on such a request, and answers without words';
  if (!Object.hasOwn(refusals, name)) return spaced(name);
  const words = refusalRow(name as RefusalName, profile)
    .words.replaceAll(/\{\w+\}/g, '…')
    .trim();
  return words.replace(/[.:]$/, '');
}

/** `credentialWithScope` as `credential with scope`. */
function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What is known of a login that was refused. */
type LoginDetail = Extract<
  Detail,
  { readonly kind: 'userUnknown' | 'roleMissing' | 'scopeUnknown' | 'passwordWrong' | 'apiKeyWrong' }
>;

function detailed(detail: Detail, reading: Reading): string {
  const { cloud } = reading;
  switch (detail.kind) {
    case 'userUnknown':
      return `no user ${detail.name.slice(0, 100)}${meant(detail.name, cloud)}`;
    case 'roleMissing':
      return `${userName(detail.user, cloud)} has no role on ${tenantName(detail.tenant, cloud)}`;
    case 'scopeUnknown':
      return 'the login names an unknown project';
    case 'passwordWrong':
      return `wrong password for ${userName(detail.user, cloud)}`;
    case 'apiKeyWrong':
      return `wrong API key for ${userName(detail.user, cloud)}`;
    default:
      return ofToken(detail, reading);
  }
}

/** Why a token does not count. */
function ofToken(detail: Exclude<Detail, LoginDetail>, { cloud }: Reading): string {
  switch (detail.kind) {
    case 'tokenMissing':
      return 'no token was sent';
    case 'tokenUnknown':
      return 'unknown token';
    case 'tokenExpired':
      return `the token expired at ${detail.at}`;
    case 'userDisabled':
      return `the user ${userName(detail.user, cloud)} is disabled`;
    case 'tenantDisabled':
      return `the tenant ${tenantName(detail.tenant, cloud)} is disabled`;
    case 'userGone':
      return 'the user of the token was deleted';
    case 'tenantGone':
      return 'the tenant of the token was deleted';
    case 'domainClosed':
      return `the domain ${detail.domain} is disabled or was deleted`;
    case 'rolesGone':
      return `${userName(detail.user, cloud)} has no role any more on what the token is for`;
    case 'credentialGone':
      return 'the application credential of the token was deleted';
    case 'accessRules':
      return 'the application credential of the token has access rules, which a Glance without a service type cannot check';
  }
}

type Sentence = (trace: Trace, decision: DecisionTrace, reading: Reading) => string | undefined;

/** The sentences of checks that the roles of producer, consumer and stranger decide; the others say what their refusal says. */
const sentences: Readonly<Record<string, Sentence>> = {
  imageVisible: ({ caller }, { image, persona }, reading) =>
    image === null
      ? 'there is no image with this id'
      : `${visibilityOf(image, reading)}; you are ${youAre(persona, caller, reading)}`,
  imageShared: (_, { image }, { profile }) => {
    const takers = Object.entries(profile.visibilities).filter(([, row]) => row.takesMembers);
    return `the image is ${image?.visibility}, and only ${takers.map(([name]) => name).join(' and ')} images have members`;
  },
  callerReads: ({ caller, operation }, _, reading) =>
    needsRole(operation, 'reader', caller, reading) ?? 'a private image without owner is for administrators',
  ownerPermitted: mayNot,
  callerPermitted: mayNot,
  changesPossible: (...told) => mayNotInPart(...told, changeRows),
  visibilityPermitted: (...told) => mayNotInPart(...told, visibilityRows),
  importPermitted: (...told) => mayNotInPart(...told, ['copyImage']),
  locationPermitted: mayNot,
  statusSettable: () => 'only an administrator can set this status',
  memberOnRecord: ({ caller }, { member, persona, outcome }, { cloud }) =>
    persona === 'consumer' && outcome.startsWith('own') && member !== caller?.tenant
      ? `a consumer sees only its own membership; you are ${tenantName(caller?.tenant ?? null, cloud)}`
      : `${tenantName(member, cloud)} is not a member of the image`,
  memberNew: (_, { member }, { cloud }) => `${tenantName(member, cloud)} is a member already`,
  statusKnown: () => 'a member cannot have this status',
  quotaLeft: () => 'the image has the maximum number of members',
  imageUnprotected: () => 'the image is protected',
  dataReleased: () => 'the image is deactivated, and only administrators can read its data',
};

/** Who may do it instead, or which role is missing. */
function mayNot(trace: Trace, decision: DecisionTrace, reading: Reading): string {
  const { operation, caller } = trace;
  const missing = granting.has(decision.outcome)
    ? needsRole(operation, levelOf(operation, reading), caller, reading)
    : undefined;
  const who = whoMay(operation, decision, reading);
  const you = youAre(decision.persona, caller, reading);
  return missing ?? `only ${who} can ${doing(operation)}; you are ${you}`;
}

const visibilityRows: readonly Action[] = ['publicizeImage', 'communitizeImage'];
const changeRows: readonly Action[] = [...visibilityRows, 'setLocation', 'deleteLocation'];

/**
 * Who may do it instead, where the operation itself or a part of it needs a permission; undefined where something else
 * refused. Which part it was, no trace says: the rows are named in which the caller may not.
 */
function mayNotInPart(
  trace: Trace,
  decision: DecisionTrace,
  reading: Reading,
  parts: readonly Action[],
): string | undefined {
  const { permissions } = reading.profile;
  const rows = [...(isOperation(trace.operation) ? [trace.operation] : []), ...parts];
  if (!rows.some((row) => refusalOf(permissions[row], decision.persona) === trace.refused?.refusal))
    return undefined;
  if (!granting.has(decision.outcome)) return mayNot(trace, decision, reading);
  // Whoever creates an image owns it.
  const persona = decision.image === null && decision.persona === 'stranger' ? 'producer' : decision.persona;
  const denied = parts.filter((row) => !granting.has(permissions[row][persona]));
  if (denied.length === 0) return mayNot(trace, decision, reading);
  const you = youAre(decision.persona, trace.caller, reading);
  return `you can ${doing(trace.operation)}, but not so: that needs ${denied.join(' or ')}; you are ${you}`;
}

/** What each operation is in a sentence: only … can … */
const doings: { readonly [O in Operation]: string } = {
  addMember: 'add members',
  listMembers: 'list the members',
  showMember: 'see the member',
  updateMember: 'change its status',
  removeMember: 'remove members',
  listImages: 'list images',
  createImage: 'create images for this owner',
  showImage: 'see the image',
  updateImage: 'change the image',
  deleteImage: 'delete the image',
  downloadImage: 'download the image',
  uploadImage: 'upload its data',
  stageImage: 'stage its data',
  importImage: 'import its data',
  listImageTasks: 'see its imports',
  listTasks: 'list imports',
  showTask: 'see the import',
  listLocations: 'see where its data lies',
  addLocation: 'say where its data lies',
  deactivateImage: 'deactivate the image',
  reactivateImage: 'reactivate the image',
  addTag: 'tag the image',
  removeTag: 'remove a tag',
};

function isOperation(name: string | null): name is Operation {
  return name !== null && Object.hasOwn(doings, name);
}

function doing(operation: string | null): string {
  return isOperation(operation) ? doings[operation] : 'do this';
}

/** Who may do an operation, in the words of its row in the permission table; administrators stand aside. */
function whoMay(
  operation: string | null,
  { image, member }: DecisionTrace,
  { cloud, profile }: Reading,
): string {
  const row = isOperation(operation) ? profile.permissions[operation] : undefined;
  const owner = image === null ? 'the owner' : `the owner, ${tenantName(image.owner, cloud)},`;
  const who = [
    row?.producer === 'yes' ? owner : [],
    row?.consumer === 'own' || row?.consumer === 'self' ? `member ${tenantName(member, cloud)}` : [],
    row?.consumer === 'yes' ? 'its members' : [],
  ].flat();
  return who.join(' or ') || 'an administrator';
}

/** What the caller is: `the owner, producer`. */
function youAre(persona: Persona, caller: TracedCaller | null, { cloud }: Reading): string {
  const tenant = caller === null ? null : caller.tenant;
  const name = tenant === null ? 'without a tenant' : (cloud.tenants.get(tenant)?.name ?? tenant);
  const words: { readonly [P in Persona]: string } = {
    producer: `the owner, ${name}`,
    consumer: `a member, ${name}`,
    onlooker: `${name}, neither its owner nor a member`,
    stranger: `${name}, a stranger to it`,
    administrator: `an administrator, ${name}`,
  };
  return words[persona];
}

function visibilityOf(
  { visibility, owner }: NonNullable<DecisionTrace['image']>,
  { cloud, profile }: Reading,
): string {
  const seenBy = profile.visibilities[visibility]?.seenBy;
  const others = seenBy === 'members' ? ' and its members' : '';
  return `the image is ${visibility}: only the owner, ${tenantName(owner, cloud)},${others} can see it`;
}

function levelOf(operation: string | null, { profile }: Reading): Level {
  return isOperation(operation) ? profile.permissions[operation].role : 'any';
}

/** What is missing where a role is; undefined where none is. */
function needsRole(
  operation: string | null,
  level: Level,
  caller: TracedCaller | null,
  { cloud, profile }: Reading,
): string | undefined {
  const wanted = level === 'any' ? undefined : profile.roles[level];
  if (wanted === undefined || caller === null || wanted.some((role) => caller.roles.includes(role)))
    return undefined;
  const had = caller.roles.length === 0 ? 'none' : caller.roles.join(', ');
  const where = caller.tenant === null ? 'without a tenant' : `on ${tenantName(caller.tenant, cloud)}`;
  const takes =
    wanted[0] === undefined ? `the level ${level}, which no role reaches` : `the role ${wanted[0]}`;
  return `to ${doing(operation)}, you need ${takes}; you have ${had} ${where}`;
}

/** A tenant by its id, and its name where the world has it: `123456 (consumer)`. */
function tenantName(id: string | null, { tenants }: Reading['cloud']): string {
  if (id === null) return 'nobody';
  const name = tenants.get(id)?.name;
  return name === undefined || name === id ? id : `${id} (${name})`;
}

function userName(id: string, { users }: Reading['cloud']): string {
  return users.get(id)?.name ?? id;
}

/** The question behind a name that a user nearly has. */
function meant(name: string, { users }: Reading['cloud']): string {
  const close = closestWord(
    name,
    Array.from(users.values(), (user) => user.name),
  );
  return close === undefined ? '' : `; did you mean ${close}?`;
}
