import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Cell, Matrix, Row } from '../matrix.ts';
import { blockSize, columnCount, needBlock } from './loading.ts';
import { goOn, here, linkWith } from './place.ts';
import { shape, visibilityMark } from './shapes.ts';
import { changed, store } from './store.ts';

/** Pixels of a row; the style sheet has the same. */
const rowHeight = 56;

/** What the page shows of a list: from which row, and how many. */
let visible = { first: 0, count: 24 };

function scrolled(event: Event): void {
  const { scrollTop, clientHeight } = event.currentTarget as HTMLElement;
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - 8);
  const count = Math.ceil(clientHeight / rowHeight) + 16;
  if (first === visible.first && count === visible.count) return;
  visible = { first, count };
  changed();
}

/** The block that says how many images and which tenants there are: any that is there. */
function known(): Matrix | undefined {
  return store.blocks.values().next().value;
}

function rowAt(index: number): Row | undefined {
  const block = Math.floor(index / blockSize);
  return store.blocks.get(block)?.rows[index - block * blockSize];
}

/** The matrix: images × tenants. */
export function matrixView(): TemplateResult {
  const found = known()?.total;
  const total = found ?? 0;
  const first = Math.min(visible.first, Math.max(0, total - 1));
  const last = Math.min(total, first + visible.count);
  for (let block = Math.floor(first / blockSize); block * blockSize < Math.max(last, 1); block += 1)
    needBlock(block);
  return html`
    ${toolbar(found)} ${legend()}
    <div class="window matrix" tabindex="0" role="region" aria-label="Images and tenants" @scroll=${scrolled}>
      ${known() === undefined ? html`<p class="empty">Loading …</p>` : table(total, first, last)}
    </div>
  `;
}

function countOf(total: number | undefined): string {
  if (total === undefined) return '';
  return total === 1 ? '1 image' : `${total.toLocaleString('en')} images`;
}

function toolbar(total: number | undefined): TemplateResult {
  const { search = '' } = here().query;
  return html`<div class="toolbar">
    <label class="search"
      ><span class="unseen">Search images</span>
      <input
        type="search"
        placeholder="Search by name, id, owner, visibility"
        .value=${search}
        @input=${(event: Event) => goOn({ search: (event.target as HTMLInputElement).value }, false)}
    /></label>
    <p class="count" role="status">${countOf(total)}</p>
    ${tenantPages()}
  </div>`;
}

/** Where there are more tenants than columns: the way to the others. */
function tenantPages(): TemplateResult | typeof nothing {
  const tenantTotal = known()?.tenantTotal ?? 0;
  if (tenantTotal <= columnCount) return nothing;
  const from = Number(here().query['tenants'] ?? 0);
  const last = Math.min(tenantTotal, from + columnCount);
  return html`<nav class="pages" aria-label="Tenants">
    <button
      type="button"
      ?disabled=${from === 0}
      @click=${() => goOn({ tenants: String(Math.max(0, from - columnCount)) }, false)}
    >
      ← <span class="unseen">Tenants before</span>
    </button>
    <span>tenants ${from + 1}–${last} of ${tenantTotal}</span>
    <button
      type="button"
      ?disabled=${last >= tenantTotal}
      @click=${() => goOn({ tenants: String(from + columnCount) }, false)}
    >
      <span class="unseen">Tenants behind</span> →
    </button>
  </nav>`;
}

function legend(): TemplateResult {
  const marks = ['owner', 'pending', 'accepted', 'rejected'].map(
    (name) => html`<li class="mark ${name}">${shape(name)}${name}</li>`,
  );
  return html`<ul class="legend" aria-label="What the shapes mean">
    ${marks}
    <li class="mark none">${shape('none')}not a member</li>
    <li class="mark"><span class="sample may" aria-hidden="true"></span>you may change this</li>
  </ul>`;
}

function table(total: number, first: number, last: number): TemplateResult {
  const tenants = known()?.tenants ?? [];
  if (total === 0) return emptyTable();
  const indices = Array.from({ length: last - first }, (_, place) => first + place);
  return html`<table aria-rowcount=${total + 1}>
    <caption class="unseen">
      Each image with its owner and visibility, and the status of each tenant's membership
    </caption>
    <thead>
      <tr aria-rowindex="1">
        <th scope="col" class="image">Image</th>
        <th scope="col" class="you">You</th>
        ${tenants.map(({ id, name }) => tenantHead(id, name))}
      </tr>
    </thead>
    <tbody>
      ${space(first, tenants.length)}
      ${repeat(
        indices,
        (index) => index,
        (index) => row(index, rowAt(index)),
      )}
      ${space(total - last, tenants.length)}
    </tbody>
  </table>`;
}

