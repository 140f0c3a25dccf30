import type { Role, Visibility } from './model.ts';
import type { Action, CloudDocument, Operation, Transition } from './operations.ts';
import type { Level, Permission } from './permissions.ts';
import type { OwnRefusals } from './refusals.ts';
import type { Release } from './release.ts';
import type { ReleaseName } from './releases.ts';
import type { VisibilityFilter, VisibilityRow } from './visibilities.ts';

/** The form that the body of a refusal has: Glance's own, or the general one of Rackspace's services. */
export type ErrorBody = 'glance' | 'general';

/** A rule that may be had otherwise: what else the tables say once the switch is on. */
export interface Switch {
  /** What is so once it is on. */
  readonly meaning: string;
  readonly source: string;
  /** The cells of the permission table that it replaces. */
  readonly permissions?: { readonly [A in Action]?: Partial<Permission> };
  /** The checks that no operation has any more. */
  readonly unchecked?: readonly CheckName[];
  /** The rules about members that it replaces. */
  readonly members?: Partial<MemberRules>;
}

/** The formats of an error in Glance's form, as `Accept` chooses among them. */
export interface ErrorFormats {
  /** Those on offer; among equals the first is taken. */
  readonly offered: readonly ('text/html' | 'application/json')[];
  /** What is sent where none of them is accepted, or nothing is said. */
  readonly otherwise: 'text/plain' | 'application/json';
}

/** How a profile shows images and members, and what it takes of them. */
export interface Wire {
  /** Which JSON Schemas are served, and hold for requests: Glance's of today, or those that Rackspace documents. */
  readonly schemas: 'glance' | 'rackspace';
  /** Attributes of Glance's images that are none here: not shown, and names of free properties like others. */
  readonly withheld: readonly string[];
  /** Beginnings of property names that only the cloud sets. */
  readonly reservedPrefixes: readonly string[];
  /** Attributes that stay once there is data. */
  readonly fixedWithData: readonly string[];
  /** Operations that the service does not have: their paths are none. */
  readonly absent: readonly (Operation | 'copyImage' | CloudDocument)[];
  /** The level from which the lists of metadata definitions, which are empty, are shown to a caller; null: there are none. */
  readonly metadefs: Level | null;
  /** Whether the answer to a creation names the ways to import data, and the stores. */
  readonly importHeaders: boolean;
  /** Whether a tenant may stand in the path: `/v2/{tenant}/images`. */
  readonly tenantInPath: boolean;
  /** Whether a path may end in `.json`, which asks for JSON. */
  readonly jsonSuffix: boolean;
  /** Media types that JSON bodies must have, others being 415, besides those that an operation asks for by itself; empty: any will do. */
  readonly jsonTypes: readonly string[];
  readonly errorFormats: ErrorFormats;
  /** The form of error bodies, unless a world asks for another one. */
  readonly errorBody: ErrorBody;
}

/** What else holds for members besides who may do what. */
export interface MemberRules {
  /** How a member is refused that is added twice. */
  readonly duplicate: 'memberDuplicate' | 'serverErred';
  /** Whether a removed member that is added again is a duplicate. */
  readonly removedStay: boolean;
  /** Which statuses a member may be given: those of the table, or whatever text its column in the database holds. */
  readonly statuses: 'known' | 'any';
  /** How the reply to a creation shows the id: as it was sent, a number for one, or as it is kept, a text. */
  readonly echo: 'sent' | 'kept';
}

/** What the logins of a profile say of the cloud. */
export interface IdentityFacts {
  readonly region: string;
  /** The image service as the catalog has it; `path` leads from the fake's base to it. */
  readonly imageService: { readonly name: string; readonly path: string };
  /** Whether Identity v2.0 is served, unless a world asks otherwise. */
  readonly servesV2: boolean;
  /** What the ids of tenants and users are made of where a seed leaves them out. */
  readonly ids: 'hex' | 'digits';
  /** Whether the wire calls a tenant by its id: in Identity v2.0 of Rackspace name and id are one. */
  readonly tenantNamedById: boolean;
  /** The role of a user for whom a seed names none. */
  readonly defaultRole: Role;
}

