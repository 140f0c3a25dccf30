import { ask, bytes, clear, image, label, type Scene, send } from '../scene.ts';

/** What uploaded data is held against: the format of the image. */

type Asking = ReturnType<Scene['tell']>;

/** Beginnings of data that say its format, as far as text can. */
const data: Readonly<Record<string, string>> = {
  nothing: '',
  text: 'image data',
  vmdk: `KDMV${'\0'.repeat(600)}`,
  vhd: `conectix${'\0'.repeat(600)}`,
};

const diskFormats: readonly string[] = ['qcow2', 'vmdk', 'vhd', 'vhdx', 'vdi', 'iso', 'ploop'];

function* formats(): Asking {
  const made: string[] = [];
  for (const format of diskFormats)
    for (const [what, content] of Object.entries(data)) {
      if (format === what) continue;
      const name = `${format}-${what}`;
      made.push(name);
      yield* image(name, { disk_format: format, container_format: 'bare' });
      yield label(`${what} for ${format}`, bytes('alpha', 'PUT', `/v2/images/<image:${name}>/file`, content));
    }
  for (const format of ['ami', 'ari', 'aki']) {
    made.push(format);
    yield* image(format, { disk_format: format, container_format: format });
    yield label(`vhd for ${format}`, bytes('alpha', 'PUT', `/v2/images/<image:${format}>/file`, data['vhd']));
  }
  yield* image('vhd', { disk_format: 'vhd', container_format: 'bare' });
  yield label('vhd for vhd', bytes('alpha', 'PUT', '/v2/images/<image:vhd>/file', data['vhd']));
  yield* image('raw', { disk_format: 'raw', container_format: 'bare' });
  yield label('text for raw', bytes('alpha', 'PUT', '/v2/images/<image:raw>/file'));
  yield* image('staged', { disk_format: 'qcow2', container_format: 'bare' });
  yield label('text for qcow2, staged', bytes('alpha', 'PUT', '/v2/images/<image:staged>/stage'));
  yield* image('reader', { disk_format: 'qcow2', container_format: 'bare' });
  for (const as of ['beta', 'gamma'])
    yield label(`text for qcow2, by ${as}`, bytes(as, 'PUT', '/v2/images/<image:reader>/file'));
  yield* clear(...made, 'vhd', 'raw', 'staged', 'reader');
}

/** Where data lies: who may say it, and who may know it, in a cloud whose store is files. */
function* locations(): Asking {
  const path = '/v2/images/<image:a>/locations';
  const body = { url: 'http://127.0.0.1:1/x' };
  yield* image('a', { members: { '<tenant:beta>': 'accepted' } });
  for (const as of ['alpha', 'beta', 'gamma', 'areader', 'admin']) {
    yield label(`looked at by ${as}`, ask(as, 'GET', path));
    yield label(`added by ${as}`, send(as, 'POST', path, body));
  }
  yield label('without a token', ask(null, 'GET', path));
  for (const method of ['PUT', 'PATCH', 'DELETE']) yield label(method, ask('alpha', method, path));
  yield* clear('a');
}

/** All scenes about what uploads are held against. */
export const uploads: readonly Scene[] = Object.entries({ formats, locations }).map(([name, tell]) => ({
  name: `uploads/${name}`,
  tell,
}));
