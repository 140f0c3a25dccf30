import { createHash } from 'node:crypto';
import type { Asked, Side } from './side.ts';

/**
 * One story that is asked of both sides. Its images have the same ids on both, given by whoever creates them, and
 * no other story has them: a real Glance never gives out an id twice.
 */
export interface Story {
  /** A word that only this story has: for tags, and names. */
  readonly word: string;
  /** The id of an image by its label. Ids sort in the order in which labels were first used. */
  imageId(label: string): string;
}

/** Begins a story. `nonce` keeps runs apart, `name` keeps stories of one run apart. */
export function storyOf(nonce: string, name: string): Story {
  const digest = createHash('sha256').update(`${nonce}/${name}`).digest('hex');
  const labels = new Map<string, number>();
  const stem = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}`;
  return {
    word: `w${digest.slice(0, 16)}`,
    imageId(label) {
      const place = labels.get(label) ?? labels.size + 1;
      labels.set(label, place);
      return `${stem}-${place.toString(16).padStart(12, '0')}`;
    },
  };
}

/** Translates between one side and the placeholders that both sides share. */
export interface Names {
  /** Puts this side's ids in place of `<tenant:beta>`, `<user:beta>`, `<image:a>`, `<word>` and kept values, `<TENANT:BETA>` and `<IMAGE:A>` in capitals. */
  expand(text: string): string;
  expandAsked(asked: Asked): Asked;
  /** Puts placeholders in place of this side's ids and addresses. */
  fold(text: string): string;
  /** How many ids and addresses it knows: while that stays, the same text folds to the same. */
  known(): number;
  /** From now on `<kept:name>` stands for a value of this side. */
  keep(name: string, value: string): void;
}

const placeholder = /<(tenant|user|image|TENANT|USER|IMAGE|kept):([^<>]+)>|<word>/g;

/** The names of a story on a side. */
export function namesOf(side: Side, story: Story): Names {
  const known = new Map<string, string>();
  const learn = (value: string, name: string): string => {
    if (value === '') return value;
    known.set(value, `<${name}>`);
    if (encodeURIComponent(value) !== value) known.set(encodeURIComponent(value), `<${name}>`);
    if (value.toUpperCase() !== value && !name.startsWith('kept'))
      known.set(value.toUpperCase(), `<${name.toUpperCase()}>`);
    return value;
  };
  const values = new Map<string, string>();
  for (const [persona, { user, tenant, tenantName }] of Object.entries(side.residents)) {
    values.set(`user:${persona}`, learn(user, `user:${persona}`));
    values.set(`tenant:${tenantName}`, learn(tenant, `tenant:${tenantName}`));
  }
  learn(side.places.identity, 'identity');
  learn(side.places.glance, 'glance');
  learn(side.places.catalog ?? '', 'glance');
  known.set(story.word, '<word>');
  const valueOf = (name: string): string => {
    const [kind = '', label = ''] = name.split(/:(.*)/s);
    if (kind === kind.toUpperCase()) return valueOf(name.toLowerCase()).toUpperCase();
    const value = kind === 'image' ? learn(story.imageId(label), name) : values.get(name);
    if (value === undefined) throw new Error(`nothing is called <${name}> on the side ${side.name}`);
    return value;
  };
  const expand = (text: string): string =>
    text.replace(placeholder, (all) => (all === '<word>' ? story.word : valueOf(all.slice(1, -1))));
  return {
    expand,
    expandAsked: (asked) => expandedIn(asked, expand),
    fold: folding(known),
    known: () => known.size,
    keep: (name, value) => void values.set(`kept:${name}`, learn(value, `kept:${name}`)),
  };
}

function expandedIn(asked: Asked, expand: (text: string) => string): Asked {
  const headers = Object.entries(asked.headers ?? {}).map(([name, value]) => [name, expand(value)] as const);
  return {
    ...asked,
    path: expand(asked.path),
    headers: Object.fromEntries(headers),
    ...(typeof asked.body === 'string' ? { body: expand(asked.body) } : {}),
  };
}

/** Longer values first: a fake's Keystone is below its Glance. */
function folding(known: ReadonlyMap<string, string>): (text: string) => string {
  let pattern = /(?!)/g;
  let size = 0;
  return (text) => {
    if (size !== known.size) {
      const values = [...known.keys()].toSorted((a, b) => b.length - a.length);
      pattern = new RegExp(
        values.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|'),
        'g',
      );
      size = known.size;
    }
    return text.replace(pattern, (value) => known.get(value) ?? value);
  };
}
