import { type Believed, type Making, mayChange, somebody, someImage } from './belief.ts';
import { at, plain, type Step, withBody } from './step.ts';
import * as values from './values.ts';

const bytes = 'application/octet-stream';

/** Somebody, but mostly one who may. */
function able(making: Making, image: Believed): string {
  return making.dice.percent(60) ? image.owner : somebody(making, image);
}

/** An image to upload to: mostly one that waits for data. */
function waiting(making: Making): Believed {
  const queued = making.images.filter(({ state, formed }) => state === 'queued' && formed);
  return queued.length > 0 && making.dice.percent(75) ? making.dice.pick(queued) : someImage(making);
}

/**
 * Somebody to upload, and no reader: with the new defaults Glance takes a reader's refused upload for one that
 * broke off, and puts an image with staged data back to queued. `differences.yaml` has it.
 */
function uploader(making: Making, image: Believed): string {
  const as = able(making, image);
  return as.endsWith('reader') ? image.owner : as;
}

function send(to: 'file' | 'stage', state: Believed['state']): (making: Making) => Step {
  return (making) => {
    const { dice } = making;
    const image = waiting(making);
    const as = uploader(making, image);
    if (mayChange(as, image) && image.state === 'queued' && image.formed) image.state = state;
    const type = dice.percent(3) ? 'text/plain' : bytes;
    return withBody(
      as,
      'PUT',
      at(image.label, `/${to}`),
      type,
      dice.pick(['x', 'bytes', '', 'longer bytes']),
    );
  };
}

export const upload: (making: Making) => Step = send('file', 'active');
export const stage: (making: Making) => Step = send('stage', 'uploading');

export function download(making: Making): Step {
  const image = someImage(making);
  return plain(somebody(making, image), 'GET', at(image.label, '/file'));
}

function action(name: 'deactivate' | 'reactivate', from: Believed['state'], to: Believed['state']) {
  return (making: Making): Step => {
    const { dice, images } = making;
    const ready = images.filter(({ state }) => state === from);
    const image = ready.length > 0 && dice.percent(70) ? dice.pick(ready) : someImage(making);
    const as = dice.percent(50) ? 'admin' : somebody(making, image);
    if (mayChange(as, image) && image.state === from) image.state = to;
    return plain(as, 'POST', at(image.label, `/actions/${name}`));
  };
}

export const deactivate: (making: Making) => Step = action('deactivate', 'active', 'deactivated');
export const reactivate: (making: Making) => Step = action('reactivate', 'deactivated', 'active');

/** Puts a tag on an image, or takes one off. */
export function tag(making: Making): Step {
  const { dice } = making;
  const image = someImage(making);
  const word = encodeURIComponent(dice.pick(values.tags.filter((each) => /^[ -~]+$/.test(each))));
  return plain(able(making, image), dice.percent(65) ? 'PUT' : 'DELETE', at(image.label, `/tags/${word}`));
}
