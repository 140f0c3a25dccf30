/** What may be otherwise in a profile, where a cloud answers a question otherwise than it says. */
import { type Action, type Operation, operations } from '../domain/operations.ts';
import { spareChecks } from '../domain/check-order.ts';
import type { Visibility } from '../domain/model.ts';
import {
  denialPlaces,
  personas,
  type Outcome,
  type Permission,
  type Persona,
} from '../domain/permissions.ts';
import type { CheckName, OwnProfile, Profile } from '../domain/profile.ts';
import { profiles } from '../domain/profiles.ts';
import { placesIn, type RefusalName, refusals } from '../domain/refusals.ts';
import { isErrorStatus } from '../http/error-reply.ts';
import { textOf } from '../http/message.ts';
import { jsonOrText } from '../contract/cloud.ts';
import type { Interaction } from '../contract/interaction.ts';
import { textsIn } from '../contract/template.ts';
import type { Trace } from '../domain/trace.ts';
import { isReadByOthers, type Line, lineOf } from './lines.ts';
import type { CloudAnswer } from './survey.ts';

/** A change of an own profile. */
export interface Edit {
  /** The entry that it changes: `addMember.producer`, `checks.addMember`, `members.duplicate`. */
  readonly entry: string;
  /** The entry with its value: the same edit has the same text. */
  readonly text: string;
  /** Whether answers to other operations may change as well. */
  readonly wide: boolean;
  /** The line that it changes, or the cell of a persona; left out: what it changes may be read by any request. */
  readonly line?: Line;
  apply(own: OwnProfile): OwnProfile;
}

/** A question that a cloud answered differently than a profile says. */
export interface Wrong {
  readonly question: Interaction;
  readonly answer: CloudAnswer;
  /** How the fake decided it. */
  readonly trace: Trace;
}

const outcomes: readonly Outcome[] = ['yes', 'own', 'self', 'hidden', 'own no', 'no'];

/** The outcomes of a cell, the likeliest first: a list shows an image or does not, and refuses nothing. */
function outcomesOf(action: Action, { status }: CloudAnswer['response']): readonly Outcome[] {
  if (action === 'listImages') return ['yes', 'hidden'];
  return status < 400 ? outcomes : outcomes.toReversed();
}

/**
 * The refusals that a line may have and that have the status of an answer: those that some line has in some profile, with words that
 * its requests fill in.
 */
function refusalsOf(action: Action, { status }: CloudAnswer['response']): readonly RefusalName[] {
  const filled: readonly string[] = denialPlaces(action);
  const fits = (name: RefusalName): boolean =>
    refusals[name].status === status && placesIn(refusals[name].words).every((each) => filled.includes(each));
  return denials.filter(fits);
}

/** The refusals of all lines of all profiles, those of a policy first. */
const denials: readonly RefusalName[] = [
  ...new Set([
    ...(['notAuthorized', 'memberForbidden', 'resourceNotFound'] as const),
    ...Object.values(profiles).flatMap(({ permissions }) =>
      Object.values(permissions).flatMap(({ refusal }) => (refusal === 'never' ? [] : [refusal])),
    ),
  ]),
];

/** The edits that may explain an answer, the simplest first. */
export function editsFor(wrong: Wrong, rules: Profile): readonly Edit[] {
  const { operation, decision } = wrong.trace;
  const known = operation !== null && Object.hasOwn(operations, operation);
  const own = known && decision !== null ? ofOperation(wrong, operation as Operation, rules) : [];
  return [...own, ...ofValues(wrong), ...ofWords(wrong)];
}

