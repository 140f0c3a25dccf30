/** The questions that a cloud is asked: the conversations of the contracts, as far as they can be had with it. */
import type { Profile } from '../domain/profile.ts';
import { cast, type CastTenant, castTenants, isPlayer, type Player, tenantValue } from '../contract/cast.ts';
import { filledFor, misfit } from '../contract/fitting.ts';
import type { Interaction, RequiredProviderState, Setting } from '../contract/interaction.ts';
import type { ImageGiven } from '../contract/provider-states/image-parameters.ts';
import { interactions } from '../contract/interactions.ts';
import { counted } from '../http/printable.ts';
import { stateText } from '../contract/state-text.ts';
import { textsIn } from '../contract/template.ts';

/** A question that is not asked, and why. */
export interface Unasked {
  readonly question: Interaction;
  /** The end of a sentence, behind `since`: `nobody plays the administrator`. */
  readonly why: string;
}

/** What is asked of a cloud, and what is not. */
export interface Questions {
  readonly asked: readonly Interaction[];
  readonly unasked: readonly Unasked[];
}

/** What decides which questions are asked. */
export interface Choice {
  /** Who of the cast is played. */
  readonly played: ReadonlySet<Player>;
  /** Settings of the cloud that nothing is asked about. */
  readonly without?: readonly Setting[];
}

/**
 * The questions about the rules of a profile; those about others are not asked.
 * @param further questions besides those of the contracts: what levels of the profile's own refuse.
 */
export function questionsAbout(
  profile: Profile,
  choice: Choice,
  further: readonly Interaction[] = [],
): Questions {
  const most = profile.membersPerImage;
  const filled = [...interactions, ...further].map((each) => roomyFor(filledFor(each, profile), most));
  return chosen(filled, choice, (question) => {
    if (question.where?.(profile) === false) return 'they are about other rules than these';
    const why = misfit(question, profile);
    return why === undefined ? undefined : `with these rules ${why}`;
  });
}

/**
 * All questions, whatever the rules are: what they are is to be learnt.
 * @param most the members that an image takes; where that is less than a question's image has, it is given those that the
 * question is about, and a place is left for one that it adds. What needs more of them is not asked.
 */
export function allQuestions(choice: Choice, most: number = Infinity): Questions {
  const questions = interactions.map((each) => roomyFor(each, most));
  return chosen(questions, choice, (question) =>
    isTooFull(question, most) ? `an image takes ${counted(most, 'member')}` : undefined,
  );
}

/** A question in a smaller form, where its image has more members than one takes; as it is, where it is about more. */
function roomyFor(question: Interaction, most: number): Interaction {
  const room = addsAnother(question) ? most - 1 : most;
  if (!isTooFull(question, room)) return question;
  const given = question.given.map((state) => {
    const members = membersIn(state.parameters);
    if (members.length <= room) return state;
    const about = members.filter((each) => isAbout(question, each));
    const others = members.filter((each) => !about.includes(each));
    if (about.length > most) return state;
    const kept = [...about, ...others.slice(0, Math.max(0, room - about.length))];
    return { ...state, parameters: { ...state.parameters, members: kept } };
  });
  return { ...question, given };
}

function isTooFull({ given }: Interaction, most: number): boolean {
  return given.some(({ parameters }) => membersIn(parameters).length > most);
}

