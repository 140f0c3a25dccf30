import type { Interaction } from '../interaction.ts';
import type { ImageGiven } from '../states/image-parameters.ts';
import { identityOf } from './steps.ts';

/**
 * Gives each interaction a sentence: what is asked, by whom, and, as far as it takes that to tell one from another, in
 * which state. The same interactions get the same sentences, whatever their order.
 */
export function withSentences(all: readonly Interaction[]): readonly Interaction[] {
  const sorted = all.toSorted((one, other) => (identityOf(one) < identityOf(other) ? -1 : 1));
  return [asked, (each: Interaction) => `${asked(each)}${statesOf(each)}`, withRest]
    .reduce((named, sentenceOf) => {
      const taken = Map.groupBy(named, ({ sentence }) => sentence);
      const isAlone = ({ sentence }: Interaction): boolean =>
        sentence !== '' && taken.get(sentence)?.length === 1;
      return named.map((each) => (isAlone(each) ? each : { ...each, sentence: sentenceOf(each) }));
    }, sorted)
    .map(numbered);
}

/** `PUT /v2/images/{image}/members/{consumer} as the consumer` */
function asked({ caller, request }: Interaction): string {
  const { method, path, query = {} } = request;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((each) => `${name}=${each}`),
  );
  const target = pairs.length === 0 ? path : `${path}?${pairs.toSorted().join('&')}`;
  const who = caller === null ? 'nobody' : `the ${caller.replace('-reader', "'s reader")}`;
  return `${method} ${target.replaceAll('${', '{')} as ${who}`;
}

/** ` while the consumer is pending`, ` on a queued image` */
function statesOf({ given }: Interaction): string {
  const images = given
    .filter(({ state }) => state === 'an image')
    .map(({ parameters }) => imageWords(parameters));
  const words = [...images, ...given.filter(({ state }) => state === 'no image').map(() => 'on no image')];
  return words
    .filter((each) => each !== '')
    .map((each) => ` ${each}`)
    .join(' and');
}

function imageWords(image: ImageGiven): string {
  const { visibility, status, owner, deleted, hidden, members = [], fill, ...rest } = image;
  const kind = [deleted && 'deleted', hidden && 'hidden', rest.protected && 'protected', status, visibility];
  const adjectives = kind.filter((each) => typeof each === 'string').join(' ');
  const standing = members.map(
    ({ tenant, status: stands = 'pending', removed }) => `the ${tenant} is ${removed ? 'removed' : stands}`,
  );
  const other = Object.entries(rest).filter(
    ([name]) => !['as', 'protected', 'formats', 'data'].includes(name),
  );
  const parts = [
    adjectives === '' && owner === undefined
      ? ''
      : `on ${article(adjectives)}${owner === undefined ? '' : ` of the ${owner}`}`,
    rest.formats === false ? 'without formats' : '',
    rest.data === undefined ? '' : `with the data ${JSON.stringify(rest.data)}`,
    fill === undefined ? '' : `with ${fill} further members`,
    other.length === 0
      ? ''
      : `with ${other.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}`,
    standing.length === 0 ? '' : `while ${standing.join(', ')}`,
  ];
  return parts.filter((each) => each !== '').join(' ');
}

function article(adjectives: string): string {
  return `${/^[aeiou]/.test(adjectives) ? 'an' : 'a'} ${adjectives === '' ? '' : `${adjectives} `}image`;
}

/** What is left to tell interactions apart: what is sent. */
function withRest(each: Interaction): string {
  const { headers, body, type } = each.request;
  const sent = body === undefined ? '' : ` sending ${typeof body === 'string' ? body : JSON.stringify(body)}`;
  const extra = [type, ...Object.entries(headers ?? {}).map(([name, value]) => `${name} ${value}`)];
  const named = extra.filter((text) => text !== undefined).map((text) => ` (${text})`);
  return `${asked(each)}${statesOf(each)}${shortened(sent.replaceAll('${', '{'))}${named.join('')}`;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trimEnd();
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

/** A number behind sentences that are still alike: they differ behind the end of what is told. */
function numbered(each: Interaction, place: number, all: readonly Interaction[]): Interaction {
  const earlier = all.slice(0, place).filter(({ sentence }) => sentence === each.sentence).length;
  return earlier === 0 ? each : { ...each, sentence: `${each.sentence} (${earlier + 1})` };
}
