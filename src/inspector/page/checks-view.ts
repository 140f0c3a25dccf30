import { html, nothing, type TemplateResult } from 'lit-html';
import type { Verdict } from '../verdict.ts';
import { linkTo } from './place.ts';
import { shape } from './shapes.ts';
import { store } from './store.ts';

/** A reason as a sentence of its own. */
export function sentence(because: string): string {
  return `${because.charAt(0).toUpperCase()}${because.slice(1)}.`;
}

/** A warning as a sentence. It may begin with a name, which stays as it is. */
export function warningSentence(warning: string): string {
  return `${warning}.`;
}

/** The checks in their order: which passed, which refused, which were not reached. */
export function checksView(
  {
    passed,
    check,
    unreached,
    persona,
    outcome,
    source,
    refusal,
  }: Omit<Verdict, 'granted' | 'status' | 'because' | 'unproven'>,
  operation: string,
): TemplateResult {
  return html`<ol class="checks">
      ${passed.map((name) => checkLine(name, 'yes', 'passed'))}
      ${check === null ? nothing : checkLine(check, 'no', 'refused')}
      ${unreached.map((name) => checkLine(name, 'skip', 'not reached'))}
    </ol>
    <p class="decided">
      ${
        persona === null
          ? nothing
          : html`The table says <b>${outcome}</b> for
              <a href=${linkTo('rules', { cell: `${operation} ${persona}` })}>${operation}, ${persona}</a>.`
      }
      ${refusal === null ? nothing : html` Refused as <code>${refusal}</code>${source === null ? '' : `, ${source}`}.`}
    </p>`;
}

function checkLine(name: string, mark: string, word: string): TemplateResult {
  const meaning = store.rules?.meanings[name];
  return html`<li class=${word.replace(' ', '-')}>
    ${shape(mark)}<span
      ><code>${name}</code> <span class="unseen">${word}</span>${
        meaning === undefined ? nothing : html`<small>${meaning}</small>`
      }</span
    >
  </li>`;
}
