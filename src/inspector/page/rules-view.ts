import { html, nothing, type TemplateResult } from 'lit-html';
import type { RuleRow, Rules, Sight } from '../rules.ts';
import { sentence } from './checks-view.ts';
import { statusDiagram } from './diagram.ts';
import { goOn, here, linkTo, linkWith } from './place.ts';
import { shape, statusMark, visibilityMark } from './shapes.ts';
import { store } from './store.ts';

/** The rules of a profile and release, drawn from the tables that decide. */
export function rulesView(): TemplateResult {
  const { rules } = store;
  if (rules === undefined) return html`<p class="empty">Loading …</p>`;
  return html`<div class="sheet">
    ${choice(rules)}
    <section>
      <h2>Who sees an image when</h2>
      <p class="lead">
        What a tenant can do with another tenant’s image, by the visibility of the image and its own member
        status. Worked out from the rules, cell by cell.
      </p>
      ${sightTable(rules)}
    </section>
    <section>
      <h2>Member statuses</h2>
      ${statusDiagram(rules)}
    </section>
    ${permissionTable(rules)} ${checkLists(rules)} ${moreTables(rules)}
  </div>`;
}

function choice({ profile, title, release, choices }: Rules): TemplateResult {
  const releases = choices.find((each) => each.profile === profile)?.releases ?? [];
  const chosen = (name: string) => (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    goOn(name === 'profile' ? { profile: value, release: '', cell: '' } : { profile, release: value });
  };
  return html`<div class="toolbar">
    <label
      >Profile
      <select @change=${chosen('profile')}>
        ${choices.map((each) => html`<option .selected=${each.profile === profile}>${each.profile}</option>`)}
      </select></label
    >
    ${
      releases.length === 0
        ? nothing
        : html`<label
            >Release
            <select @change=${chosen('release')}>
              ${releases.map((each) => html`<option .selected=${each === release}>${each}</option>`)}
            </select></label
          >`
    }
    <p class="count">${title}</p>
  </div>`;
}

