import { html, nothing, type TemplateResult } from 'lit-html';
import { checksView, sentence, warningSentence } from './checks-view.ts';
import { callerOf } from './journal-view.ts';
import { here, linkTo, linkWith } from './place.ts';
import { fact, shape, statusMark, visibilityMark } from './shapes.ts';
import { type Entry, store } from './store.ts';

/** One exchange in full: the checks in their order, what changed, what nobody read, what looks wrong. */
export function entryPanel(): TemplateResult {
  const { entry: open = '' } = here().query;
  const entry = store.entries.find(({ number }) => String(number) === open);
  if (entry === undefined) return invitation(open);
  const { method, target, status, warnings = [] } = entry;
  return html`
    <header class="panel-head">
      <h2>${statusMark(status)} ${method} <span class="target">${target}</span></h2>
      <a class="close" href=${linkWith({ entry: '' })} aria-label="Close">${shape('no')}</a>
    </header>
    ${warnings.map((warning) => html`<p class="warning">${shape('warning')}<span>${warningSentence(warning)}</span></p>`)}
    ${reason(entry)} ${facts(entry)} ${decided(entry)}
    ${list('What changed', entry.changes ?? [], 'Nothing became different.')}
    ${(entry.unread ?? []).length === 0 ? nothing : list('What nobody read', entry.unread ?? [], '')}
    ${
      entry.trace.unproven.length === 0
        ? nothing
        : list('Unproven: nobody knows what the service itself answers', entry.trace.unproven, '')
    }
  `;
}

function invitation(open: string): TemplateResult {
  return html`<div class="empty invitation">
    <h2>${open === '' ? 'Open an exchange' : `Exchange ${open} is not here`}</h2>
    <p>
      ${
        open === ''
          ? 'It shows the checks in their order, the one that refused, what changed, and what was sent that nobody read.'
          : 'The journal keeps the last exchanges alone, and forgets them where it is cleared or the server starts anew.'
      }
    </p>
  </div>`;
}

function reason({ because, fault }: Entry): TemplateResult | typeof nothing {
  if (because === null || because === undefined) return nothing;
  return html`<section class="card refused">
    <h3>${shape('no')}${fault ? 'A fault answered' : 'Why it was refused'}</h3>
    <p>${sentence(because)}</p>
  </section>`;
}

function facts(entry: Entry): TemplateResult {
  const { number, at, milliseconds, trace, names = {} } = entry;
  const { decision, caller } = trace;
  const name = (id: string | null): string => (id === null ? 'nobody' : (names[id] ?? id));
  return html`<dl class="facts">
    ${fact('operation', trace.operation ?? 'none')} ${fact('caller', callerOf(entry))}
    ${caller === null ? nothing : fact('roles', [...caller.roles].join(', ') || 'none')}
    ${
      decision?.image
        ? html`${fact('image', html`<a href=${linkTo('matrix', { image: decision.image.id })}>${name(decision.image.id)}</a>`)}
          ${fact('owner', name(decision.image.owner))}
          ${fact('visibility', visibilityMark(decision.image.visibility))}`
        : nothing
    }
    ${decision?.member ? fact('member', name(decision.member)) : nothing}
    ${fact('when', html`<time datetime=${at}>${at.replace('T', ' ').slice(0, 19)}</time>, number ${number}`)}
    ${milliseconds === undefined ? nothing : fact('took', `${milliseconds} ms`)}
    ${entry.fault ? fact('fault', `${entry.fault.id}: ${entry.fault.sentence}`) : nothing}
  </dl>`;
}

function decided({ trace }: Entry): TemplateResult {
  const { decision, refused, operation } = trace;
  if (decision === null || operation === null)
    return html`<section>
      <h3>How it was decided</h3>
      <p class="decided">
        ${
          refused === null
            ? 'No rule of sharing is asked for this.'
            : html`Refused by <code>${refused.check}</code> as <code>${refused.refusal}</code>, before any
                rule of sharing.`
        }
      </p>
    </section>`;
  return html`<section>
    <h3>How it was decided</h3>
    ${checksView(decidedAs(trace, operation, decision), operation)}
  </section>`;
}

/** What was decided, in the form of what is foreseen. */
function decidedAs(
  { refused }: Entry['trace'],
  operation: string,
  { persona, outcome, passed }: NonNullable<Entry['trace']['decision']>,
): Parameters<typeof checksView>[0] {
  const order = store.rules?.checks.find((each) => each.operation === operation)?.checks ?? [];
  const isCheck = refused !== null && order.includes(refused.check);
  const unreached = isCheck ? order.slice(passed.length + 1) : [];
  const [check, refusal] = refused === null ? [null, null] : [refused.check, refused.refusal];
  return { persona, outcome, passed, check, unreached, refusal, source: null };
}

function list(title: string, lines: readonly string[], none: string): TemplateResult {
  return html`<section class="lines">
    <h3>${title}</h3>
    ${
      lines.length === 0
        ? html`<p class="faint">${none}</p>`
        : html`<ul>
            ${lines.map((line) => html`<li>${line}</li>`)}
          </ul>`
    }
  </section>`;
}
