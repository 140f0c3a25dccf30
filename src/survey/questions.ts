/** The questions that a cloud is asked: the conversations of the contracts, as far as they can be had with it. */
import type { Profile } from '../domain/profile.ts';
import { cast, castTenants, isPlayer, type Player, tenantValue } from '../contract/cast.ts';
import { filledFor, misfit } from '../contract/fitting.ts';
import type { Interaction, RequiredProviderState, Setting } from '../contract/interaction.ts';
import type { ImageGiven } from '../contract/provider-states/image-parameters.ts';
import { interactions } from '../contract/interactions.ts';
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
  const filled = [...interactions, ...further].map((each) => filledFor(each, profile));
  return chosen(filled, choice, (question) => {
    if (question.where?.(profile) === false) return 'they are about other rules than these';
    const why = misfit(question, profile);
    return why === undefined ? undefined : `with these rules ${why}`;
  });
}

/**
 * All questions, whatever the rules are: what they are is to be learnt.
 * @param most the members that an image takes; where that is less than a question's image has, it is given those that the
 * question is about.
 */
export function allQuestions(choice: Choice, most: number = Infinity): Questions {
  return chosen(
    interactions.map((each) => roomyFor(each, most)),
    choice,
    () => undefined,
  );
}

function roomyFor(question: Interaction, most: number): Interaction {
  const isTooFull = question.given.some(({ parameters }) => membersIn(parameters).length > most);
  if (!isTooFull) return question;
  const { caller, request } = question;
  const texts = textsIn(request).join('\n');
  const isAbout = ({ tenant }: MemberGiven): boolean =>
    (caller !== null && cast[caller].tenant === tenant) ||
    texts.includes(`\${${tenant.replaceAll('-', '_')}}`);
  const given = question.given.map((state) => {
    const members = membersIn(state.parameters);
    if (members.length <= most) return state;
    const kept = members.toSorted((one, other) => Number(isAbout(other)) - Number(isAbout(one)));
    return { ...state, parameters: { ...state.parameters, members: kept.slice(0, most) } };
  });
  return { ...question, given };
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

/** Where a question is asked, in words. */
export function placeText({ given }: Interaction): string {
  return given
    .filter(({ state }) => state !== 'a caller')
    .map(stateText)
    .join('; ');
}