/** Whose rules a world follows: data, no code. */
export interface Profile {
  readonly name: string;
  /** One sentence for humans. */
  readonly title: string;
  /** The release of OpenStack whose facts are shown. */
  readonly release: Release;
  /** Whether a world may choose another release. */
  readonly releaseIsFree: boolean;
  /** Who may do what. */
  readonly permissions: { readonly [A in Action]: Permission };
  /** What is looked at, first to last: the first check that refuses wins. */
  readonly checks: { readonly [O in Operation]: readonly CheckFor<O>[] };
  /** The roles that reach each level that the permissions ask for; with `any`, every token does. */
  readonly roles: Readonly<Record<Level, readonly Role[]>>;
  /** The roles that stand above ownership. */
  readonly administrators: readonly Role[];
  /** The roles of the cloud's own services, which may know and say where the data of an image lies that they see. */
  readonly services: readonly Role[];
  /** The visibilities that an image may have, and their effects. */
  readonly visibilities: { readonly [V in Visibility]?: VisibilityRow };
  /** What an image is created with that asks for no visibility. */
  readonly defaultVisibility: Visibility;
  /** The words of the image list's filter `visibility`, and what each finds. */
  readonly visibilityFilters: Readonly<Record<string, VisibilityFilter>>;
  /** Whether a token for the whole system is good for anything here. */
  readonly systemScope: boolean;
  /** Whether a private image without owner, which nobody is kept from seeing, may be read by others than administrators. */
  readonly ownerlessPrivateRead: boolean;
  /** The refusal of creating an image for another owner. */
  readonly foreignOwner: 'ownerNotYours' | 'ownerNotYoursLegacy';
  readonly members: MemberRules;
  /** Images on a page of the image list where `limit` is not given, and the most that `limit` may ask for. */
  readonly page: { readonly size: number; readonly most: number };
  /** Members that an image may have, unless a world asks for another number; Infinity: as many as one likes. */
  readonly membersPerImage: number;
  /** Properties and tags that an image may have; Infinity: as many as one likes. Glance's `image_property_quota` and `image_tag_quota`. */
  readonly quotas: { readonly properties: number; readonly tags: number };
  /** Where data lies, as images show it. Glance's `show_multiple_locations`, by which owners may change it, and `show_image_direct_url`. */
  readonly locations: { readonly multiple: boolean; readonly directUrl: boolean };
  /** The ways to import data that the cloud enables. Glance's `enabled_import_methods`. */
  readonly importMethods: readonly string[];
  /** Refusals that have another status or other words than the table of refusals says. */
  readonly refusals: OwnRefusals;
  readonly wire: Wire;
  readonly identity: IdentityFacts;
  /** Where nobody knows what the service answers; answers that touch one are marked as unproven. */
  readonly unproven: readonly UnprovenName[];
  /** Observed behaviour that a world may ask for, by name. */
  readonly switches: Readonly<Record<string, Switch>>;
  /** What it was made from; null for those that are built in. */
  readonly own: OwnProfile | null;
}

/** A profile as one writes it: a built-in one by its name, and what is otherwise. Sources: `docs/profiles.md`, `profile-schema.ts`. */
export interface OwnProfile {
  /** Where editors find the JSON Schema of this file; the fake does not look at it. */
  readonly $schema?: string;
  /** Not the name of a built-in one. */
  readonly name: string;
  readonly title?: string;
  readonly based_on: 'glance' | 'glance-legacy' | 'rackspace';
  /** The release that a world shows unless it asks for another one. */
  readonly release?: ReleaseName;
  /** The cells of the permission table that are otherwise. */
  readonly permissions?: { readonly [A in Action]?: Partial<Permission> };
  /** The roles that reach each level; a level of its own may be named by `permissions`. */
  readonly roles?: Readonly<Record<Level, readonly Role[]>>;
  readonly administrators?: readonly Role[];
  /** The whole order of the checks of an operation. */
  readonly checks?: { readonly [O in Operation]?: readonly CheckName[] };
  readonly visibilities?: readonly Visibility[];
  readonly default_visibility?: Visibility;
  readonly page?: { readonly size?: number; readonly most?: number };
  /** How many an image may have; null: as many as one likes. */
  readonly limits?: {
    readonly members_per_image?: number | null;
    readonly properties?: number | null;
    readonly tags?: number | null;
  };
  /** Whether images show where their data lies. */
  readonly locations?: { readonly multiple?: boolean; readonly direct_url?: boolean };
  /** The ways to import data that are enabled. */
  readonly import_methods?: readonly string[];
  readonly refusals?: OwnRefusals;
  readonly members?: {
    readonly duplicate?: MemberRules['duplicate'];
    readonly removed_stay?: boolean;
    readonly statuses?: MemberRules['statuses'];
    readonly echo?: MemberRules['echo'];
  };
  /** Switches of the base that are on. */
  readonly observed?: readonly string[];
  /** Operations that the service does not have. */
  readonly absent?: readonly Operation[];
  /** The region of the catalog. */
  readonly region?: string;
  /** What a cloud answered, by the entry that rests on it: `addMember.producer`, `page.size`. */
  readonly evidence?: Readonly<Record<string, Evidence>>;
  /** The entries of which nobody knows what they are, each with the reason. Answers that rest on one are unproven. */
  readonly unknown?: Readonly<Record<string, string>>;
}

