/** What the differences of a verification have in common. */
import { pathOf, type Step, stepsOf } from './pact-rules.ts';
import type { Difference, Verified, VerifiedInteraction } from './results.ts';

/** One thing that is wrong, with the interactions that show it. */
export interface Finding {
  /** As a sentence: `$.title is missing`. */
  readonly text: string;
  /** What it is in the single interactions, where that varies, with how often; the most frequent first. */
  readonly variants: readonly (readonly [text: string, times: number])[];
  /** Whether the interactions were not sent at all, since a provider state could not be made. */
  readonly isState: boolean;
  readonly interactions: readonly VerifiedInteraction[];
}

/** How many interactions hold, do not, and do not while their pact is pending. */
export interface Counts {
  readonly all: number;
  readonly hold: number;
  readonly fail: number;
  readonly pending: number;
}

/** Counts results. */
export function countsOf(interactions: readonly VerifiedInteraction[]): Counts {
  const hold = interactions.filter(({ ok }) => ok).length;
  const fail = interactions.filter(fails).length;
  return { all: interactions.length, hold, fail, pending: interactions.length - hold - fail };
}

/** Whether an interaction fails the verification. */
export function fails({ ok, pending }: VerifiedInteraction): boolean {
  return !ok && !pending;
}

/**
 * What is wrong, each once: differences of the same kind at the same place are one finding, wherever in a list it is. Of
 * an answer with another status only the status counts: its body is another one for that reason. What most interactions
 * show comes first.
 */
export function findingsOf({ interactions }: Verified): readonly Finding[] {
  const told = interactions
    .filter(fails)
    .flatMap((interaction) =>
      leading(interaction.differences).map((difference) => ({ interaction, difference })),
    );
  const groups = Map.groupBy(told, ({ difference }) => keyOf(difference));
  return [...groups.values()]
    .map((group) => ({
      ...headline(group.map(({ difference }) => difference)),
      isState: group[0]?.difference.kind === 'state',
      interactions: [...new Set(group.map(({ interaction }) => interaction))],
    }))
    .toSorted((one, other) => other.interactions.length - one.interactions.length);
}

/**
 * The differences that are no consequence of others: a state that failed, a request without an answer, another status.
 * Where there is none of these, all.
 */
export function leading(differences: readonly Difference[]): readonly Difference[] {
  const causes = ['state', 'unanswered', 'status'].map((kind) =>
    differences.filter((each) => each.kind === kind),
  );
  return causes.find((each) => each.length > 0) ?? differences;
}

function keyOf(difference: Difference): string {
  const { kind, where } = difference;
  const isPlaced = kind === 'header' || kind === 'body' || kind === 'value';
  return JSON.stringify(
    isPlaced
      ? [kind, anywhere(where).toLowerCase(), mannerOf(difference)]
      : [kind, where, reasonOf(difference)],
  );
}

/** What a request without an answer is about differs each time: its URL, and how much of the answer came. */
function reasonOf({ kind, text }: Difference): string {
  if (kind !== 'unanswered') return withoutIds(text);
  return withoutIds(text.replace(/^\S+ \S+ /, '').replaceAll(/\d+ (of \d+ )?bytes/g, '{n} bytes'));
}

function mannerOf({ expected, actual }: Difference): string {
  if (expected === undefined) return 'other';
  if (actual === undefined) return 'missing';
  return /^(at (least|most) )?\d+ items?$/.test(expected) ? 'length' : 'value';
}

/** A place whatever the place in a list: `$.images[*].visibility`. */
function anywhere(where: string): string {
  if (!where.startsWith('$')) return where;
  return pathOf(stepsOf(where).map((step): Step | '*' => (typeof step === 'number' ? '*' : step))).replaceAll(
    "['*']",
    '[*]',
  );
}

/** A text without ids and names, which differ each time that a state is made. */
export function withoutIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '{id}')
    .replaceAll(/[0-9a-f]{12,}/gi, '{id}')
    .replaceAll(/free-name-[\w-]+|image-[0-9a-z]{6,}/g, '{name}');
}

function headline(differences: readonly Difference[]): Pick<Finding, 'text' | 'variants'> {
  const texts = Map.groupBy(differences, textOf);
  const variants = [...texts]
    .map(([text, own]) => [text, own.length] as const)
    .toSorted(([, one], [, other]) => other - one);
  const [first] = differences;
  const [only] = variants;
  if (first === undefined || only === undefined) return { text: '', variants: [] };
  if (variants.length === 1) return { text: only[0], variants: [] };
  if (first.kind === 'state') return { text: only[0], variants: [] };
  if (first.kind === 'unanswered') return { text: only[0].replace(/^\S+ \S+ /, 'the request '), variants };
  const noun = first.kind === 'header' ? `the header ${first.where}` : placeText(first.where);
  return { text: `${noun} is not as the pact asks`, variants };
}

function placeText(where: string): string {
  const place = anywhere(where);
  return place === '$' || place === '' ? 'the body' : place;
}

/** The text of a difference, which is the same for each place in a list. */
function textOf({ kind, where, text }: Difference): string {
  const general = text.replace(/ \(the closest of \d+ items\)$/, '');
  const placed = where === '' ? general : general.replaceAll(where, () => anywhere(where));
  if (kind !== 'state') return withoutIds(placed);
  const isNamed = where === '' || text.includes(`"${where}"`);
  return isNamed ? text : `the provider state "${where}" could not be made: ${text}`;
}
