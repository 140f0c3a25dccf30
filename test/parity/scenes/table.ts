import type { Normal } from '../normalise.ts';
import { ask, bytes, clear, image, label, member, patch, type Question, type Scene, send } from '../scene.ts';

/**
 * The table: every operation, asked by every persona, on an image of every visibility and state, with its consumer
 * beta in every status. Gamma is a second consumer, delta has no record. What an operation changes is undone.
 */

type Asking = Generator<Question, void, Normal>;

/** The world of one scene. */
interface Place {
  readonly visibility: string;
  readonly status: string;
  readonly state: string;
}

interface Row {
  readonly name: string;
  question(as: string, place: Place): Question;
  /** What puts the image back after a success; `rebuild` makes a new one. */
  readonly undo?: 'rebuild' | ((place: Place) => Asking);
}

const visibilities: readonly string[] = ['private', 'shared', 'community', 'public'];
const statuses: readonly string[] = ['none', 'pending', 'accepted', 'rejected', 'removed'];
/** Guarded: protected and hidden. */
const states: readonly string[] = ['queued', 'active', 'deactivated', 'guarded'];
const personas: readonly string[] = ['beta', 'breader', 'delta', 'areader', 'alpha', 'admin'];

const path = '/v2/images/<image:a>';
const members = `${path}/members`;
const at = (tenant: string): string => `${members}/<tenant:${tenant}>`;

/** Beta's record as the scene has it. */
function* putBeta({ status }: Place): Asking {
  if (status === 'none' || status === 'removed') yield ask('admin', 'DELETE', at('beta'));
  else yield* member('a', 'beta', status);
}

const back = (property: string, value: unknown) => (): Asking =>
  one(patch('admin', 'a', ['replace', property, value]));

function* one(...questions: readonly Question[]): Asking {
  for (const question of questions) yield question;
}

const memberRows: readonly Row[] = [
  { name: 'listMembers', question: (as) => ask(as, 'GET', members) },
  ...['beta', 'gamma', 'delta'].map((who) => ({
    name: `showMember ${who}`,
    question: (as: string) => ask(as, 'GET', at(who)),
  })),
  ...['pending', 'accepted', 'rejected', 'unknown'].map((to) => ({
    name: `updateMember beta ${to}`,
    question: (as: string) => send(as, 'PUT', at('beta'), { status: to }),
    undo: ({ status }: Place): Asking => one(send('admin', 'PUT', at('beta'), { status })),
  })),
  ...['gamma', 'delta'].map((who) => ({
    name: `updateMember ${who} accepted`,
    question: (as: string) => send(as, 'PUT', at(who), { status: 'accepted' }),
    undo: (): Asking => one(send('admin', 'PUT', at(who), { status: 'pending' })),
  })),
  {
    name: 'updateMember delta unknown',
    question: (as) => send(as, 'PUT', at('delta'), { status: 'unknown' }),
  },
  {
    name: 'addMember beta',
    question: (as) => send(as, 'POST', members, { member: '<tenant:beta>' }),
    undo: putBeta,
  },
  {
    name: 'addMember delta',
    question: (as) => send(as, 'POST', members, { member: '<tenant:delta>' }),
    undo: () => one(ask('admin', 'DELETE', at('delta'))),
  },
  { name: 'addMember nobody', question: (as) => send(as, 'POST', members, {}) },
  { name: 'removeMember beta', question: (as) => ask(as, 'DELETE', at('beta')), undo: putBeta },
  {
    name: 'removeMember gamma',
    question: (as) => ask(as, 'DELETE', at('gamma')),
    undo: () => member('a', 'gamma', 'pending'),
  },
  { name: 'removeMember delta', question: (as) => ask(as, 'DELETE', at('delta')) },
];

