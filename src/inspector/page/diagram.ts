import { html, svg, type TemplateResult } from 'lit-html';
import type { Rules } from '../rules.ts';

/** Sizes in the units of the drawing. */
const [boxWidth, boxHeight, gap, left, right] = [150, 46, 34, 10, 400];

/** Who may do an operation, in the words of its row. */
function whoMay({ permissions, personas }: Rules, action: string): string {
  const row = permissions.find((each) => each.action === action);
  const who = personas.flatMap((persona, place) => {
    const outcome = row?.outcomes[place];
    if (outcome === 'yes') return [persona];
    return outcome === 'own' || outcome === 'self' ? [`${persona} for itself`] : [];
  });
  return who.join(', ') || 'nobody';
}

const arrowTip: TemplateResult = svg`<defs>
  <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">
    <path class="tip" d="M0 0L8 4L0 8z" />
  </marker>
</defs>`;

/** The statuses of a member, and who leads it from one to another. */
export function statusDiagram(rules: Rules): TemplateResult {
  const { statuses } = rules;
  const height = statuses.length * (boxHeight + gap) + 2 * gap;
  const first = statuses.findIndex(({ initial }) => initial);
  const middle = height / 2 - boxHeight / 2;
  const summary = `A tenant that is not a member becomes ${statuses[first]?.name} (addMember: ${whoMay(rules, 'addMember')}). Each status leads to each other (updateMember: ${whoMay(rules, 'updateMember')}). A removed member is none (removeMember: ${whoMay(rules, 'removeMember')}).`;
  return html`<div
    class="wide drawing"
    tabindex="0"
    role="region"
    aria-label="How the statuses follow each other"
  >
    <svg class="diagram" viewBox="0 0 ${right + boxWidth + 250} ${height}" role="img" aria-label=${summary}>
      ${arrowTip} ${box(left, middle, 'not a member', 'none', '')}
      ${statuses.map(({ name, listed }, place) => box(right, yOf(place), name, name, listed ? 'in the list' : 'not in the list'))}
      ${between(rules, first, middle, height)} ${statuses.slice(1).map((_, place) => updown(place))}
    </svg>
  </div>`;
}

function yOf(place: number): number {
  return gap + place * (boxHeight + gap) + gap / 2;
}

function box(x: number, y: number, name: string, kind: string, note: string): TemplateResult {
  const below = y + boxHeight / 2;
  return svg`<g class="box ${kind}">
    <rect x=${x} y=${y} width=${boxWidth} height=${boxHeight} rx="10" />
    <text x=${x + boxWidth / 2} y=${note === '' ? below + 5 : below - 2} class="name">${name}</text>
    <text x=${x + boxWidth / 2} y=${below + 15} class="note">${note}</text>
  </g>`;
}

/** The ways from outside to the first status, and back. */
function between(rules: Rules, first: number, middle: number, height: number): TemplateResult {
  const [from, to] = [left + boxWidth, right];
  const [start, end] = [middle + boxHeight / 2, yOf(first) + boxHeight / 2];
  const back = yOf(rules.statuses.length - 1) + boxHeight / 2;
  return svg`
    <path class="way" d="M${from} ${start - 8} C${from + 90} ${start - 8} ${to - 110} ${end} ${to - 2} ${end}" marker-end="url(#arrow)" />
    <text class="label" x=${from + 20} y="20"><tspan class="verb">addMember</tspan> ${whoMay(rules, 'addMember')}</text>
    <path class="way" d="M${to} ${back} C${to - 110} ${back} ${from + 90} ${start + 8} ${from + 2} ${start + 8}" marker-end="url(#arrow)" />
    <text class="label" x=${from + 20} y=${height - 8}><tspan class="verb">removeMember</tspan> ${whoMay(rules, 'removeMember')}</text>
    <text class="label" x=${to + boxWidth + 22} y=${height / 2 - 6}><tspan class="verb">updateMember</tspan></text>
    <text class="label" x=${to + boxWidth + 22} y=${height / 2 + 12}>${whoMay(rules, 'updateMember')}</text>
    <path class="brace" d="M${to + boxWidth + 6} ${yOf(0)} h6 V${yOf(rules.statuses.length - 1) + boxHeight} h-6" />`;
}

/** The way between a status and the next one. */
function updown(place: number): TemplateResult {
  const x = right + boxWidth / 2;
  return svg`<path class="way" d="M${x} ${yOf(place) + boxHeight + 2} V${yOf(place + 1) - 2}" marker-start="url(#arrow)" marker-end="url(#arrow)" />`;
}
