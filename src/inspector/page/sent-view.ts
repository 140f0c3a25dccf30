import { html, nothing, type TemplateResult } from 'lit-html';
import { linkTo } from './place.ts';
import { curlOf, openstackOf, readable, urlOf } from './sending.ts';
import { statusMark } from './shapes.ts';
import { changed, type Entry, type Sent, store } from './store.ts';

/** The last request that the page sent, its answer, the rule that decided, and how to repeat it. */
export function sentView(): TemplateResult | typeof nothing {
  const { sent } = store;
  if (sent === undefined) return nothing;
  const { request, status, reason, body, headers } = sent;
  const name = store.people?.users.find(({ key }) => key === sent.as)?.name ?? sent.as;
  return html`<section class="sent" aria-label="The last request">
    <h3>Sent as ${name} ${statusMark(status)}</h3>
    ${ruleView(sent)}
    <h4>Request</h4>
    ${code(`${request.method} ${urlOf(request)}${lineFor('X-Auth-Token', sent.token)}${lineFor('Content-Type', request.type)}${request.body === null ? '' : `\n\n${readable(request.body)}`}`)}
    <h4>Answer</h4>
    ${code(`${status} ${reason}${headers.map(([header, value]) => lineFor(header, value)).join('')}${body === '' ? '' : `\n\n${readable(body)}`}`)}
    ${repeatView(sent)}
  </section>`;
}

function lineFor(name: string, value: string | null): string {
  return value === null ? '' : `\n${name}: ${value}`;
}

/** The entry of the journal that is about the request: the last one like it. */
function entryOf({ request, status }: Sent): Entry | undefined {
  return store.entries.findLast(
    ({ method, target, status: answered }) =>
      method === request.method && target === request.path && answered === status,
  );
}

function ruleView(sent: Sent): TemplateResult | typeof nothing {
  const entry = entryOf(sent);
  if (entry === undefined) return nothing;
  const { because, changes = [], number } = entry;
  const words = because ?? (changes.length === 0 ? 'granted, and nothing is different' : changes.join('; '));
  return html`<p class="because">
    ${words.charAt(0).toUpperCase()}${words.slice(1)}.
    <a href=${linkTo('journal', { entry: String(number) })}>In the journal</a>
  </p>`;
}

function repeatView(sent: Sent): TemplateResult {
  const openstack = openstackOf(sent);
  return html`<h4>Again, in a shell</h4>
    ${command('cURL', curlOf(sent))} ${openstack === undefined ? nothing : command('openstack', openstack)}`;
}

function command(name: string, text: string): TemplateResult {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    store.done = `The ${name} command is copied.`;
    changed();
  };
  return html`<div class="command">
    <span class="label">${name}</span>
    <button type="button" class="quiet" @click=${copy}>
      Copy<span class="unseen"> the ${name} command</span>
    </button>
    ${code(text)}
  </div>`;
}

function code(text: string): TemplateResult {
  return html`<pre tabindex="0"><code>${text}</code></pre>`;
}