function sightTable({ sights }: Rules): TemplateResult {
  const visibilities = [...new Set(sights.map(({ visibility }) => visibility))];
  const statuses = [...new Set(sights.map(({ status }) => status))];
  return html`<div class="wide" tabindex="0" role="region" aria-label="Who sees an image when">
    <table class="grid">
      <thead>
        <tr>
          <th scope="col">the image is</th>
          ${statuses.map(
            (status) =>
              html`<th scope="col">
                <span class="mark"
                  >${shape(status ?? 'none')}${status === null ? 'not a member' : `${status} member`}</span
                >
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${visibilities.map(
          (visibility) =>
            html`<tr>
              <th scope="row">${visibilityMark(visibility)}</th>
              ${sights.filter((each) => each.visibility === visibility).map(sightCell)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function sightCell({ sees, listed, persona }: Sight): TemplateResult {
  const line = (is: boolean, words: string): TemplateResult =>
    html`<span class="mark ${is ? '' : 'faint'}">${shape(is ? 'yes' : 'no')}${words}</span>`;
  return html`<td class="sight">
    ${line(sees, sees ? 'can read it' : 'cannot see it')}<br />${line(listed, listed ? 'in its list' : 'not in its list')}
    <small class="faint">${persona}</small>
  </td>`;
}

function permissionTable({ permissions, personas, terms }: Rules): TemplateResult {
  return html`<section>
    <h2>Who may do what</h2>
    <p class="lead">
      By what the caller is to the image. A cell leads to its source, and to the exchanges that used it.
    </p>
    ${meaningList(terms)} ${openCell(permissions, personas)}
    <div class="wide" tabindex="0" role="region" aria-label="Who may do what">
      <table class="grid permissions">
        <thead>
          <tr>
            <th scope="col">operation</th>
            ${personas.map((persona) => html`<th scope="col">${persona}</th>`)}
            <th scope="col">role</th>
            <th scope="col">no is</th>
          </tr>
        </thead>
        <tbody>
          ${permissions.map((row) => permissionRow(row, personas))}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Words, each with what it means. */
function meaningList(terms: Rules['terms']): TemplateResult {
  return html`<dl class="terms">
    ${terms.map(
      ([term, meaning]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${meaning}</dd>
        </div>`,
    )}
  </dl>`;
}

function permissionRow(
  { action, outcomes, role, refusal }: RuleRow,
  personas: Rules['personas'],
): TemplateResult {
  const open = here().query['cell'] ?? '';
  return html`<tr>
    <th scope="row"><code>${action}</code></th>
    ${outcomes.map((outcome, place) => {
      const key = `${action} ${personas[place] ?? ''}`;
      if (outcome === 'never') return html`<td class="faint">–</td>`;
      return html`<td>
        <a
          class="outcome ${outcome.replace(' ', '-')}"
          href=${linkWith({ cell: key })}
          aria-current=${key === open ? 'true' : nothing}
          aria-label=${`${key}: ${outcome}`}
          >${outcome}</a
        >
      </td>`;
    })}
    <td>${role}</td>
    <td>
      ${refusal === null ? html`<span class="faint">–</span>` : html`${statusMark(refusal.status)} <code>${refusal.name}</code>`}
    </td>
  </tr>`;
}

/** What there is about the cell that is open: what it means, how it refuses, who used it. */
function openCell(
  permissions: Rules['permissions'],
  personas: Rules['personas'],
): TemplateResult | typeof nothing {
  const [operation = '', persona = ''] = (here().query['cell'] ?? '').split(' ');
  const row = permissions.find(({ action }) => action === operation);
  const outcome = row?.outcomes[personas.findIndex((each) => each === persona)];
  if (row === undefined || outcome === undefined) return nothing;
  const meaning = store.rules?.terms.find(([term]) => term === outcome)?.[1] ?? '';
  return html`<div class="card opened" role="status">
    <h3><code>${operation}</code>, ${persona}: ${outcome}</h3>
    <p>${sentence(meaning)}</p>
    ${refusalLine(row)} ${uses(operation, persona)} ${demands(`${operation} ${persona}`)}
    <a class="close" href=${linkWith({ cell: '' })} aria-label="Close">${shape('no')}</a>
  </div>`;
}

function refusalLine({ refusal }: RuleRow): TemplateResult | typeof nothing {
  if (refusal === null) return nothing;
  return html`<p>
    A refusal is ${statusMark(refusal.status)} <code>${refusal.name}</code>, “${refusal.words.trim()}” Source:
    ${refusal.source}.
  </p>`;
}

/** The interactions of the shipped contracts that rest on a cell. */
function demands(cell: string): TemplateResult {
  const pacts = Object.entries(store.rules?.demands[cell] ?? {});
  const count = pacts.reduce((sum, [, sentences]) => sum + sentences.length, 0);
  if (count === 0) return html`<p>No interaction of the shipped contracts rests on this cell.</p>`;
  return html`<details class="demands">
    <summary>
      ${count === 1 ? '1 interaction' : `${count} interactions`} of the shipped contracts
      ${count === 1 ? 'rests' : 'rest'} on this cell
    </summary>
    ${pacts.map(
      ([consumer, sentences]) =>
        html`<h4><code>contracts/pacts/${consumer}-image-members-api.json</code></h4>
          <ul>
            ${sentences.map((each) => html`<li>${sentence(each)}</li>`)}
          </ul>`,
    )}
  </details>`;
}

/** The exchanges of the journal that a cell has decided. */
function uses(operation: string, persona: string): TemplateResult {
  const used = store.entries.filter(
    ({ trace }) => trace.operation === operation && trace.decision?.persona === persona,
  ).length;
  if (used === 0) return html`<p>No exchange of the journal used this cell.</p>`;
  const words = used === 1 ? '1 exchange' : `${used} exchanges`;
  return html`<p>
    <a href=${linkTo('journal', { operation, persona })}>${words} of the journal used this cell</a>.
  </p>`;
}

function checkLists({ checks, meanings, before }: Rules): TemplateResult {
  return html`<section>
    <h2>What is looked at, first to last</h2>
    <p class="lead">${before}</p>
    <dl class="orders">
      ${checks.map(
        ({ operation, checks: order }) =>
          html`<div>
            <dt><code>${operation}</code></dt>
            <dd>
              <ol class="order">
                ${order.map((check) => html`<li title=${meanings[check] ?? ''}>${check}</li>`)}
              </ol>
            </dd>
          </div>`,
      )}
    </dl>
    <details>
      <summary>What each check asks</summary>
      ${meaningList(Object.entries(meanings).map(([check, meaning]) => [check, `is refused, unless ${meaning}`]))}
    </details>
  </section>`;
}

function moreTables({ more }: Rules): TemplateResult {
  return html`<section>
    <h2>All other tables</h2>
    ${more.map(
      ({ title, legend, columns, rows }) =>
        html`<details class="table">
          <summary>${title} <span class="faint">${rows.length}</span></summary>
          <p class="lead">${legend}</p>
          <div class="wide" tabindex="0" role="region" aria-label=${title}>
            <table class="grid">
              <thead>
                <tr>
                  ${columns.map((column) => html`<th scope="col">${column}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (row) =>
                    html`<tr>
                      ${row.map((text) => html`<td>${text}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>
        </details>`,
    )}
  </section>`;
}
