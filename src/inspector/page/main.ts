import { html, nothing, render, type TemplateResult } from 'lit-html';
import { rememberToken } from './api.ts';
import { cellPanel } from './cell-view.ts';
import { entryPanel } from './entry-view.ts';
import { journalView, rowView } from './journal-view.ts';
import {
  attempt,
  keepFollowing,
  loadControls,
  loadPeople,
  needCell,
  needControls,
  needRules,
  worldChanged,
} from './loading.ts';
import { matrixView } from './matrix-view.ts';
import { goOn, here, linkTo, type View, views } from './place.ts';
import { rulesView } from './rules-view.ts';
import { changed, store, whenChanged } from './store.ts';
import { worldView } from './world-view.ts';

/** The whole page: draws what the store has at the place that the address names. */
function page(): TemplateResult {
  if (store.closed !== '') return closedPage();
  const { view } = here();
  return html`
    <a class="skip" href="#main" @click=${toMain}>To the content</a>
    ${head(view)}
    <main id="main" tabindex="-1" class=${view}>
      <h1 class="unseen">${views.find(([name]) => name === view)?.[1]}</h1>
      ${problem()} ${drawn[view]()}
    </main>
    <p class="unseen" role="status">${store.done}</p>
  `;
}

function toMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}

function head(view: View): TemplateResult {
  return html`<header class="top">
    <p class="brand">
      <img src="page/icon.svg" alt="" width="28" height="28" /><span>image-members-fake</span>
    </p>
    <nav aria-label="Views">
      ${views.map(
        ([name, title]) =>
          html`<a href=${linkTo(name)} aria-current=${name === view ? 'page' : nothing}>${title}</a>`,
      )}
    </nav>
    ${worldFacts()} ${chooser()}
  </header>`;
}

function worldFacts(): TemplateResult | typeof nothing {
  const { people } = store;
  if (people === undefined) return nothing;
  const { world, profile, release, bugs } = people;
  return html`<p class="world-facts">
    <span>world <b>${world}</b></span
    ><span>${profile}${release === null ? '' : ` ${release}`}</span
    >${bugs.length === 0 ? nothing : html`<span class="bug">bugs: ${bugs.join(', ')}</span>`}
  </p>`;
}

function chooser(): TemplateResult {
  const { as = '' } = here().query;
  const choose = (event: Event): void => goOn({ as: (event.target as HTMLSelectElement).value });
  const users = store.people?.users ?? [];
  return html`<label class="who"
    ><span>You are</span>
    <select aria-label="You are" @change=${choose}>
      <option value="" ?selected=${as === ''}>nobody yet</option>
      ${users.map(
        ({ key, name, tenantName, roles }) =>
          html`<option value=${key} .selected=${key === as}>
            ${name}${tenantName === null || tenantName === name ? '' : ` on ${tenantName}`}${roles.length === 0 ? '' : ` (${roles.join(', ')})`}
          </option>`,
      )}
    </select></label
  >`;
}

function problem(): TemplateResult | typeof nothing {
  if (store.problem === '') return nothing;
  const close = (): void => {
    store.problem = '';
    changed();
  };
  return html`<div class="problem" role="alert">
    <p>${store.problem}</p>
    <button type="button" class="quiet" @click=${close}>Close</button>
  </div>`;
}

/** A list, and beside it what is open. */
function split(list: TemplateResult, panel: TemplateResult, isOpen: boolean): TemplateResult {
  return html`<div class="split ${isOpen ? 'open' : ''}">
    <section class="list">${list}</section>
    <aside class="panel" aria-label="Details" tabindex="0">${panel}</aside>
  </div>`;
}

/** What each view draws. */
const drawn: { readonly [V in View]: () => TemplateResult } = {
  matrix: () => split(html`${matrixView()} ${strip()}`, cellPanel(), (here().query['image'] ?? '') !== ''),
  journal: () => split(journalView(), entryPanel(), (here().query['entry'] ?? '') !== ''),
  rules: rulesView,
  world: worldView,
};

/** The last exchanges below the matrix, where there is room. */
function strip(): TemplateResult | typeof nothing {
  const last = store.entries.slice(-12).toReversed();
  if (last.length === 0) return nothing;
  return html`<section class="strip" aria-label="The last exchanges" tabindex="0">
    <h2>The last exchanges</h2>
    <ol class="journal">
      ${last.map((entry) => rowView(entry, true))}
    </ol>
  </section>`;
}

function closedPage(): TemplateResult {
  const open = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    rememberToken(String(data.get('token')));
    store.closed = '';
    start();
  };
  return html`<main class="closed">
    <h1>The control plane is closed</h1>
    <p>${store.closed}</p>
    <form @submit=${open}>
      <label>Control token <input name="token" type="password" autocomplete="off" required /></label>
      <button class="primary">Open</button>
    </form>
  </main>`;
}

/** Draws the page, and asks for what it lacks. */
function draw(): void {
  const { view } = here();
  if (store.closed === '') {
    needRules();
    if (view === 'matrix') needCell();
    if (view === 'world') needControls();
  }
  render(page(), document.body);
  showAsked();
}

let askedFor = '';

/** Brings what a link asks about into sight, once. */
function showAsked(): void {
  const { action = '', image = '', cell = '' } = here().query;
  const isAsked = action !== '' || cell !== '';
  const asked = document.querySelector(`[data-action="${CSS.escape(action)}"], .opened`);
  const now = `${image} ${action} ${cell}`;
  if (askedFor === now || (asked === null && isAsked)) return;
  askedFor = now;
  asked?.scrollIntoView({ block: 'center' });
}

/** Somebody to be at first: a member, where there is one. */
function start(): void {
  void attempt(async () => {
    await loadPeople();
    const { examples, users = [] } = store.people ?? {};
    const first = examples?.member?.as ?? users[0]?.key;
    if (here().query['as'] === undefined && first !== undefined) goOn({ as: first }, false);
    void keepFollowing();
  });
}

whenChanged(draw);
addEventListener('hashchange', changed);
addEventListener('focus', () => {
  worldChanged();
  void attempt(loadControls);
});
start();
changed();
