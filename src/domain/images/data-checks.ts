import type { AskFor } from '../ask.ts';
import { type Case, imageOf } from '../case.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { type Transition, transitions } from './transitions.ts';

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
