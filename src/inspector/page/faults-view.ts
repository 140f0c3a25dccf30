import { html, type TemplateResult } from 'lit-html';
import { control } from './api.ts';
import { act, field, given, onSubmit } from './forms.ts';
import { type Controls, store } from './store.ts';

type Fault = Controls['faults'][number];

/** What goes wrong on purpose, and a form for more of it. */
export function faultsCard({ faults }: Controls): TemplateResult {
  return html`<section class="card">
    <h2>Faults</h2>
    ${
      faults.length === 0
        ? html`<p class="faint">No faults. A fault makes the requests that fit fail on purpose.</p>`
        : html`<ul class="things">
              ${faults.map(faultLine)}
            </ul>
            <p>
              <button
                type="button"
                @click=${() => act('There are no faults', () => control('faults', { method: 'DELETE' }))}
              >
                Remove all
              </button>
            </p>`
    }
    <details>
      <summary>Set a fault</summary>
      <form
        @submit=${onSubmit('The fault is set', (data) => control('faults', { method: 'POST', body: faultIn(data) }))}
      >
        ${fields()}<button>Set it</button>
      </form>
    </details>
  </section>`;
}

/** A fault as a sentence of its parts, in the words of the control plane. */
function faultLine({ id, matched, applied, ...parts }: Fault): TemplateResult {
  const words = Object.entries(parts).map(([name, value]) => `${name} ${String(value)}`);
  return html`<li>
    <span>${words.join(', ')}<br /><small class="faint">fitted ${matched}, happened ${applied}</small></span>
    <button
      type="button"
      class="quiet"
      @click=${() => act('The fault is gone', () => control(`faults/${id}`, { method: 'DELETE' }))}
    >
      Remove<span class="unseen"> fault ${id}</span>
    </button>
  </li>`;
}

function choice(label: string, name: string, values: readonly (string | number)[]): TemplateResult {
  return html`<label
    >${label}
    <select name=${name}>
      <option value="">any</option>
      ${values.map((value) => html`<option>${value}</option>`)}
    </select></label
  >`;
}

const happenings: readonly (readonly [name: string, label: string])[] = [
  ['retryAfter', 'Retry-After, seconds'],
  ['delay', 'Late by, milliseconds'],
  ['stale', 'Stale for, seconds'],
];

function fields(): TemplateResult {
  const operations = store.rules?.checks.map(({ operation }) => operation) ?? [];
  const number = (name: string, label: string): TemplateResult => field(label, name, { type: 'number' });
  return html`<fieldset>
      <legend>In which requests</legend>
      <div class="row">
        ${choice('Operation', 'operation', operations)}
        ${field('Caller', 'caller', { placeholder: 'user or tenant' })}
        ${field('Image', 'image', { placeholder: 'id or name' })}
        ${choice('Method', 'method', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])}
        ${number('first', 'The first')} ${number('every', 'Each so-many-th')}
      </div>
    </fieldset>
    <fieldset>
      <legend>What happens</legend>
      <div class="row">
        ${choice('Answers', 'status', [401, 413, 429, 500, 503])}
        ${choice('Cuts the connection', 'cut', ['before-headers', 'after-headers', 'answer-lost'])}
        ${happenings.map(([name, label]) => number(name, label))}
      </div>
    </fieldset>`;
}

const texts: readonly string[] = ['operation', 'caller', 'image', 'method', 'cut'];

/** The fault that a form describes: what is left empty is not in it. */
function faultIn(data: FormData): object {
  const names = [...texts, 'first', 'every', 'status', ...happenings.map(([name]) => name)];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = given(data, name);
      return value === '' ? [] : [[name, texts.includes(name) ? value : Number(value)]];
    }),
  );
}
