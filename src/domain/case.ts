import type { Ask } from './ask.ts';
import type { Change, Cloud } from './cloud.ts';
import { imageKey, sameToDatabase } from './collation.ts';
import type { Limits } from './limits.ts';
import type { Caller, Digests, Image, Member, Role, Task } from './model.ts';
import type { Outcome, Permission, Persona } from './permissions.ts';
import type { CheckName, Profile } from './profile.ts';
import type { Refusal } from './refusals.ts';

/** What every decision may look at. */
export interface Setting {
  readonly cloud: Cloud;
  readonly profile: Profile;
  readonly limits: Limits;
  readonly caller: Caller;
  /** The world's time, whole seconds, as in `model.ts`. */
  readonly at: string;
  /** The same in milliseconds since 1970. */
  readonly now: number;
  /** The id that the answer names the request by. */
  readonly requestId: string;
  /** A new id of an image or a task. */
  uuid(): string;
  /** The digests of image data. */
  digest(bytes: Uint8Array): Digests;
}

/** One ask before the checks: who asks what of which image, with all that follows from that looked up once. */
export interface Case<A extends Ask = Ask> extends Setting {
  readonly ask: A;
  /** The line of the profile's permission table that applies. */
  readonly permission: Permission;
  /** The image that the ask names, whether or not the caller may see it. */
  readonly image: Image | undefined;
  /** What the caller is to it; where none is there, a stranger, and where none is named, as `withoutImage` has it. */
  readonly persona: Persona;
  /** The membership that the ask names, where the caller may see it. */
  readonly member: Member | undefined;
  /** What the operation does once its checks have passed: for the last of them to look at. */
  outcome(): Decided;
}

/**
 * Looks up what the ask names.
 * @param effect works out what the operation does once its checks have passed.
 */
export function caseOf<A extends Ask>(
  setting: Setting,
  ask: A,
  effect: (asked: Case<A>) => Decided,
): Case<A> {
  return new AskedCase(setting, ask, effect);
}

/**
 * A class: each request makes one. Property by property: to copy a setting whole costs as much as most decisions. A copy of a case
 * (`{ ...asked }`) has no outcome.
 */
class AskedCase<A extends Ask> implements Case<A> {
  readonly cloud: Cloud;
  readonly profile: Profile;
  readonly limits: Limits;
  readonly caller: Caller;
  readonly at: string;
  readonly now: number;
  readonly requestId: string;
  readonly uuid: Setting['uuid'];
  readonly digest: Setting['digest'];
  readonly ask: A;
  readonly permission: Permission;
  readonly image: Image | undefined;
  readonly persona: Persona;
  readonly member: Member | undefined;
  readonly #effect: (asked: Case<A>) => Decided;
  #decided: Decided | undefined;

  constructor(setting: Setting, ask: A, effect: (asked: Case<A>) => Decided) {
    const { cloud, profile, caller } = setting;
    const image = 'image' in ask ? cloud.images.get(imageKey(ask.image)) : undefined;
    const persona = image ? personaOf(caller, image, profile) : withoutImage(setting, ask);
    const permission = profile.permissions[ask.operation];
    const named = image && 'member' in ask ? ask.member : undefined;
    this.cloud = cloud;
    this.profile = profile;
    this.limits = setting.limits;
    this.caller = caller;
    this.at = setting.at;
    this.now = setting.now;
    this.requestId = setting.requestId;
    this.uuid = setting.uuid;
    this.digest = setting.digest;
    this.ask = ask;
    this.permission = permission;
    this.image = image;
    this.persona = persona;
    const outcome = outcomeIn(this, permission);
    this.member = image && named !== undefined ? visibleMember(image, named, outcome, caller) : undefined;
    this.#effect = effect;
    this.#decided = undefined;
  }

