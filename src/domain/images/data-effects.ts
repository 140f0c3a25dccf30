import type { AskFor } from '../ask.ts';
import { type Case, imageOf } from '../case.ts';
import type { Decided } from '../decision.ts';
import type { Image } from '../model.ts';
import { type Transition, transitions } from './transitions.ts';

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
    changes: before.status === to ? [] : [{ kind: 'imageChanged', image }],
    view: { kind: 'nothing' },
  };
}
