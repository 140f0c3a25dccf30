import type { Interaction, Where } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';
import { anImage, asks, depending, only, requests } from './writing.ts';

const imports: Where = ({ wire }) => !wire.absent.includes('importImage');

const empty: ImageGiven = { status: 'queued', formats: true };
const source = 'http://127.0.0.1/none.raw';
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
      importImage({ name: 'web-download', uri: source }),
    ),
    asks(
      'producer',
      'an import needs an image with formats',
      anImage({ status: 'queued' }),
      importImage({ name: 'web-download', uri: source }),
    ),
    asks('producer', 'an import needs a method', anImage(empty), {
      method: 'POST',
      path: '/v2/images/${image}/import',
      body: { stores: ['fs'] },
    }),
    asks('producer', 'an import method has a name', anImage(empty), importImage({ uri: source })),
    asks('producer', 'an import method is one of three', anImage(empty), importImage({ name: 'carry' })),
    asks(
      'producer',
      'all stores or not is true or false',
      anImage(empty),
      importImage({ name: 'web-download', uri: source }, { all_stores: 'yes' }),
    ),
    asks(
      'producer',
      'an image is imported from http or https',
      anImage(empty),
      importImage({ name: 'web-download', uri: 'ftp://127.0.0.1/none.raw' }),
    ),
    asks(
      'producer',
      'an image is imported into a store that there is',
      anImage(empty),
      importImage({ name: 'web-download', uri: source }, { stores: ['nowhere'] }),
    ),
  ]),
);