function emptyTable(): TemplateResult {
  const { search = '' } = here().query;
  if (search === '')
    return html`<p class="empty">
      This world has no images. A client creates one with <code>POST /v2/images</code>; a seed may have some.
    </p>`;
  return html`<p class="empty">
    No image has “${search}” in its name, id, owner or visibility.
    <button type="button" @click=${() => goOn({ search: '' }, false)}>Show all images</button>
  </p>`;
}

function tenantHead(id: string, name: string): TemplateResult {
  const you = store.people?.users.find((user) => user.key === here().query['as'])?.tenant === id;
  return html`<th scope="col" class="tenant ${you ? 'own' : ''}" title=${`${name}, ${id}`}>
    <span class="name">${name}</span
    >${you ? html`<small class="tag">you</small>` : html`<small>${id}</small>`}
  </th>`;
}

/** Stands for the rows that are not drawn. */
function space(rows: number, columns: number): TemplateResult | typeof nothing {
  if (rows <= 0) return nothing;
  return html`<tr class="space" aria-hidden="true">
    <td colspan=${columns + 2}><svg width="1" height=${rows * rowHeight}></svg></td>
  </tr>`;
}

function row(index: number, found: Row | undefined): TemplateResult {
  const tenants = known()?.tenants ?? [];
  if (found === undefined)
    return html`<tr class="waiting" aria-rowindex=${index + 2}>
      <td colspan=${tenants.length + 2}>…</td>
    </tr>`;
  const { image: open, tenant } = here().query;
  return html`<tr aria-rowindex=${index + 2} class=${open === found.id ? 'open' : ''}>
    ${imageHead(found, open === found.id && !tenant)}
    <td class="you">${you(found)}</td>
    ${found.cells.map((cell, place) => cellLink(found, cell, tenants[place]))}
  </tr>`;
}

function imageHead({ id, name, owner, ownerName, visibility }: Row, isOpen: boolean): TemplateResult {
  return html`<th scope="row" class="image">
    <a
      href=${linkWith({ image: id, tenant: '' })}
      aria-current=${isOpen ? 'true' : nothing}
      title=${`${name ?? ''} ${id}`}
    >
      <span class="name">${name ?? html`<i>without a name</i>`}</span>
      <span class="more"
        >${visibilityMark(visibility)}<span class="owner">of ${ownerName ?? owner ?? 'nobody'}</span></span
      >
    </a>
  </th>`;
}

function you({ you: known }: Row): TemplateResult {
  if (known === null) return html`<span class="faint">–</span>`;
  const { persona, sees, listed } = known;
  const words = listed ? 'in your list' : sees ? 'not in your list' : 'hidden from you';
  return html`<span class="persona">${persona}</span
    ><small class=${listed ? 'good' : 'faint'}
      >${shape(listed ? 'yes' : sees ? 'none' : 'no')}${words}</small
    >`;
}

const wordsFor: Readonly<Record<string, string>> = {
  share: 'share',
  remove: 'remove',
  'status:accepted': 'accept',
  'status:rejected': 'reject',
  'status:pending': 'set pending',
};

function cellLink(
  image: Row,
  { status, may }: Cell,
  tenant: Matrix['tenants'][number] | undefined,
): TemplateResult {
  const id = tenant?.id ?? '';
  const { query } = here();
  const isOpen = query['image'] === image.id && query['tenant'] === id;
  const word = status ?? 'not a member';
  const can = may.map((key) => wordsFor[key] ?? key).join(', ');
  const label = `${image.name ?? image.id}, ${tenant?.name ?? id}: ${word}${can === '' ? '' : `; you may ${can}`}`;
  return html`<td>
    <a
      class="cell ${status ?? 'none'} ${may.length > 0 ? 'may' : ''}"
      href=${linkWith({ image: image.id, tenant: id })}
      aria-label=${label}
      aria-current=${isOpen ? 'true' : nothing}
      title=${can === '' ? word : `${word}; you may ${can}`}
      >${shape(status ?? 'none')}<span>${status ?? ''}</span></a
    >
  </td>`;
}
