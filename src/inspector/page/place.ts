/** Where one is in the page, as its address says it: a link leads back to the same view. */
export interface Place {
  readonly view: View;
  /** Who is chosen, what is open, what is looked for. */
  readonly query: Readonly<Record<string, string>>;
}

/** The views of the page. */
export type View = 'matrix' | 'journal' | 'rules' | 'world';

/** The views, with what they are called. */
export const views: readonly (readonly [view: View, title: string])[] = [
  ['matrix', 'Matrix'],
  ['journal', 'Journal'],
  ['rules', 'Rules'],
  ['world', 'World'],
];

/** The place in an address. */
export function placeIn(hash: string): Place {
  const [, path = '', query = ''] = /^#\/?([^?]*)\??(.*)$/.exec(hash) ?? [];
  const view = views.find(([name]) => name === path)?.[0] ?? 'matrix';
  return { view, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a place. What is empty is left out. */
export function addressOf({ view, query }: Place): string {
  const parts = Object.entries(query).filter(([, value]) => value !== '');
  const text = new URLSearchParams(parts).toString();
  return `#/${view}${text === '' ? '' : `?${text}`}`;
}

/** Where one is. */
export function here(): Place {
  return placeIn(location.hash);
}

/** The address of another view; who one is comes along. */
export function linkTo(view: View, query: Place['query'] = {}): string {
  const as = here().query['as'] ?? '';
  return addressOf({ view, query: { as, ...query } });
}

/** The address of this view with something else open. */
export function linkWith(query: Place['query']): string {
  const now = here();
  return addressOf({ view: now.view, query: { ...now.query, ...query } });
}

/** Goes on in the same view with something else: as a step that one can take back, or not. */
export function goOn(query: Place['query'], isStep = true): void {
  const address = linkWith(query);
  if (isStep) location.hash = address;
  else {
    history.replaceState(null, '', address);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}