/** Whether a question is about a member: its caller is one, or its request names one. */
function isAbout({ caller, request }: Interaction, { tenant }: MemberGiven): boolean {
  const names = (text: string): boolean =>
    text.split(/[/"]/).includes(tenant) || text.includes(`\${${tenantValue(tenant as CastTenant)}}`);
  return (caller !== null && cast[caller].tenant === tenant) || textsIn(request).some(names);
}

/** Whether a question adds a member that its image does not have. */
function addsAnother(question: Interaction): boolean {
  const { method, path } = question.request;
  if (method !== 'POST' || !path.endsWith('/members')) return false;
  const named = { ...question, caller: null };
  return !question.given.some(({ parameters }) => membersIn(parameters).some((each) => isAbout(named, each)));
}

type MemberGiven = NonNullable<ImageGiven['members']>[number];

function membersIn(parameters: RequiredProviderState['parameters']): readonly MemberGiven[] {
  return (parameters as ImageGiven).members ?? [];
}

/** Divides questions into those that are asked and those that are not. Questions that differ in nothing but their words are one. */
function chosen(
  all: readonly Interaction[],
  { played, without = [] }: Choice,
  misfitOf: (question: Interaction) => string | undefined,
): Questions {
  const one = new Map<string, Interaction>();
  for (const each of all)
    if (!one.has(keyOf(each)) || misfitOf(each) === undefined) one.set(keyOf(each), each);
  const judged = [...one.values()].map((question) => ({
    question,
    why: misfitOf(question) ?? reasonAgainst(question, played, without),
  }));
  return {
    asked: judged.flatMap(({ question, why }) => (why === undefined ? [question] : [])),
    unasked: judged.flatMap(({ question, why }) => (why === undefined ? [] : [{ question, why }])),
  };
}

/** What an image is instead where a policy keeps it from what it is to be, and who asks is the same to it. */
const insteadOf: Readonly<Record<string, string>> = { community: 'public', deactivated: 'active' };

/**
 * Questions in place of those whose state the cloud refused to make, where another one does: an onlooker is that of a public image, too,
 * and who may not reactivate is refused before anybody looks at the image.
 * @param statusOf the status with which the cloud refused the state of a question; undefined: it did not.
 */
export function questionsInstead(
  asked: readonly Interaction[],
  statusOf: (question: Interaction) => number | undefined,
): readonly Interaction[] {
  const known = new Set(asked.map(keyOf));
  const others = asked.filter((question) => statusOf(question) === 403).flatMap(insteadFor);
  return [...new Map(others.map((each) => [keyOf(each), each])).values()].filter(
    (each) => !known.has(keyOf(each)),
  );
}

function insteadFor(question: Interaction): readonly Interaction[] {
  const given = question.given.map((state) => {
    const { visibility, status, earlier } = state.parameters as ImageGiven;
    if (state.state !== 'an image' || earlier !== undefined) return state;
    const other = {
      ...(visibility !== undefined && { visibility: insteadOf[visibility] ?? visibility }),
      ...(status !== undefined && { status: insteadOf[status] ?? status }),
    };
    return { ...state, parameters: { ...state.parameters, ...other } };
  });
  const other = { ...question, given };
  return keyOf(other) === keyOf(question) ? [] : [other];
}

/** A question as one text: the same one in each run. */
export function keyOf({ given, caller, request }: Interaction): string {
  return JSON.stringify([given, caller, request]);
}

function reasonAgainst(
  question: Interaction,
  played: ReadonlySet<Player>,
  without: readonly Setting[],
): string | undefined {
  const { given, setting } = question;
  if (setting !== undefined && without.includes(setting)) return `--without ${setting} leaves them out`;
  // Times need seconds between the steps of a state, and are no matter of policies or settings.
  if (given.some(({ parameters }) => parameters['timed'] === true)) return 'times are not compared';
  const missing = [...playersIn(question)].filter((player) => !played.has(player));
  return missing.length === 0 ? undefined : `nobody plays the ${missing.join(' and the ')}`;
}

/** The players that a question cannot be asked without. */
export function playersIn({ given, caller, request }: Interaction): ReadonlySet<Player> {
  const needed = new Set<Player>(caller === null ? [] : [caller]);
  for (const { state, parameters } of given) {
    for (const text of textsIn(parameters)) if (isPlayer(text)) needed.add(text);
    if (state === 'an image' && parameters['owner'] === undefined) needed.add('producer');
    if (parameters['visibility'] === 'public') needed.add('administrator');
  }
  const text = textsIn(request).join('\n');
  for (const tenant of castTenants) if (text.includes(`\${${tenantValue(tenant)}}`)) needed.add(tenant);
  return needed;
}

/** The provider states of a question without that of its caller, as one text: questions of one text share an image. */
export function placeOf({ given }: Interaction): string {
  return JSON.stringify(given.filter(({ state }) => state !== 'a caller'));
}

/** A question as one text, whichever members its image has: what of the permission table it asks for. */
export function lineKeyOf({ given, caller, request }: Interaction): string {
  const bare = given.map(({ state, parameters }) => [state, { ...parameters, members: undefined }]);
  return JSON.stringify([bare, caller, request]);
}

/** Where a question is asked, in words. */
export function placeText({ given }: Interaction): string {
  return given
    .filter(({ state }) => state !== 'a caller')
    .map(stateText)
    .join('; ');
}
