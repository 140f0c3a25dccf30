import type { AskFor } from '../ask.ts';
import { type Case, type Decided, imageOf } from '../case.ts';
import { imageChanged } from '../cloud.ts';
import type { Image } from '../model.ts';
import { type Transition, transitions } from '../operations.ts';
import { type Refusal, refuse } from '../refusals.ts';

/** `dataReleased`: the data of a deactivated image is for administrators only. Source: RULES.md §7 item 17. */
export function dataReleased(asked: Case): Refusal | undefined {
  const withheld = imageOf(asked).status === 'deactivated' && asked.persona !== 'administrator';
  return withheld ? refuse('dataForbidden') : undefined;
}

/** `transitionPossible`: the image's status is one from which the operation may start. Source: `transitions.ts`. */
export function transitionPossible(asked: Case<AskFor<Transition>>): Refusal | undefined {
  const { status } = imageOf(asked);
  const { from, through, refusal } = transitions[asked.ask.operation];
  return from.includes(status) ? undefined : refuse(refusal, { from: status, to: through });
}

/** `formatsSet`: data needs both formats. Source: recorded, 08-image_crud files/put-no-format. */
export function formatsSet(asked: Case): Refusal | undefined {
  const { diskFormat, containerFormat } = imageOf(asked);
  const missing = [diskFormat ? [] : ['disk_format'], containerFormat ? [] : ['container_format']].flat();
  if (missing.length === 0) return undefined;
  const noun = missing.length === 1 ? 'Property' : 'Properties';
  return refuse('formatsUnset', { properties: `${noun} ${missing.join(', ')}` });
}

/** `spaceLeft`: what the world keeps of all images together stays under its limit. */
export function spaceLeft(asked: Case<AskFor<'uploadImage' | 'stageImage'>>): Refusal | undefined {
  const kept = asked.cloud.usage.data + asked.ask.bytes.length;
  return kept <= asked.limits.imageBytes ? undefined : refuse('storageFull');
}

/**
 * `sizeFits`: the data is as long as the client says, where the release looks. None of 0 bytes is said.
 * Source: asked of Glance 33 (`x-openstack-image-size`).
 */
export function sizeFits({
  ask: { size = 0, bytes },
}: Case<AskFor<'uploadImage' | 'stageImage'>>): Refusal | undefined {
  if (size === 0 || size === bytes.length) return undefined;
  const words = { expected: String(size), got: String(bytes.length) };
  return refuse(bytes.length > size ? 'sizeExceeded' : 'sizeMissed', words);
}

/**
 * `formatFits`: the data has the format that the image says, where the release looks. Raw data may be of any, as may what
 * nobody can look into. Source: asked of Glance 30 and 33.
 */
export function formatFits(asked: Case<AskFor<'uploadImage'>>): Refusal | undefined {
  const { uploads, mediaTypes } = asked.profile.release;
  const said = imageOf(asked).diskFormat ?? 'raw';
  if (uploads.formats === 'any' || unchecked.has(said)) return undefined;
  const seen = formatOf(asked.ask.bytes);
  if (seen === (said === 'ploop' ? 'raw' : said)) return undefined;
  const detail = `Image disk_format ${said} does not match stream data ${seen}`;
  return refuse('mediaTypeUnsupported', {
    mediaType: 'application/octet-stream',
    ...(mediaTypes.explained && { detail }),
  });
}

/** Disk formats of images whose data is not looked into. */
const unchecked: ReadonlySet<string> = new Set(['raw', 'ami', 'ari', 'aki']);

/** The virtual size of data: Glance reads it off raw data without container only, and not off none. Asked of Glance 25.1. */
export function virtualSize(
  formats: Pick<Image, 'diskFormat' | 'containerFormat'>,
  size: number,
): number | null {
  const bare = formats.diskFormat === 'raw' && formats.containerFormat === 'bare';
  return bare && size > 0 ? size : null;
}

/** Stores the data; the image becomes active. */
export function uploadImage(asked: Case<AskFor<'uploadImage'>>): Decided {
  const { bytes } = asked.ask;
  const size = bytes.length;
  const data = { bytes, ...asked.digest(bytes) };
  return moved(asked, { data, size, virtualSize: virtualSize(imageOf(asked), size) });
}

/** Keeps the data aside for an import. */
export function stageImage(asked: Case<AskFor<'stageImage'>>): Decided {
  const { bytes } = asked.ask;
  return moved(asked, { staged: bytes, size: bytes.length });
}

/** Withholds the data from everybody but administrators. */
export function deactivateImage(asked: Case<AskFor<'deactivateImage'>>): Decided {
  return moved(asked, {});
}

/** Releases the data again. */
export function reactivateImage(asked: Case<AskFor<'reactivateImage'>>): Decided {
  return moved(asked, {});
}

/** Shows the data. */
export function downloadImage(asked: Case): Decided {
  return { changes: [], view: { kind: 'data', image: imageOf(asked) } };
}

/** A transition to the status that the image has already changes nothing. Source: RULES.md §7 item 18. */
function moved(asked: Case<AskFor<Transition>>, what: Partial<Image>): Decided {
  const before = imageOf(asked);
  const { to } = transitions[asked.ask.operation];
  const image = { ...before, ...what, status: to, updatedAt: asked.at };
  return {
    changes: before.status === to ? [] : [imageChanged(image)],
    view: { kind: 'nothing' },
  };
}

/** Bytes at a place by which the data of a format is known. */
interface Mark {
  readonly format: string;
  readonly at: number;
  readonly bytes: readonly number[];
}

function mark(format: string, at: number, text: string): Mark {
  return { format, at, bytes: Array.from(text, (character) => character.charCodeAt(0)) };
}

/** Source: the documents of each format; each asked of Glance 33, with an image of another format. */
const marks: readonly Mark[] = [
  mark('qcow2', 0, 'QFI\xfb'),
  mark('qed', 0, 'QED\0'),
  mark('vmdk', 0, 'KDMV'),
  mark('vhdx', 0, 'vhdxfile'),
  mark('vhd', 0, 'conectix'),
  mark('luks', 0, 'LUKS\xba\xbe'),
  mark('vdi', 0x40, '\x7f\x10\xda\xbe'),
  mark('iso', 0x8001, 'CD001'),
  mark('gpt', 510, '\x55\xaa'),
];

/** The format that image data has, as Glance names it; `raw` where it has none of those. */
function formatOf(data: Uint8Array): string {
  const found = marks.find(({ at, bytes }) => bytes.every((byte, place) => data[at + place] === byte));
  return found?.format ?? 'raw';
}
