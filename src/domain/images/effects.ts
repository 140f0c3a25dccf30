import { isRefused } from '../refusals.ts';
import type { AskFor } from '../ask.ts';
import { type Case, imageOf, type Decided, type View } from '../case.ts';
import { imageChanged, withoutMembers } from '../cloud.ts';
import { noMembers } from '../member-table.ts';
import type { DeletedImage, Image } from '../model.ts';
import { selectImages } from './list.ts';
import { patched } from './patch.ts';
import { keptProperties } from './values.ts';

/** Lists images, a page of them. */
export function listImages(asked: Case<AskFor<'listImages'>>): Decided {
  const { images, full } = selectImages(asked.ask.list, asked);
  return {
    changes: [],
    view: { kind: 'images', images, full, administrator: asked.persona === 'administrator' },
  };
}

/** Creates an image: queued, of the profile's own visibility unless it was given another, the caller's unless it was given an owner. */
export function createImage(asked: Case<AskFor<'createImage'>>): Decided {
  const { given } = asked.ask;
  const image: Image = {
    id: given.id ?? asked.uuid(),
    name: given.name ?? null,
    owner: given.owner === undefined ? asked.caller.tenant : given.owner,
    visibility: given.visibility ?? asked.profile.defaultVisibility,
    status: 'queued',
    protected: given.protected ?? false,
    hidden: given.hidden ?? false,
    diskFormat: given.diskFormat ?? null,
    containerFormat: given.containerFormat ?? null,
    minDisk: (given.minDisk ?? 0) as number,
    minRam: (given.minRam ?? 0) as number,
    size: null,
    virtualSize: null,
    tags: [...new Set(given.tags)],
    properties: given.properties,
    createdAt: asked.at,
    updatedAt: asked.at,
    data: null,
    staged: null,
    members: noMembers,
  };
  return {
    changes: [{ kind: 'imageCreated', image: withoutMembers(stored(image)), members: [] }],
    view: shown(asked, image, true),
  };
}

/**
 * An image as it is kept, of which the reply still shows what was sent: an empty owner is none, and a float a whole
 * number. Source: asked of Glance 25.1.
 */
function stored(image: Image): Image {
  return {
    ...image,
    minDisk: Number(image.minDisk),
    minRam: Number(image.minRam),
    owner: image.owner === '' ? null : image.owner,
    properties: keptProperties(image.properties),
  };
}

/** Shows an image. */
export function showImage(asked: Case): Decided {
  return { changes: [], view: shown(asked, imageOf(asked), false) };
}

/**
 * Makes the changes of a patch.
 * @throws where one is refused: the operation's list of checks lacks `changesPossible`.
 */
export function updateImage(asked: Case<AskFor<'updateImage'>>): Decided {
  const image = patched(asked);
  if (isRefused(image)) throw new Error('updateImage was decided with a patch that is refused');
  // Under no id at all Glance saves the image nowhere.
  const isKept = image !== asked.image && image.id !== '';
  const changes = !isKept ? [] : [imageChanged(stored(image))];
  return { changes, view: shown(asked, image, false) };
}

/** Deletes an image with its members; its id stays taken. Source: RULES.md §4. */
export function deleteImage(asked: Case): Decided {
  const image = imageOf(asked);
  const gone = {
    status: 'deleted',
    updatedAt: asked.at,
    data: null,
    staged: null,
    tags: [],
    properties: {},
  } as const;
  const left: DeletedImage = { ...withoutMembers(image), ...gone };
  return { changes: [{ kind: 'imageDeleted', image: image.id, left }], view: { kind: 'nothing' } };
}

/** Adds a tag. */
export function addTag(asked: Case<AskFor<'addTag'>>): Decided {
  return tagged(asked, [...new Set([...imageOf(asked).tags, asked.ask.tag])]);
}

/** Takes a tag away. */
export function removeTag(asked: Case<AskFor<'removeTag'>>): Decided {
  return tagged(
    asked,
    imageOf(asked).tags.filter((tag) => tag !== asked.ask.tag),
  );
}

function tagged(asked: Case, tags: readonly string[]): Decided {
  const image = { ...imageOf(asked), tags, updatedAt: asked.at };
  return { changes: [imageChanged(image)], view: { kind: 'nothing' } };
}

function shown({ persona }: Case, image: Image, created: boolean): View {
  return { kind: 'image', image, created, administrator: persona === 'administrator' };
}
