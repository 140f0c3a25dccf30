import type { AskFor, ImageChange } from '../ask.ts';
import { type Case, type Decided, hasOneOf, imageOf, personaOf } from '../case.ts';
import { callerReads, denied, isPermitted, reachesLevel } from '../checks.ts';
import { operations } from '../operations.ts';
import type { Image } from '../model.ts';
import type { Profile } from '../profile.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { dataFolder, store } from './imports.ts';

/** Where the data of images lies, by an API of its own: for the cloud's services, and in a store of files. */

/** Where the data of an image lies, by Glance's default for its store of files. Source: asked of Glance 33. */
export function locationOf(image: string): Location {
  return { url: `file://${dataFolder}/${image}`, metadata: { store } };
}

/** A place of data, as images show it. */
interface Location {
  readonly url: string;
  readonly metadata: { readonly store: string };
}

/** What a refusal calls the changes of locations: where they are not shown, and where the image has another status. */
const verbs: Readonly<Record<ImageChange['op'], readonly [unseen: string, untimely: string]>> = {
  add: ['add', 'add'],
  remove: ['remove', 'remove'],
  replace: ['update', 'replace'],
};

/**
 * Why the locations of an image are not changed, whoever may: where they are not shown, nobody says where data lies, and
 * a store of files takes no location but the one that it has. Undefined: they stay as they are.
 * Source: asked of Glance 25.1, with and without `show_multiple_locations`.
 */
export function locationsFixed(
  { locations }: Pick<Profile, 'locations'>,
  image: Image,
  change: ImageChange,
): Refusal | undefined {
  const { op, path, value } = change;
  const [unseen, untimely] = verbs[op];
  const { status } = image;
  if (!locations.multiple) return refuse('locationsInvisible', { verb: unseen });
  if (status !== 'active' && (op === 'remove' || status !== 'queued'))
    return refuse('locationsUntimely', { verb: untimely, status });
  if (op === 'remove') return refuse('locationLast');
  const given = [value].flat() as readonly GivenLocation[];
  if (given.some((each) => 'validation_data' in each)) return notTaken(image, 'with validation_data');
  if (op === 'replace') return replaced(image, given);
  return /^(?:\d+|-)$/.test(path[1] ?? '') ? refuse('locationUnfit') : refuse('locationPlaceless');
}

/** A location as the schema lets it pass. */
interface GivenLocation {
  readonly url: string;
  readonly metadata: object;
}

/** In place of what is there come the same places alone. What else their metadata say, another store too, is not kept: the fake says so. */
function replaced({ id, data, status }: Image, given: readonly GivenLocation[]): Refusal | undefined {
  if (data === null) return refuse('locationUnfit');
  const { url } = locationOf(id);
  const [only, ...others] = given;
  if (only?.url !== url || others.length > 0) {
    const place = `{'id': 1, 'url': '${url}', 'metadata': {'store': '${store}'}, 'status': '${status}'}`;
    return refuse('locationsPresent', { locations: `[${place}]` });
  }
  const isOther = Object.entries(only.metadata).some(([key, said]) => key !== 'store' || said !== store);
  return isOther ? notTaken({ id }, 'with metadata') : undefined;
}

function notTaken({ id }: Pick<Image, 'id'>, how: string): Refusal {
  return refuse('notServed', { method: 'PATCH', path: `v2/images/${id} of locations ${how}` });
}

type OnLocations = AskFor<'listLocations' | 'addLocation'>;

/** `locationAddable`: data is added to an image that has none, which is looked at before anybody's permission. Source: asked of Glance 30 and 33. */
export function locationAddable(asked: Case<AskFor<'addLocation'>>): Refusal | undefined {
  const { status } = imageOf(asked);
  return status === 'queued' ? undefined : refuse('locationsFixed', { status });
}

/**
 * `locationPermitted`: services may, whatever they are to an image that they see; others as the permission table has it, and an
 * administrator to whom it refuses as what it would be without that role. Source: asked of Glance 30 and 33.
 */
export function locationPermitted(asked: Case<OnLocations>): Refusal | undefined {
  if (actsForCloud(asked) || isPermitted(asked) || isPermitted({ ...asked, persona: unraised(asked) }))
    return undefined;
  const { policy } = operations[asked.ask.operation];
  return callerReads(asked) ?? denied(asked, asked.permission, { policy, image: asked.ask.image });
}

function actsForCloud({ profile, caller }: Case): boolean {
  return reachesLevel(profile, caller, 'any') && hasOneOf(caller, profile.services);
}

/** What the caller would be to the image without a role above ownership. */
function unraised(asked: Case): Case['persona'] {
  return personaOf(asked.caller, imageOf(asked), { ...asked.profile, administrators: [] });
}

/**
 * `storeTakesLocations`: a store of files takes no location from a user, and that of a service passes where its digest has the
 * right length and its URL the filter of imports. Source: asked of Glance 30 and 33.
 */
export function storeTakesLocations(asked: Case<AskFor<'addLocation'>>): Refusal | undefined {
  return actsForCloud(asked) ? asked.ask.given.problem() : refuse('storeTakesNoLocation');
}

/** Shows where the data lies: of a deactivated image, to administrators alone. Source: asked of Glance 33. */
export function listLocations(asked: Case<AskFor<'listLocations'>>): Decided {
  const { id, data, status } = imageOf(asked);
  const isShown = data !== null && (status !== 'deactivated' || asked.persona === 'administrator');
  return { changes: [], view: { kind: 'locations', images: isShown ? [id] : [] } };
}