  outcome(): Decided {
    return (this.#decided ??= this.#effect(this));
  }
}

/** Where no image is named: a caller is the producer of what it creates for its own tenant, and of what it lists first of all. */
function withoutImage({ caller, profile }: Setting, ask: Ask): Persona {
  if (isAdministrator(caller, profile)) return 'administrator';
  if (ask.operation === 'listImages') return 'producer';
  const creates = ask.operation === 'createImage';
  return creates && (ask.given.owner === undefined || ask.given.owner === caller.tenant)
    ? 'producer'
    : 'stranger';
}

/**
 * The image of a case whose checks have passed.
 * @throws where there is none: the operation's list of checks lacks `imageVisible`.
 */
export function imageOf(asked: Case): Image {
  if (asked.image === undefined) throw new Error(`${asked.ask.operation} was decided without an image`);
  return asked.image;
}

/**
 * The membership of a case whose checks have passed.
 * @throws where there is none: the operation's list of checks lacks `memberOnRecord`.
 */
export function memberIn(asked: Case): Member {
  if (asked.member === undefined) throw new Error(`${asked.ask.operation} was decided without a member`);
  return asked.member;
}

/** The membership of a tenant on an image, whatever the case of its id; removed ones are not on record. */
export function memberOf(image: Image, tenant: string | null): Member | undefined {
  const member = tenant === null ? undefined : image.members.get(tenant);
  return member?.removed === false ? member : undefined;
}

/** Whether a caller stands above ownership. Source: the profile's `administrators`. */
export function isAdministrator(caller: Caller, profile: Profile): boolean {
  return hasOneOf(caller, profile.administrators);
}

/** Whether a caller has one of some roles. */
export function hasOneOf({ roles }: Caller, wanted: readonly Role[]): boolean {
  return wanted.some((role) => roles.has(role));
}

/**
 * What a caller is to an image.
 *
 * An image without owner is seen by everybody (RULES.md §4, `is_image_visible`); a shared one makes a
 * consumer of whoever sees it without owning it.
 */
export function personaOf(caller: Caller, image: Image, profile: Profile): Persona {
  if (isAdministrator(caller, profile)) return 'administrator';
  if (image.owner !== null && image.owner === caller.tenant) return 'producer';
  const seenBy = profile.visibilities[image.visibility]?.seenBy;
  if (seenBy === 'everyone') return 'onlooker';
  if (seenBy === 'members' && (image.owner === null || memberOf(image, caller.tenant))) return 'consumer';
  return image.owner === null ? 'onlooker' : 'stranger';
}

/**
 * What a line of the table says to the caller of a case. An administrator is the producer of the images of its own tenant, too: what a
 * policy grants to owners, it may do to them even where the line refuses administrators. Source: asked of Glance 25.1 with the rule
 * `is_admin:True or project_id:%(project_id)s`, in which `is_admin` holds for nobody.
 */
export function outcomeIn(
  { persona, image, caller }: Pick<Case, 'persona' | 'image' | 'caller'>,
  line: Permission,
): Outcome {
  const outcome = line[persona];
  if (persona !== 'administrator' || outcome === 'yes' || image === undefined) return outcome;
  return image.owner !== null && image.owner === caller.tenant && line.producer === 'yes' ? 'yes' : outcome;
}

/** Which members are there for whom an outcome holds, whether or not it may do something to them. */
const sights: { readonly [O in Outcome]: 'all' | 'own' | 'none' } = {
  yes: 'all',
  self: 'all',
  no: 'all',
  own: 'own',
  'own no': 'own',
  hidden: 'none',
  never: 'none',
};

/**
 * The members on record that are there for a caller, in order: all of them, or only itself. The database compares owners
 * too, so for an owner in other letters they are all there. Source: asked of Glance 25.1.
 */
export function visibleMembers(image: Image, outcome: Outcome, caller: Caller): readonly Member[] {
  const sight = sightOf(image, outcome, caller);
  if (sight === 'all')
    return image.members
      .values()
      .filter(({ removed }) => !removed)
      .toArray();
  const own = sight === 'own' ? memberOf(image, caller.tenant) : undefined;
  return own === undefined ? [] : [own];
}

function sightOf(image: Image, outcome: Outcome, caller: Caller): 'all' | 'own' | 'none' {
  const sight = sights[outcome];
  return sight === 'own' && sameToDatabase(image.owner, caller.tenant) ? 'all' : sight;
}

/** The member of this id, if it is there for the caller. Ids are compared as the database does (RULES.md §7 item 9). */
function visibleMember(image: Image, id: string, outcome: Outcome, caller: Caller): Member | undefined {
  const sight = sightOf(image, outcome, caller);
  const isVisible = sight === 'all' || (sight === 'own' && sameToDatabase(id, caller.tenant));
  return isVisible ? memberOf(image, id) : undefined;
}

/** What the caller gets to see, before it becomes JSON. */
export type View =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'member'; readonly image: string; readonly member: Member; readonly echo: unknown }
  | {
      readonly kind: 'members';
      readonly image: string;
      /** In the order in which they were first added. */
      readonly members: readonly Member[];
      /** Milliseconds since one was removed last; undefined where none was. */
      readonly sinceRemoval: number | undefined;
    }
  | {
      readonly kind: 'image';
      readonly image: Image;
      readonly created: boolean;
      readonly administrator: boolean;
    }
  | {
      readonly kind: 'images';
      readonly images: readonly Image[];
      readonly full: boolean;
      readonly administrator: boolean;
    }
  | { readonly kind: 'data'; readonly image: Image }
  /** Where the data of an image lies; empty where it has none that the caller is told of. */
  | { readonly kind: 'locations'; readonly images: readonly string[] }
  /** What was asked for is done later. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'imageTasks'; readonly tasks: readonly Task[] }
  | { readonly kind: 'tasks'; readonly tasks: readonly Task[]; readonly full: boolean }
  | { readonly kind: 'task'; readonly task: Task };

/** An ask that was granted: what it does to the world, and what the caller sees. */
export interface Decided {
  readonly changes: readonly Change[];
  readonly view: View;
}

/** An ask that was refused: by which check, and how it is put. */
export interface Refused {
  readonly kind: 'refused';
  readonly check: CheckName;
  readonly refusal: Refusal;
}

/** What became of an ask. */
export type Decision = ({ readonly kind: 'granted' } & Decided) | Refused;