function ofOperation(wrong: Wrong, operation: Operation, rules: Profile): readonly Edit[] {
  const persona: Persona = wrong.trace.decision?.persona ?? 'stranger';
  const actions: readonly Action[] = [operation, ...partsIn(wrong.question, operation)];
  // Glance looks at a member by the rule of another line before it does something to it.
  const read: readonly Action[] =
    operation.endsWith('Member') || operation === 'listMembers' ? ['showMember', 'showImage'] : ['showImage'];
  const denied = wrong.answer.response;
  const levels = [...Object.keys(rules.roles), 'any'];
  // A list is about all its images, whatever the caller is to them.
  const columns = operation === 'listImages' ? personas : [persona];
  return [
    ...[...new Set([...actions, ...read.filter((each) => each === 'showMember')])].flatMap((action) =>
      columns.flatMap((column) =>
        outcomesOf(action, denied).map((outcome) => cellEdit(action, column, outcome)),
      ),
    ),
    ...[...new Set([...actions, ...read])].flatMap((action) =>
      levels.map((role) => cellEdit(action, 'role', role)),
    ),
    ...actions.flatMap((action) =>
      columns.flatMap((column) => levels.map((role) => rowEdit(action, column, { [column]: 'yes', role }))),
    ),
    ...actions.flatMap((action) =>
      refusalsOf(action, denied).flatMap((refusal) => refusalEdits(action, columns, refusal)),
    ),
    ...checkEdits(operation, rules),
    ...(operation.endsWith('Member') ? memberEdits : []),
    setting('absent', operation, (own) => ({ ...own, absent: [...(own.absent ?? []), operation] })),
  ];
}

/** A refusal of a line, of a line with its cell, and of personas alone. */
function refusalEdits(action: Action, columns: readonly Persona[], refusal: RefusalName): readonly Edit[] {
  return [
    cellEdit(action, 'refusal', refusal),
    ...columns.flatMap((column) => [
      rowEdit(action, column, { [column]: 'no', refusal }),
      personEdit(action, column, refusal),
      rowEdit(action, column, { [column]: 'no', refusals: { [column]: refusal } }),
    ]),
  ];
}

/** The parts of an operation that a request asks for, and that have lines of their own. */
function partsIn({ request }: Interaction, operation: Operation): readonly Action[] {
  const text = textsIn(request).join('\n');
  if (operation === 'importImage') return text.includes('copy-image') ? ['copyImage'] : [];
  if (operation !== 'updateImage' && operation !== 'createImage') return [];
  const parts: readonly (readonly [word: string, parts: readonly Action[]])[] = [
    ['public', ['publicizeImage']],
    ['community', ['communitizeImage']],
    ['/locations', ['setLocation', 'deleteLocation']],
  ];
  return parts.flatMap(([word, actions]) => (text.includes(word) ? actions : []));
}

function cellEdit(action: Action, column: Persona | 'role' | 'refusal', value: string): Edit {
  const entry = `${action}.${column}`;
  return {
    entry,
    text: `${entry}: ${value}`,
    wide: isReadByOthers(action),
    line: lineOf(action, column),
    apply: (own) => withCell(own, action, { [column]: value }),
  };
}

/** How a persona is refused to whom it is put otherwise than to the rest. */
function personEdit(action: Action, column: Persona, refusal: RefusalName): Edit {
  const entry = `${action}.refusal`;
  return {
    entry,
    text: `${entry}: ${column} ${refusal}`,
    wide: false,
    line: { action, column },
    apply: (own) => withCell(own, action, { refusals: { [column]: refusal } }),
  };
}

/** A cell, and what else of its line is otherwise with it: neither of them is better alone. */
function rowEdit(action: Action, column: Persona, row: Partial<Permission>): Edit {
  return {
    entry: `${action}.${column}`,
    text: `${action}: ${JSON.stringify(row)}`,
    wide: isReadByOthers(action),
    line: { action },
    apply: (own) => withCell(own, action, row),
  };
}

function withCell(own: OwnProfile, action: Action, cell: Partial<Permission>): OwnProfile {
  const { permissions = {} } = own;
  const before = permissions[action];
  const refusals = cell.refusals && { refusals: { ...before?.refusals, ...cell.refusals } };
  return { ...own, permissions: { ...permissions, [action]: { ...before, ...cell, ...refusals } } };
}

