import { html, svg, type TemplateResult } from 'lit-html';

/** What is drawn: a shape for each, so that nobody needs to see colours. */
export type Shape =
  | 'pending'
  | 'accepted'
  | 'rejected'
  | 'owner'
  | 'none'
  | 'yes'
  | 'no'
  | 'public'
  | 'community'
  | 'shared'
  | 'private'
  | 'warning'
  | 'skip';

const paths: { readonly [S in Shape]: TemplateResult } = {
  pending: svg`<circle cx="8" cy="8" r="5.5" class="line" stroke-dasharray="3.2 2.2" /><path class="line" d="M8 5v3l2 1.6" />`,
  accepted: svg`<circle cx="8" cy="8" r="6.5" class="fill" /><path class="cut" d="M4.9 8.2l2.2 2.2 4-4.4" />`,
  rejected: svg`<path class="fill" d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z" /><path class="cut" d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" />`,
  owner: svg`<path class="fill" d="M8 1.2L14.8 8 8 14.8 1.2 8z" />`,
  none: svg`<path class="line" d="M5 8h6" />`,
  yes: svg`<path class="line heavy" d="M3 8.5l3.2 3.2L13 4.6" />`,
  no: svg`<path class="line heavy" d="M4 4l8 8M12 4l-8 8" />`,
  public: svg`<circle cx="8" cy="8" r="6" class="line" /><path class="line" d="M2 8h12M8 2c4 3.6 4 8.4 0 12M8 2C4 5.6 4 10.4 8 14" />`,
  community: svg`<circle cx="5.4" cy="6" r="2.3" class="line" /><circle cx="11" cy="6.6" r="1.8" class="line" /><path class="line" d="M1.5 13.2c.5-2.8 2-4.2 3.9-4.2s3.4 1.4 3.9 4.2M10.6 10.2c2-.2 3.3 1 3.8 3" />`,
  shared: svg`<circle cx="4" cy="8" r="2.2" class="line" /><circle cx="12" cy="4" r="2.2" class="line" /><circle cx="12" cy="12" r="2.2" class="line" /><path class="line" d="M6 7l4-2M6 9l4 2" />`,
  private: svg`<rect x="3" y="7" width="10" height="7" rx="1.5" class="line" /><path class="line" d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />`,
  warning: svg`<path class="fill" d="M8 1.5l7 12.5H1z" /><path class="cut" d="M8 6v4M8 11.7v.3" />`,
  skip: svg`<circle cx="8" cy="8" r="1.6" class="fill" />`,
};

/** A shape beside words that say the same. */
export function shape(name: string): TemplateResult {
  const known = Object.hasOwn(paths, name) ? (name as Shape) : 'none';
  return html`<svg class="shape ${known}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${paths[known]}
  </svg>`;
}

/** A visibility with its shape. */
export function visibilityMark(visibility: string): TemplateResult {
  return html`<span class="mark visibility ${visibility}">${shape(visibility)}${visibility}</span>`;
}

/** The status of an answer, coloured by its first digit. */
export function statusMark(status: number): TemplateResult {
  const kind = status === 0 ? 'cut' : `s${Math.floor(status / 100)}`;
  return html`<span class="code ${kind}">${status === 0 ? 'cut' : status}</span>`;
}

/** One fact of a list of them. */
export function fact(name: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
