/** Provider states as words, for reports and pages. */
import type { RequiredProviderState } from './interaction.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** A provider state as words: `an image of the producer with the members consumer (accepted), second-consumer (pending)`. */
export function stateText({ state, parameters }: RequiredProviderState): string {
  if (state === 'an image') return imageText(parameters);
  if (state === 'a caller' && isWord(parameters['is'])) return `the caller is the ${parameters['is']}`;
  if (state === 'a free name' && isWord(parameters['is']))
    return `a name that no image of the ${parameters['is']} has`;
  if (state === 'no image') return 'an id that no image has';
  return Object.keys(parameters).length === 0 ? state : `${state}: ${JSON.stringify(parameters)}`;
}

function isWord(value: unknown): value is string {
  return typeof value === 'string';
}

/** What the state `an image` may say, and the words for it; the rest is written as it is. */
const phrases: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  fill: (value) => `with ${String(value)} further members`,
  name: (value) => (value === null ? 'without a name' : `named ${JSON.stringify(value)}`),
  tags: (value) => `with the tags ${listText(value)}`,
  properties: (value) => `with the properties ${JSON.stringify(value)}`,
  earlier: (value) => `which was ${String(value)} in between`,
  status: (value) => (value === 'queued' ? 'without data' : `which is ${String(value)}`),
  data: (value) => `with the data ${JSON.stringify(value)}`,
  formats: (value) => (value === false ? 'without formats' : undefined),
  protected: (value) => (value === true ? 'protected from deletion' : undefined),
  hidden: (value) => (value === true ? 'hidden from lists' : undefined),
  timed: (value) => (value === true ? 'with its times noted' : undefined),
  deleted: (value) => (value === true ? 'which was deleted since' : undefined),
};

function imageText(parameters: Parameters): string {
  const { as, owner = 'producer', visibility, members, ...others } = parameters;
  const kind = isWord(visibility) ? `${visibility} image` : 'image';
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  const called = isWord(as) && as !== 'image' ? ` (called ${as})` : '';
  const shared = membersText(members);
  const head = `${article} ${kind} of the ${String(owner)}${called}${shared === undefined ? '' : ` ${shared}`}`;
  return [head, ...imageDetails(others)].join(', ');
}

/** What a provider state says of an image, each parameter as words: `without data`, `hidden from lists`. */
export function imageDetails(parameters: Parameters): readonly string[] {
  return Object.entries(parameters).flatMap(([name, value]) =>
    Object.hasOwn(phrases, name) ? (phrases[name]?.(value) ?? []) : `${name}: ${JSON.stringify(value)}`,
  );
}

function membersText(members: unknown): string | undefined {
  if (!Array.isArray(members) || members.length === 0) return undefined;
  const all = members.map((member: Parameters) => {
    const { tenant, status = 'pending', removed } = member;
    return `${String(tenant)} (${removed === true ? 'removed since' : String(status)})`;
  });
  return `with the member${all.length > 1 ? 's' : ''} ${all.join(', ')}`;
}

function listText(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
}
