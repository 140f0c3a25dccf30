import { html, nothing, type TemplateResult } from 'lit-html';
import type { CellView, Possible } from '../cell.ts';
import { checksView, sentence } from './checks-view.ts';
import { here } from './place.ts';
import { send } from './sending.ts';
import { sentView } from './sent-view.ts';
import { shape, statusMark } from './shapes.ts';
import { store } from './store.ts';

/** What you may do about the membership and the image, and why not. */
export function possibilities({ membership, ofImage, tenant, member }: CellView): TemplateResult {
  const name = tenant?.name ?? tenant?.id ?? '';
  return html`
    ${
      membership.length === 0
        ? nothing
        : html`<section class="possible">
            <h3>The membership of ${name}</h3>
            ${possibleList(membership.filter(({ key }) => key !== `status:${member?.status}` || isSent(key)))}
          </section>`
    }
    <section class="possible">
      <h3>The image</h3>
      ${possibleList(ofImage)}
    </section>
  `;
}

/** What may be done and what not. Where all is refused for one reason, that is said once. */
function possibleList(all: readonly Possible[]): TemplateResult {
  const [first, ...others] = all.map(({ verdict }) => verdict.because);
  const isOneReason = first !== null && others.length > 0 && others.every((reason) => reason === first);
  return html`<ul>
    ${isOneReason ? html`<li class="refused one"><p>${sentence(first ?? '')}</p></li>` : nothing}
    ${all.map((each) => possibleView(each, isOneReason))}
  </ul>`;
}

/** Where an action is in the page. */
function placeOf(key: string): string {
  const { image = '', tenant = '' } = here().query;
  return `${image} ${tenant} ${key}`;
}

function isSent(key: string): boolean {
  return store.sent?.from === placeOf(key);
}

function possibleView(possible: Possible, isReasonSaid: boolean): TemplateResult {
  const { key, label, verdict, operation } = possible;
  const { granted, because } = verdict;
  const asked = key === here().query['action'] ? 'asked' : '';
  return html`<li class="${granted ? 'granted' : 'refused'} ${asked}" data-action=${key}>
    ${actionLine(possible)}
    ${because === null || isReasonSaid ? nothing : html`<p class="because">${sentence(because)}</p>`}
    <details>
      <summary>How it is decided<span class="unseen">: ${label}</span></summary>
      ${checksView(verdict, operation)}
    </details>
    ${isSent(key) ? sentView() : nothing}
  </li>`;
}

function actionLine({ key, label, request, verdict: { granted, status } }: Possible): TemplateResult {
  const word = granted ? 'Do it' : 'Try it';
  return html`<div class="line">
    <span class="answer">${shape(granted ? 'yes' : 'no')}<b>${label}</b></span>
    ${granted ? nothing : statusMark(status)}
    <button
      type="button"
      class=${granted ? 'primary' : 'quiet'}
      aria-label=${`${word}: ${label}`}
      @click=${() => send(request, label, placeOf(key))}
    >
      ${word}
    </button>
  </div>`;
}