const imageRows: readonly Row[] = [
  { name: 'showImage', question: (as) => ask(as, 'GET', path) },
  ...[
    '',
    '&member_status=all',
    '&member_status=pending',
    '&visibility=all&os_hidden=true&member_status=rejected',
  ].map((filter) => ({
    name: `listImages ${filter}`.trim(),
    question: (as: string) => ask(as, 'GET', `/v2/images?tag=<word>${filter}`),
  })),
  { name: 'downloadImage', question: (as) => ask(as, 'GET', `${path}/file`) },
  { name: 'updateImage nothing', question: (as) => patch(as, 'a') },
  { name: 'updateImage name', question: (as) => patch(as, 'a', ['replace', 'name', 'b']) },
  { name: 'updateImage property', question: (as) => patch(as, 'a', ['add', 'colour', 'red']) },
  ...visibilities.map((to) => ({
    name: `updateImage visibility ${to}`,
    question: (as: string) => patch(as, 'a', ['replace', 'visibility', to]),
    undo: ({ visibility }: Place): Asking => back('visibility', visibility)(),
  })),
  {
    name: 'updateImage owner',
    question: (as) => patch(as, 'a', ['replace', 'owner', '<tenant:beta>']),
    undo: back('owner', '<tenant:alpha>'),
  },
  {
    name: 'updateImage protected',
    question: (as) => patch(as, 'a', ['replace', 'protected', true]),
    undo: ({ state }) => back('protected', state === 'guarded')(),
  },
  {
    name: 'updateImage hidden',
    question: (as) => patch(as, 'a', ['replace', 'os_hidden', true]),
    undo: ({ state }) => back('os_hidden', state === 'guarded')(),
  },
  { name: 'addTag', question: (as) => ask(as, 'PUT', `${path}/tags/t`) },
  { name: 'removeTag', question: (as) => ask(as, 'DELETE', `${path}/tags/t`) },
  {
    name: 'deactivateImage',
    question: (as) => ask(as, 'POST', `${path}/actions/deactivate`),
    undo: ({ state }) =>
      state === 'deactivated' ? one() : one(ask('admin', 'POST', `${path}/actions/reactivate`)),
  },
  {
    name: 'reactivateImage',
    question: (as) => ask(as, 'POST', `${path}/actions/reactivate`),
    undo: ({ state }) =>
      state === 'deactivated' ? one(ask('admin', 'POST', `${path}/actions/deactivate`)) : one(),
  },
  { name: 'uploadImage', question: (as) => bytes(as, 'PUT', `${path}/file`), undo: 'rebuild' },
  { name: 'stageImage', question: (as) => bytes(as, 'PUT', `${path}/stage`), undo: 'rebuild' },
  { name: 'deleteImage', question: (as) => ask(as, 'DELETE', path), undo: 'rebuild' },
];

const rows: readonly Row[] = [...memberRows, ...imageRows];

/** Builds the image of a place under a label of its own. */
function* build(name: string, { visibility, status, state }: Place): Asking {
  const beta = status === 'none' ? {} : { beta: status };
  const data = state === 'active' || state === 'deactivated';
  yield* image(name, {
    data,
    disk_format: 'raw',
    container_format: 'bare',
    members: { ...beta, gamma: 'pending' },
  });
  if (state === 'guarded')
    yield patch('admin', name, ['replace', 'protected', true], ['replace', 'os_hidden', true]);
  if (state === 'deactivated') yield ask('admin', 'POST', `/v2/images/<image:${name}>/actions/deactivate`);
  if (visibility !== 'shared') yield patch('admin', name, ['replace', 'visibility', visibility]);
}

function* tell(place: Place): Asking {
  let built = 1;
  const current = (question: Question): Question => renamed(question, `a${built}`);
  yield* build('a1', place);
  for (const as of personas) {
    for (const row of rows) {
      const { status } = yield current(label(`${as} ${row.name}`, row.question(as, place)));
      if (row.undo === undefined || status >= 300) continue;
      if (row.undo !== 'rebuild') yield* mapped(row.undo(place), current);
      else {
        yield* clear(`a${built}`);
        built += 1;
        yield* build(`a${built}`, place);
      }
    }
  }
  yield* clear(`a${built}`);
}

function* mapped(asking: Asking, by: (question: Question) => Question): Asking {
  for (let next = asking.next(); !next.done;) next = asking.next(yield by(next.value));
}

/** The questions speak of image `a`; the one that is built now has a label of its own. */
function renamed(question: Question, name: string): Question {
  return { ...question, path: question.path.replaceAll('<image:a>', `<image:${name}>`) };
}

/** Nobody, and a token that is none: refused before anything else is looked at. */
function* tellUnknown(): Asking {
  const place: Place = { visibility: 'shared', status: 'pending', state: 'queued' };
  yield* build('a', place);
  for (const { name, question } of rows) {
    const { as: _, ...asked } = question('alpha', place);
    yield label(`nobody ${name}`, { ...asked, as: null });
    yield label(`bad token ${name}`, {
      ...asked,
      as: null,
      headers: { ...asked.headers, 'x-auth-token': 'bad' },
    });
  }
  yield* clear('a');
}

/** An image that is gone is gone for everybody. */
function* tellDeleted(): Asking {
  const place: Place = { visibility: 'shared', status: 'accepted', state: 'queued' };
  yield* build('a', place);
  yield* clear('a');
  for (const as of personas)
    for (const { name, question } of rows) yield label(`${as} ${name}`, question(as, place));
}

/** All scenes of the table. */
export const table: readonly Scene[] = [
  ...visibilities.flatMap((visibility) =>
    statuses.flatMap((status) =>
      states.map((state) => ({
        name: `table/${visibility}/${status}/${state}`,
        tell: () => tell({ visibility, status, state }),
      })),
    ),
  ),
  { name: 'table/without a good token', tell: tellUnknown },
  { name: 'table/deleted', tell: tellDeleted },
];
