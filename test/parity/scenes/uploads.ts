import { ask, bytes, clear, image, label, type Question, type Scene, send } from '../scene.ts';
import { type Asking, bearing, login, project, removing, roles, user, v3 } from './asking-keystone.ts';

/** What uploaded data is held against: the format of the image. And where data lies. */

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
  const personas = ['alpha', 'beta', 'gamma', 'areader', 'admin'];
  for (const as of personas) {
    yield label(`looked at by ${as}`, ask(as, 'GET', path));
    yield label(`added by ${as}`, send(as, 'POST', path, body));
  }
  yield label('without a token', ask(null, 'GET', path));
  for (const method of ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    yield label(method, ask('alpha', method, path));
  yield label('with a body', send('alpha', 'GET', path, {}));
  for (const [what, wrong] of wrongLocations) yield label(what, send('alpha', 'POST', path, wrong));
  yield label('malformed', send('alpha', 'POST', path, '{'));
  yield label('nothing', ask('alpha', 'POST', path));
  for (const as of ['alpha', 'admin']) {
    yield label(`no image, looked at by ${as}`, ask(as, 'GET', `/v2/images/${nowhere}/locations`));
    yield label(`no image, added by ${as}`, send(as, 'POST', `/v2/images/${nowhere}/locations`, body));
    yield label(`no image, malformed by ${as}`, send(as, 'POST', `/v2/images/${nowhere}/locations`, {}));
  }
  yield label('uploaded', bytes('alpha', 'PUT', '/v2/images/<image:a>/file'));
  yield* locationsBy(personas, 'with data');
  yield label('deactivated', ask('alpha', 'POST', '/v2/images/<image:a>/actions/deactivate'));
  yield* locationsBy(['alpha', 'admin'], 'deactivated');
  yield* clear('a');
  yield* image('a', { as: 'admin' });
  yield* locationsBy(['admin', 'alpha'], "an administrator's own");
  yield* clear('a');
}

const nowhere = '11111111-2222-4333-8444-555555555555';

/** Bodies that the schema of a location does not take, and one that it does. */
const wrongLocations: readonly (readonly [string, unknown])[] = [
  ['no url', {}],
  ['url number', { url: 5 }],
  ['url empty', { url: '' }],
  ['one key more', { url: 'http://127.0.0.1:1/x', more: 1 }],
  ['a list', []],
  ['a text', 'x'],
  ['validation text', { url: 'x', validation_data: 'x' }],
  ['validation unknown', { url: 'x', validation_data: { checksum: 'x' } }],
  ['hash without its value', { url: 'x', validation_data: { os_hash_algo: 'md5' } }],
  ['hash without its name', { url: 'x', validation_data: { os_hash_value: 'x' } }],
  ['hash unknown', { url: 'x', validation_data: { os_hash_algo: 'crc', os_hash_value: 'x' } }],
];

function* locationsBy(personas: readonly string[], when: string): Asking {
  const path = '/v2/images/<image:a>/locations';
  for (const as of personas) {
    yield label(`${when}: looked at by ${as}`, ask(as, 'GET', path));
    yield label(`${when}: added by ${as}`, send(as, 'POST', path, { url: 'http://127.0.0.1:1/x' }));
  }
}

/** Where data lies, as a service says it: its project is a member of the image. */
function* cloudLocations(): Asking {
  const path = '/v2/images/<image:a>/locations';
  yield* roles('service');
  yield project('p');
  yield user('u', { default_project_id: '<kept:p>' });
  yield ask('admin', 'PUT', `${v3}/projects/<kept:p>/users/<kept:u>/roles/<kept:service>`);
  yield login('u', { project: { id: '<kept:p>' } });
  yield* image('a', { disk_format: 'raw', container_format: 'bare' });
  const says = (body: object): Question => bearing('token-u', 'POST', path, body);
  yield label('of another tenant', says({ url: 'swift://store' }));
  yield send('alpha', 'POST', '/v2/images/<image:a>/members', { member: '<kept:p>' });
  for (const [what, url] of Object.entries(cloudUrls)) yield label(what, says({ url }));
  for (const [what, digest] of Object.entries(cloudDigests))
    yield label(what, says({ url: 'http://127.0.0.1:9/x', validation_data: digest }));
  // At the beginning of a second, so that the task ends in it.
  yield { ...label('accepted', says({ url: 'swift://store' })), later: true };
  yield { ...ask('alpha', 'GET', '/v2/images/<image:a>'), later: true };
  for (const as of ['admin', 'alpha'])
    yield { ...label(`tasks by ${as}`, ask(as, 'GET', '/v2/images/<image:a>/tasks')), later: true };
  yield label('its own tasks', bearing('token-u', 'GET', '/v2/images/<image:a>/tasks'));
  yield label('failed', ask('alpha', 'GET', '/v2/images/<image:a>'));
  yield label('nothing is kept', bearing('token-u', 'GET', path));
  yield* clear('a');
  yield* removing('user', 'u');
  yield* removing('project', 'p');
}

const cloudUrls: Readonly<Record<string, string>> = {
  'another port': 'http://127.0.0.1:9/x',
  'the own machine': 'http://127.0.0.1/',
  'the own link': 'http://169.254.169.254/',
  'no host': 'http:/x',
  'half a bracket': 'swift://]',
  'no address': 'http://[x]/',
};

const cloudDigests: Readonly<Record<string, object>> = {
  'digest malformed': { os_hash_algo: 'md5', os_hash_value: 'zz' },
  'digest short': { os_hash_algo: 'md5', os_hash_value: 'abcd' },
  'digest right': { os_hash_algo: 'md5', os_hash_value: 'a'.repeat(32) },
};

/** What a cloud says of itself: its stores, its quotas and its cache, of which it has none. */
function* documents(): Asking {
  for (const path of ['/v2/info/stores/detail', '/v2/info/usage', '/v2/cache']) {
    for (const as of ['admin', 'alpha', 'areader', null])
      yield label(`${path} by ${as ?? 'nobody'}`, ask(as, 'GET', path));
    for (const method of ['HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'])
      yield label(`${method} ${path}`, ask('admin', method, path));
    yield label(`${path} with a body`, send('admin', 'GET', path, {}));
  }
  yield label('the cache cleared by alpha', ask('alpha', 'DELETE', '/v2/cache'));
}

/** All scenes about what uploads are held against. */
export const uploads: readonly Scene[] = Object.entries({
  formats,
  locations,
  'service-locations': cloudLocations,
  documents,
}).map(([name, tell]) => ({
  name: `uploads/${name}`,
  tell,
}));
