import type { Interaction, Where } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';
import { anImage, asks, depending, only, requests } from './writing.ts';

const imports: Where = ({ wire }) => !wire.absent.includes('importImage');

const empty: ImageGiven = { status: 'queued', formats: true };
/**
 * A URI that passes Glance's filter and answers to nobody: newer releases refuse this machine's own addresses, all of them
 * names that do not resolve (RFC 5737). Source: asked of Glance 25.1, 30 and 33.
 */
export const importSource = 'http://192.0.2.1/none.raw';
const { importImage } = requests;

/** What an import asks of the image, of its body and of its URI. Source: asked of Glance 25.1. */
export const importing: readonly Interaction[] = depending(
  'imports',
  only(imports, [
    asks(
      'producer',
      'data that nobody staged is not imported',
      anImage(empty),
      importImage({ name: 'glance-direct' }),
    ),
    asks(
      'producer',
      'an image with data takes no import',
      anImage({}),
      importImage({ name: 'web-download', uri: importSource }),
    ),
    asks(
      'producer',
      'an import needs an image with formats',
      anImage({ status: 'queued' }),
      importImage({ name: 'web-download', uri: importSource }),
    ),
    asks('producer', 'an import needs a method', anImage(empty), {
      method: 'POST',
      path: '/v2/images/${image}/import',
      body: { stores: ['fs'] },
    }),
    asks('producer', 'an import method has a name', anImage(empty), importImage({ uri: importSource })),
    asks('producer', 'an import method is one of three', anImage(empty), importImage({ name: 'carry' })),
    asks(
      'producer',
      'all stores or not is true or false',
      anImage(empty),
      importImage({ name: 'web-download', uri: importSource }, { all_stores: 'yes' }),
    ),
    asks(
      'producer',
      'an image is imported from http or https',
      anImage(empty),
      importImage({ name: 'web-download', uri: 'ftp://192.0.2.1/none.raw' }),
    ),
    asks(
      'producer',
      'an image is imported into a store that there is',
      anImage(empty),
      importImage({ name: 'web-download', uri: importSource }, { stores: ['nowhere'] }),
    ),
  ]),
);
