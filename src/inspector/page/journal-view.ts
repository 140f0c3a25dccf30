import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { sentence, warningSentence } from './checks-view.ts';
import { goOn, here, linkTo, linkWith } from './place.ts';
import { clearJournal } from './forms.ts';
import { shape, statusMark } from './shapes.ts';
import { changed, type Entry, store } from './store.ts';

/** Pixels of a row; the style sheet has the same. */
const rowHeight = 60;

let visible = { first: 0, count: 24 };

function scrolled(event: Event): void {
  const { scrollTop, clientHeight } = event.currentTarget as HTMLElement;
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - 8);
  const count = Math.ceil(clientHeight / rowHeight) + 16;
  if (first === visible.first && count === visible.count) return;
  visible = { first, count };
  changed();
}

/** Which exchanges are shown, besides those that have the text that is looked for. */
const kinds: Readonly<Record<string, readonly [title: string, fits: (entry: Entry) => boolean]>> = {
  refused: ['refused', ({ because }) => (because ?? null) !== null],
  changes: ['that change something', ({ changes = [] }) => changes.length > 0],
  warnings: ['with warnings', ({ warnings = [] }) => warnings.length > 0],
  unread: ['with unread parts', ({ unread = [] }) => unread.length > 0],
  faults: ['with a fault', ({ fault }) => (fault ?? null) !== null],
};

/** The exchanges that fit what is asked for, the newest first. */
export function fittingEntries(): readonly Entry[] {
  const { search = '', kind = '', operation = '', persona = '' } = here().query;
  const wanted = search.toLowerCase();
  const fits = kinds[kind]?.[1] ?? (() => true);
  return store.entries
    .filter(
      (entry) =>
        fits(entry) &&
        (operation === '' || entry.trace.operation === operation) &&
        (persona === '' || entry.trace.decision?.persona === persona) &&
        (wanted === '' || textOf(entry).includes(wanted)),
    )
    .toReversed();
}

function textOf({
  method,
  target,
  status,
  because,
  caller,
  changes = [],
  warnings = [],
  names = {},
}: Entry): string {
  const { userName = '', tenantName = '' } = caller ?? {};
  const words = [method, target, status, because, userName, tenantName, ...changes, ...warnings];
  return [...words, ...Object.values(names)].join(' ').toLowerCase();
}

/** The journal: one row for each exchange. */
export function journalView(): TemplateResult {
  const entries = fittingEntries();
  const first = Math.min(visible.first, Math.max(0, entries.length - 1));
  const shown = entries.slice(first, first + visible.count);
  return html`
    ${filters(entries.length)}
    <div class="window journal" tabindex="0" role="region" aria-label="Exchanges" @scroll=${scrolled}>
      ${
        entries.length === 0
          ? emptyJournal()
          : html`<ol aria-label="Exchanges, the newest first">
              ${space(first)}
              ${repeat(
                shown,
                ({ number }) => number,
                (entry) => rowView(entry),
              )}
              ${space(entries.length - first - shown.length)}
            </ol>`
      }
    </div>
  `;
}

function space(rows: number): TemplateResult | typeof nothing {
  if (rows <= 0) return nothing;
  return html`<li class="space" role="presentation">
    <svg width="1" height=${rows * rowHeight}></svg>
  </li>`;
}

function emptyJournal(): TemplateResult {
  if (store.entries.length > 0)
    return html`<p class="empty">
      No exchange fits.
      <button type="button" @click=${() => goOn({ search: '', kind: '', operation: '', persona: '' }, false)}>
        Show all exchanges
      </button>
    </p>`;
  return html`<p class="empty">
    No requests yet. Each request that a client sends to this world appears here as it is answered, with the
    rule that decided.
  </p>`;
}

function filters(count: number): TemplateResult {
  const { search = '', kind = '', operation = '', persona = '' } = here().query;
  return html`<div class="toolbar">
    <label class="search"
      ><span class="unseen">Search exchanges</span>
      <input
        type="search"
        placeholder="Search by path, user, reason, status"
        .value=${search}
        @input=${(event: Event) => goOn({ search: (event.target as HTMLInputElement).value }, false)}
    /></label>
    <label
      ><span class="unseen">Which exchanges</span>
      <select @change=${(event: Event) => goOn({ kind: (event.target as HTMLSelectElement).value }, false)}>
        <option value="">all exchanges</option>
        ${Object.entries(kinds).map(
          ([name, [title]]) => html`<option value=${name} .selected=${name === kind}>${title}</option>`,
        )}
      </select></label
    >
    ${operation === '' ? nothing : chip('operation', operation)}
    ${persona === '' ? nothing : chip('persona', persona)}
    <p class="count" role="status">${count === 1 ? '1 exchange' : `${count} exchanges`}</p>
    <button type="button" class="quiet" ?disabled=${store.entries.length === 0} @click=${clearJournal}>
      Clear<span class="unseen"> the journal</span>
    </button>
    <p class=${store.live ? 'live on' : 'live'}>${store.live ? 'live' : 'not connected'}</p>
  </div>`;
}

/** A filter that a link has set, to be taken away. */
function chip(name: string, value: string): TemplateResult {
  return html`<button type="button" class="chip" @click=${() => goOn({ [name]: '' }, false)}>
    ${value}${shape('no')}<span class="unseen">Remove this filter</span>
  </button>`;
}

/** One exchange: who asked what, what was answered, and why. */
export function rowView(entry: Entry, isStrip = false): TemplateResult {
  const { number, at, method, target, status, warnings = [], trace } = entry;
  const isOpen = !isStrip && here().query['entry'] === String(number);
  const link = isStrip ? linkTo('journal', { entry: String(number) }) : linkWith({ entry: String(number) });
  return html`<li class="exchange ${warnings.length > 0 ? 'warned' : ''}">
    <a href=${link} aria-current=${isOpen ? 'true' : nothing}>
      ${statusMark(status)}
      <span class="what"><b>${method}</b> ${target}</span>
      <span class="by">${callerOf(entry)}<time datetime=${at}>${at.slice(11, 19)}</time></span>
      <span class="why"
        >${warnings.length > 0 ? shape('warning') : nothing}${trace.operation === null || trace.operation === undefined ? nothing : html`<b>${trace.operation}</b>`}
        ${outcomeOf(entry)}</span
      >
    </a>
  </li>`;
}

/** Who sent a request, as people call it. */
export function callerOf({ caller }: Entry): string {
  if (caller === null || caller === undefined) return 'nobody';
  const user = caller.userName ?? caller.user ?? '';
  const tenant = caller.tenantName ?? caller.tenant ?? '';
  return tenant === '' || tenant === user ? user : `${user} on ${tenant}`;
}

/** What came of it, in a line. */
function outcomeOf({ because, changes = [], warnings = [] }: Entry): string {
  const [warning] = warnings;
  if (warning !== undefined) return warningSentence(warning);
  if (because !== null && because !== undefined) return sentence(because);
  return changes.join('; ');
}
