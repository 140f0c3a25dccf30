/** What was learnt as a profile: with the evidence of its entries, and with what nobody knows. */
import { type Action, operations } from '../domain/operations.ts';
import { personas, type Persona } from '../domain/permissions.ts';
import type { Evidence, OwnProfile } from '../domain/profile.ts';
import { textOf } from '../http/message.ts';
import { jsonOrText } from '../contract/cloud.ts';
import { cast, type CastTenant } from '../contract/cast.ts';
import type { Interaction } from '../contract/interaction.ts';
import { cellsByAction } from '../contract/interactions/cells.ts';
import { rulesOf } from '../world/options.ts';
import type { Asked, Judged, Learnt } from './learning.ts';
import { lineKeyOf, placeText, type Unasked } from './questions.ts';
import { type FoundSettings, wordsIn } from './settings.ts';

/** A profile that was learnt, and what a profile cannot say of the cloud. */
export interface LearntProfile {
  readonly own: OwnProfile;
  /** The questions that a fake with this profile answers otherwise than the cloud. */
  readonly inexpressible: readonly Judged[];
}

/** The profile with evidence and unknown entries. */
export function learntProfile(
  { own: found, judged, from, stated: said = [] }: Learnt,
  settings: FoundSettings,
  unasked: readonly Unasked[],
): LearntProfile {
  const inexpressible = judged.filter(({ distance }) => distance > 0);
  const cells = cellEvidence(judged);
  const stated = [...from].map(([entry, asked]) => [entry, evidenceOf(asked)] as const);
  const evidence = { ...cells, ...Object.fromEntries(stated), ...settings.evidence };
  const cellsUnknown = unknownCells(found, { judged, unasked, known: [...from.keys(), ...said] });
  const { evidence: _, ...own } = found;
  const unknown = { ...cellsUnknown, ...settings.unknown };
  return { own: { ...own, evidence, ...(Object.keys(unknown).length > 0 && { unknown }) }, inexpressible };
}

/** What the cloud answered in each cell that it was asked about. */
function cellEvidence(judged: readonly Judged[]): Readonly<Record<string, Evidence>> {
  const entries = judged.flatMap((each) => cellsOf(each).map((cell) => [cell, each] as const));
  // The interactions of the permission table come first, and say it best.
  const first = new Map(entries.toReversed());
  const sorted = [...first].toSorted(([one], [other]) => placeOfCell(one) - placeOfCell(other));
  return Object.fromEntries(sorted.map(([cell, each]) => [cell, evidenceOf(each)]));
}

const actions: readonly Action[] = [...cellsByAction.keys()];

function placeOfCell(cell: string): number {
  const [action = '', column = ''] = cell.split('.');
  return actions.indexOf(action as Action) * 10 + [...personas, 'role'].indexOf(column as Persona);
}

/** The checks that read the lines of parts of an operation. */
const partChecks: readonly string[] = [
  'changesPossible',
  'visibilityPermitted',
  'importPermitted',
  'ownerPermitted',
];

/** The cells that a question tells about: that of its operation, and that of the part that it is asked for. */
function cellsOf({ question, cell, trace }: Judged): readonly string[] {
  const persona = trace.decision?.persona;
  const isRead = cell !== null || partChecks.includes(trace.refused?.check ?? '');
  if (!isRead || persona === undefined) return [];
  const action = actionOf(question);
  const isPart = action !== undefined && !Object.hasOwn(operations, action);
  const name = isPart ? action : (trace.operation ?? '');
  const { caller, given } = question;
  if (caller !== null && cast[caller].role === 'reader') return [`${name}.role`];
  if (name !== 'listImages' || caller === null) return [`${name}.${persona}`];
  // A list is about its images, whatever the caller is to them.
  const isOpen = given.some(({ parameters }) => openVisibilities.includes(String(parameters['visibility'])));
  return [`${name}.${isOpen && caller === 'stranger' ? 'onlooker' : listedAs[cast[caller].tenant]}`];
}

const openVisibilities: readonly string[] = ['public', 'community'];

/** What the tenants of the cast are to the images that they list. */
const listedAs: Readonly<Record<CastTenant, Persona>> = {
  producer: 'producer',
  consumer: 'consumer',
  'second-consumer': 'consumer',
  stranger: 'stranger',
  administrator: 'administrator',
};

const actionByQuestion: ReadonlyMap<string, Action> = new Map(
  [...cellsByAction].flatMap(([action, own]) => own.map((each) => [lineKeyOf(each), action] as const)),
);

function actionOf(question: Interaction): Action | undefined {
  return actionByQuestion.get(lineKeyOf(question));
}

function evidenceOf({ question, answer }: Asked): Evidence {
  const { method, path } = question.request;
  const where = placeText(question);
  const body = textOf(answer.response.body);
  const { status } = answer.response;
  const request = `${method} ${path.replaceAll(/\$\{(\w+)\}/g, '{$1}')} as ${question.caller ?? 'nobody'}; ${where}`;
  return { request, status, ...(status >= 400 && body !== '' && { words: wordsIn(jsonOrText(body)) }) };
}

/** What tells about cells. */
interface Told {
  readonly judged: readonly Judged[];
  readonly unasked: readonly Unasked[];
  /** Cells that are known besides. */
  readonly known: readonly string[];
}

/** The cells that no question told about, each with the reason. */
function unknownCells(
  own: OwnProfile,
  { judged, unasked, known: besides }: Told,
): Readonly<Record<string, string>> {
  const known = new Set([...judged.flatMap(cellsOf), ...besides]);
  const { permissions } = rulesOf({ profile: own });
  const entries = actions.flatMap((action) => {
    const columns = personas.filter((persona) => permissions[action][persona] !== 'never');
    const all = permissions[action].role === 'any' ? columns : [...columns, 'role' as const];
    return all
      .filter((column) => !known.has(`${action}.${column}`))
      .map((column) => [`${action}.${column}`, reasonFor(action, column, unasked)] as const);
  });
  return Object.fromEntries(entries);
}

/** The player of the contracts that a persona is in most of them. */
const playedBy: Readonly<Record<string, readonly string[]>> = {
  producer: ['producer'],
  consumer: ['consumer'],
  onlooker: ['stranger'],
  stranger: ['stranger'],
  administrator: ['administrator'],
  role: ['producer-reader', 'consumer-reader'],
};

function reasonFor(action: Action, column: string, unasked: readonly Unasked[]): string {
  const missing = unasked.find(
    ({ question }) => actionOf(question) === action && playedBy[column]?.includes(question.caller ?? ''),
  );
  return missing?.why ?? 'no answer of the cloud depends on it alone';
}
