import * as v from 'valibot';
import type { DeletedImage, Image } from '../../domain/model.ts';
import { bytesOf } from '../../http/message.ts';
import { type ImageGiven, imageParameters } from '../states/image-parameters.ts';
import type { Values } from '../states.ts';
import type { Candidate } from './candidate.ts';
import type { Borne, Known } from './likeness.ts';

/** What a recorded image bears. */
export function borneBy(image: Image | DeletedImage): Borne {
  return {
    data: image.data?.bytes ?? null,
    attributes: {
      ...image.properties,
      name: image.name,
      disk_format: image.diskFormat,
      container_format: image.containerFormat,
      min_disk: image.minDisk,
      min_ram: image.minRam,
      tags: image.tags,
    },
  };
}

/** What is known of the world in which a candidate was told: what its states gave, and what they say of the images. */
export function toldKnown({ images }: Candidate, values: Values): Known {
  const named = Object.entries(values).filter(
    ([name, value]) => value !== '' && name !== 'token' && name !== 'tenant',
  );
  const [names, ids] = [named.filter(([name]) => isName(name)), named.filter(([name]) => !isName(name))];
  const inverted = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> =>
    new Map(pairs.map(([name, value]) => [value, `\${${name}}`]));
  const borne = images.map(({ as = 'image', ...image }) => {
    const name = values[`${as}_name`] || null;
    return [`\${${as}}`, borneIn({ ...image, as, name })] as const;
  });
  return { ids: inverted(ids), names: inverted(names), images: new Map(borne) };
}

function isName(value: string): boolean {
  return value.endsWith('_name');
}

/** What the image of a provider state bears. */
function borneIn(given: ImageGiven): Borne {
  const { name, status, data, formats, tags, properties } = v.parse(imageParameters, given);
  const formed = formats || status !== 'queued';
  return {
    data: status === 'queued' ? null : bytesOf(data),
    attributes: {
      ...properties,
      name,
      disk_format: formed ? 'raw' : null,
      container_format: formed ? 'bare' : null,
      min_disk: 0,
      min_ram: 0,
      tags,
    },
  };
}