/** What a cloud was asked, and what it answered. */
export interface Evidence {
  readonly request: string;
  readonly status: number;
  readonly words?: string;
}

/** The operations on a member that is on record already. */
type OnMember = 'showMember' | 'updateMember' | 'removeMember';
/** The operations whose requests name an image. */
type OnImage = Exclude<Operation, 'listImages' | 'createImage' | 'listTasks' | 'showTask'>;

/** The checks there are, each with the operations that it can be a check of: those whose requests have what it looks at. */
export interface Checked {
  readonly imageVisible: OnImage;
  readonly imageShared: OnMember | 'addMember' | 'listMembers';
  readonly callerReads: OnImage;
  readonly callerPermitted: Operation;
  readonly memberOnRecord: OnMember;
  readonly statusKnown: 'updateMember';
  readonly statusSettable: 'updateMember';
  readonly quotaLeft: 'addMember';
  readonly memberWritable: 'addMember';
  readonly memberNew: 'addMember';
  readonly memberStorable: 'addMember';
  readonly ownerPermitted: 'createImage';
  readonly visibilityPermitted: 'createImage';
  readonly valuesValid: 'createImage';
  readonly propertiesFree: 'createImage';
  readonly imageIdFree: 'createImage';
  readonly flagsKnown: 'listImages';
  readonly filtersPossible: 'listImages';
  readonly markerVisible: 'listImages';
  readonly changesPossible: 'updateImage';
  readonly imageUnprotected: 'deleteImage';
  readonly tagPresent: 'removeTag';
  readonly tagFits: 'addTag';
  readonly dataReleased: 'downloadImage';
  readonly transitionPossible: Transition;
  readonly formatsSet: 'uploadImage' | 'stageImage';
  readonly spaceLeft: 'uploadImage' | 'stageImage';
  readonly sizeFits: 'uploadImage' | 'stageImage';
  readonly formatFits: 'uploadImage';
  readonly importFits: 'importImage';
  readonly importPermitted: 'importImage';
  readonly importUnlocked: 'importImage';
  readonly storesKnown: 'importImage';
  readonly sourceAllowed: 'importImage';
  readonly importStorable: 'importImage';
  readonly locationAddable: 'addLocation';
  readonly locationPermitted: 'listLocations' | 'addLocation';
  readonly storeTakesLocations: 'addLocation';
  readonly taskListPossible: 'listTasks';
  readonly taskOnRecord: 'showTask';
  readonly roomLeft: Operation;
}

/** The name of a check. What each looks at and how it refuses stands in `checks.ts`, `members.ts` and `images/`. */
export type CheckName = keyof Checked;

/** The checks that an operation can have. A profile puts those that it has in order. */
export type CheckFor<O extends Operation> = {
  readonly [C in CheckName]: O extends Checked[C] ? C : never;
}[CheckName];

/** The places where nobody knows what a service answers, in the order in which they are told; what each is stands in `unproven.ts`. */
export const unprovenNames = [
  'errorBody',
  'duplicateMember',
  'memberAgain',
  'memberIdForm',
  'memberIdLength',
  'ownerAsMember',
  'publicMembers',
  'roleRefusal',
  'reservedProperty',
  'bodyNotExpected',
  'tenantInPath',
  'otherOperation',
  'updateOfNoMember',
  'rateLimit',
] as const;

/** The name of such a place. */
export type UnprovenName = (typeof unprovenNames)[number];

/** What is unproven about an answer: a place by its name, or an entry of an own profile that is unknown, `addMember.producer`. */
export type Unproven = UnprovenName | 'default_visibility' | 'import_methods' | `${string}.${string}`;