/** Orders of the checks: those of other profiles, one without a check, and those with one check moved. */
function checkEdits(operation: Operation, rules: Profile): readonly Edit[] {
  const order: readonly CheckName[] = rules.checks[operation];
  const others = Object.values(profiles).map(({ checks }): readonly CheckName[] => checks[operation]);
  const without = order
    .filter((check) => spareChecks.has(check))
    .map((check) => order.filter((each) => each !== check));
  // What names the image stays first, and what bounds the memory of the fake last: it is no rule of a cloud.
  const inner = order.slice(1).filter((check) => check !== 'roomLeft');
  const moved = inner.flatMap((check) => {
    const rest = inner.filter((each) => each !== check);
    return inner.map((_, to) => [
      ...order.slice(0, 1),
      ...rest.toSpliced(to, 0, check),
      ...order.slice(inner.length + 1),
    ]);
  });
  const bounded = [...others, ...without, ...moved].filter(
    (each) => each.includes('roomLeft') === order.includes('roomLeft'),
  );
  return bounded
    .filter((each) => each.join() !== order.join())
    .map((each) => ({
      ...setting(`checks.${operation}`, each.join(', '), (own) => ({
        ...own,
        checks: { ...own.checks, [operation]: each },
      })),
      line: { action: operation },
    }));
}

function setting(entry: string, value: string, apply: Edit['apply'], wide = false): Edit {
  return { entry, text: `${entry}: ${value}`, wide, apply };
}

const memberEdits: readonly Edit[] = (
  [
    { duplicate: 'memberDuplicate' },
    { duplicate: 'serverErred' },
    { removed_stay: true },
    { removed_stay: false },
    { statuses: 'known' },
    { statuses: 'any' },
    { echo: 'sent' },
    { echo: 'kept' },
  ] as const
).map((members) => {
  const [[key, value] = []] = Object.entries(members);
  return setting(`members.${key}`, String(value), (own) => ({
    ...own,
    members: { ...own.members, ...members },
  }));
});

/** What an answer says of the default visibility, and of the visibilities that there are. */
function ofValues({ question, answer, trace }: Wrong): readonly Edit[] {
  const { visibility } = Object(jsonOrText(textOf(answer.response.body))) as { visibility?: unknown };
  const isCreated = trace.operation === 'createImage' && isVisibility(visibility);
  const named = visibilitiesIn(question).map(withoutVisibility);
  if (!isCreated) return named;
  const byDefault: Edit['apply'] = (own) => ({ ...own, default_visibility: visibility });
  return [setting('default_visibility', visibility, byDefault, true), ...named];
}

function isVisibility(value: unknown): value is Visibility {
  return typeof value === 'string' && Object.hasOwn(profiles.glance.visibilities, value);
}

function withoutVisibility(gone: Visibility): Edit {
  return setting(
    'visibilities',
    `without ${gone}`,
    (own) => {
      const before = own.visibilities ?? Object.keys(profiles[own.based_on].visibilities);
      return { ...own, visibilities: before.filter(isVisibility).filter((each) => each !== gone) };
    },
    true,
  );
}

function visibilitiesIn({ request }: Interaction): readonly Visibility[] {
  const text = textsIn(request).join('\n');
  return Object.keys(profiles.glance.visibilities)
    .filter(isVisibility)
    .filter((each) => each !== 'shared' && text.includes(each));
}

/** A refusal with the status and the words that the cloud has for it. */
function ofWords({ answer, trace }: Wrong): readonly Edit[] {
  const name = trace.refused?.refusal ?? '';
  const { status, body } = answer.response;
  const { message } = Object(jsonOrText(textOf(body))) as { readonly message?: unknown };
  if (!Object.hasOwn(refusals, name) || status < 400 || typeof message !== 'string') return [];
  if (!isErrorStatus(status)) return [];
  const words = templateOf(message.replaceAll(/(?:<br \/>|\s)+$/g, '').trim(), answer, trace);
  const known = placesIn(refusals[name as RefusalName].words);
  if (words === '' || placesIn(words).some((each) => !known.includes(each))) return [];
  const refusal = { status, words };
  return [
    setting(
      `refusals.${name}`,
      `${status} ${words}`,
      (own) => ({ ...own, refusals: { ...own.refusals, [name]: refusal } }),
      true,
    ),
  ];
}

/** The words of a refusal with the names of values in place of the values that the question has. */
function templateOf(words: string, { values }: CloudAnswer, trace: Trace): string {
  const row = refusals[trace.refused?.refusal as RefusalName];
  const places = [...row.words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const policy = operations[trace.operation as Operation]?.policy ?? '';
  return places.reduce((text, place) => {
    const value = place === 'policy' ? policy : (values[place] ?? values['image']);
    return value === undefined || value === '' ? text : text.replaceAll(value, `{${place}}`);
  }, words);
}
