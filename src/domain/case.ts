import type { Ask } from './ask.ts';
import { imageKey } from './collation.ts';
import type { Cloud } from './cloud.ts';
import type { Decided } from './decision.ts';
import type { Limits } from './limits.ts';
import { visibleMember } from './members/visible.ts';
import type { Caller, Digests, Image, Member } from './model.ts';
import type { Permission, Persona } from './permissions.ts';
import { isAdministrator, personaOf } from './persona.ts';
import type { Profile } from './profile.ts';

/** What every decision may look at. */
export interface Setting {
  readonly cloud: Cloud;
  readonly profile: Profile;
  readonly limits: Limits;
  readonly caller: Caller;
  /** The world's time, whole seconds, as in `model.ts`. */
  readonly at: string;
  /** A new image id. */
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

/** Looks up what the ask names. */
export function caseOf<A extends Ask>(setting: Setting, ask: A): Omit<Case<A>, 'outcome'> {
  const image = 'image' in ask ? setting.cloud.images.get(imageKey(ask.image)) : undefined;
  const persona = image ? personaOf(setting.caller, image, setting.profile) : withoutImage(setting, ask);
  const permission = setting.profile.permissions[ask.operation];
  const named = image && 'member' in ask ? ask.member : undefined;
  return {
    ...setting,
    ask,
    permission,
    image,
    persona,
    member:
      image && named !== undefined
        ? visibleMember(image, named, permission[persona], setting.caller)
        : undefined,
  };
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
