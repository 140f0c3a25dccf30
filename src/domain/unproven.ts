import { type Case, outcomeIn } from './case.ts';
import { grants, hasRole, imageShared } from './checks.ts';
import { sameToDatabase } from './collation.ts';
import type { Operation } from './operations.ts';
import type { Unproven, UnprovenName, Profile } from './profile.ts';
import { refusalOf } from './permissions.ts';
import type { Refusal, RefusalName } from './refusals.ts';
import { restsOn } from './unknown.ts';

/** A place where nobody knows what the service answers. */
export interface UnprovenPlace {
  /** What is not known. */
  readonly unknown: string;
  /** What is answered in its stead. */
  readonly answered: string;
  /** The refusals that touch it; `any`: all of them. */
  readonly refusals: readonly RefusalName[] | 'any';
  /** Whether an ask touches it, whatever is answered. */
  readonly asked?: (asked: Case, refusal: Refusal | undefined) => boolean;
}

/** Operations of which the guide says nothing. */
const undocumented: ReadonlySet<Operation> = new Set(['uploadImage', 'deactivateImage', 'reactivateImage']);

/** What is unproven. Source: CLOUD-IMAGES.md, what neither guides nor tests say. */
export const unprovenPlaces: { readonly [G in UnprovenName]: UnprovenPlace } = {
  errorBody: {
    unknown: 'what the body of a refusal looks like: the guide prints none',
    answered: "Glance's body, or with the option errorBody the one of Rackspace's other services",
    refusals: 'any',
  },
  duplicateMember: {
    unknown: 'the response to adding a member twice',
    answered: '409, as Glance',
    refusals: ['memberDuplicate'],
  },
  memberAgain: {
    unknown: 'what becomes of a member that was removed and is added again',
    answered: 'it is pending, and keeps its created_at, as in Glance',
    refusals: [],
    asked: (asked, refusal) => refusal === undefined && isFormerMember(asked),
  },
  memberIdForm: {
    unknown: 'whether the id of a member must be a number, as those of tenants are',
    answered: 'it may be any text, as in Glance',
    refusals: [],
    asked: (asked, refusal) => refusal === undefined && /\D/.test(addedMember(asked) ?? ''),
  },
  memberIdLength: {
    unknown: 'how long the id of a member may be',
    answered: '255 characters; beyond it 500, as Glance',
    refusals: [],
    asked: (asked, refusal) =>
      (refusal === undefined || refusal.name === 'serverErred') && (addedMember(asked)?.length ?? 0) > 255,
  },
  ownerAsMember: {
    unknown: 'whether an owner may add itself',
    answered: 'it may, as in Glance',
    refusals: [],
    asked: (asked, refusal) =>
      refusal === undefined && sameToDatabase(asked.image?.owner ?? null, addedMember(asked) ?? null),
  },
  publicMembers: {
    unknown: 'what is said of the members of an own image that is public',
    answered: '403, and 404 of a single member, as Glance',
    refusals: [],
    asked: (asked, refusal) => refusal !== undefined && isUnshared(asked),
  },
  roleRefusal: {
    unknown: 'the response to a caller without the role, and before which check',
    answered: '403, once the image is known to be there',
    refusals: [],
    asked: (asked, refusal) =>
      refusal?.name === refusalOf(asked.permission, asked.persona) && lacksRole(asked),
  },
  reservedProperty: {
    unknown: 'the response to setting a property that begins with com.rackspace',
    answered: '403',
    refusals: ['propertyReserved'],
  },
  bodyNotExpected: {
    unknown: 'the response to a body with GET and DELETE',
    answered: '400, as Glance',
    refusals: ['bodyNotExpected'],
  },
  tenantInPath: {
    unknown: "the response to a tenant in the path that is not the token's",
    answered: '403',
    refusals: ['tenantNotYours'],
  },
  otherOperation: {
    unknown: 'whether an account may upload data and deactivate images: the guide has no page of it',
    answered: 'it may, as in Glance; who may create may upload',
    refusals: [],
    asked: ({ ask }) => undocumented.has(ask.operation),
  },
  updateOfNoMember: {
    unknown: 'the response to an owner who sets the status of a tenant that is not a member',
    answered: '403, as for a member',
    refusals: [],
    asked: (asked, refusal) =>
      refusal !== undefined &&
      asked.ask.operation === 'updateMember' &&
      asked.persona === 'producer' &&
      asked.member === undefined &&
      !isUnshared(asked),
  },
  rateLimit: {
    unknown: 'how many requests are allowed in a minute',
    answered: 'as many as one likes, unless the option requestsPerMinute says otherwise; then 413',
    refusals: ['overLimit'],
  },
};

function addedMember({ ask }: Case): string | undefined {
  return ask.operation === 'addMember' ? (ask.given.text ?? undefined) : undefined;
}

function isFormerMember(asked: Case): boolean {
  const id = addedMember(asked);
  return id !== undefined && asked.image?.members.get(id)?.removed === true;
}

function isUnshared(asked: Case): boolean {
  const { image, permission } = asked;
  return image !== undefined && outcomeIn(asked, permission) !== 'hidden' && imageShared(asked) !== undefined;
}

function lacksRole(asked: Case): boolean {
  return grants(asked, outcomeIn(asked, asked.permission)) && !hasRole(asked, asked.permission);
}

/** Whether a place touches every refusal, and so says little of a single one. */
export function isEverywhere(name: Unproven): boolean {
  return isPlace(name) && unprovenPlaces[name].refusals === 'any';
}

/** What is not known where an answer is unproven. */
export function unknownIn(name: Unproven): string {
  return isPlace(name) ? unprovenPlaces[name].unknown : `the profile lists ${name} as unknown`;
}

function isPlace(name: Unproven): name is UnprovenName {
  return Object.hasOwn(unprovenPlaces, name);
}

/** What an answer touches of what is unproven in a profile. @param asked undefined where no decision was reached. */
export function unprovenIn(
  profile: Profile,
  refusal: Refusal | undefined,
  asked?: Case,
): readonly Unproven[] {
  const unknown = profile.own?.unknown;
  if (unknown === undefined && profile.unproven.length === 0) return profile.unproven;
  const entries = unknown === undefined ? [] : restsOn(unknown, refusal, asked);
  const places = profile.unproven.filter((name) => {
    const { refusals, asked: touches } = unprovenPlaces[name];
    const refused = refusal !== undefined && (refusals === 'any' || refusals.includes(refusal.name));
    return refused || (asked !== undefined && (touches?.(asked, refusal) ?? false));
  });
  return entries.length === 0 ? places : [...places, ...entries];
}
