import { html, nothing, type TemplateResult } from 'lit-html';
import type { CellView } from '../cell.ts';
import type { Step } from '../ways.ts';
import { here, linkTo, linkWith } from './place.ts';
import { possibilities } from './possible-view.ts';
import { fact, shape, visibilityMark } from './shapes.ts';
import { store } from './store.ts';

/** What is open in the matrix: an image and a tenant as you see them, what you may do, and what came of it. */
export function cellPanel(): TemplateResult {
  const { image = '', as = '' } = here().query;
  if (image === '' || as === '') return invitation();
  const { cell } = store;
  if (cell === undefined) return html`<p class="empty">Loading …</p>`;
  return html`
    <header class="panel-head">
      <h2>${title(cell)}</h2>
      <a class="close" href=${linkWith({ image: '', tenant: '' })} aria-label="Close">${shape('no')}</a>
    </header>
    ${facts(cell)} ${listing(cell)} ${possibilities(cell)}
  `;
}

function invitation(): TemplateResult {
  return html`<div class="empty invitation">
    <h2>Choose a cell</h2>
    <p>
      A cell is where an image meets a tenant. It says what you may do there, and why not; you can do it, see
      the request and the answer, and repeat it in a shell.
    </p>
    ${questions()}
  </div>`;
}

/** What newcomers want to know, where the world has an example of it. */
function questions(): TemplateResult | typeof nothing {
  const { member, outsider } = store.people?.examples ?? {};
  if (!member && !outsider) return nothing;
  return html`<h3>For example</h3>
    <ul>
      ${
        member
          ? html`<li>
              <a href=${linkTo('matrix', { ...member, action: 'remove' })}
                >Why can a consumer not remove itself?</a
              >
            </li>`
          : nothing
      }
      ${
        outsider
          ? html`<li>
              <a href=${linkTo('matrix', { ...outsider })}>What would make an image appear in its list?</a>
            </li>`
          : nothing
      }
    </ul>`;
}

function title({ image, tenant }: CellView): TemplateResult {
  const name = image.name ?? image.id;
  return tenant === null
    ? html`${name}`
    : html`${name} <span class="faint">and</span> ${tenant.name ?? tenant.id}`;
}

function facts({ image, tenant, member, you }: CellView): TemplateResult {
  const { id, owner, ownerName, visibility, members } = image;
  return html`<dl class="facts">
    ${fact('image', html`<code>${id}</code>`)} ${fact('owner', ownerName ?? owner ?? 'nobody')}
    ${fact('visibility', visibilityMark(visibility))}
    ${
      tenant === null
        ? fact('members', members)
        : fact(
            tenant.name ?? tenant.id,
            membershipMark(member?.status ?? (tenant.id === owner ? 'owner' : null)),
          )
    }
    ${fact('you', `${you.name}, ${standings[you.persona]}`)}
  </dl>`;
}

function membershipMark(status: string | null): TemplateResult {
  return html`<span class="mark">${shape(status ?? 'none')}${status ?? 'not a member'}</span>`;
}

/** What a caller is to the image. */
const standings: Readonly<Record<CellView['you']['persona'], string>> = {
  producer: 'the owner of this image',
  consumer: 'a member of this image',
  onlooker: 'no member, but it sees this image',
  stranger: 'who does not see this image',
  administrator: 'an administrator',
};

/** Whether the image is in your list, why, and what would bring it there. */
function listing({ you, image, statuses, ways }: CellView): TemplateResult {
  const listed = statuses.filter((each) => each.listed).map(({ name }) => name);
  const others = statuses.filter((each) => !each.listed).map(({ name }) => name);
  if (you.listed)
    return html`<section class="card listed">
      <h3>${shape('yes')}It is in your image list</h3>
      <p>${whyListed(you, image.visibility)}</p>
    </section>`;
  return html`<section class="card unlisted">
    <h3>${shape('none')}It is not in your image list</h3>
    <p>
      ${you.sees ? 'You can read it all the same, by its id.' : 'You cannot see it at all: to you it is 404.'}
      ${
        you.status === null
          ? nothing
          : html`Your membership is <b>${you.status}</b>. ${inWords(listed)} memberships bring an image into
              the list, ${others.join(' and ')} ones do not; the status decides nothing else.`
      }
    </p>
    ${waysView(ways)}
  </section>`;
}

function inWords(names: readonly string[]): string {
  const text = names.join(' and ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function whyListed({ persona, status }: CellView['you'], visibility: string): string {
  if (persona === 'producer') return 'You own it.';
  if (persona === 'administrator')
    return 'Administrators have every image in it, but community images of others.';
  return persona === 'consumer' && status !== null
    ? `You are a member, and your membership is ${status}.`
    : `It is ${visibility}.`;
}

function waysView(ways: CellView['ways']): TemplateResult {
  if (ways.length === 0) return html`<p>No action that the rules allow you or its owner brings it there.</p>`;
  return html`<h4>What would make it appear</h4>
    <ul class="ways">
      ${ways.map((way) => html`<li>${way.map((step, place) => stepView(step, place))}</li>`)}
    </ul>`;
}

function stepView({ user, userName, label, member }: Step, place: number): TemplateResult {
  const { as } = here().query;
  const what = member === null ? label : label === 'Share' ? 'Share it with you' : `${label} it`;
  const who = user === as ? 'you' : userName;
  return html`<span class="step"
    >${place === 0 ? nothing : html`<span class="then">then</span>`}<b>${who}</b>
    ${user === as ? what.toLowerCase() : what.toLowerCase().replace(/^\w+/, '$&s')}${
      user === as ? nothing : html` <a class="become" href=${linkWith({ as: user })}>be ${userName}</a>`
    }</span
  >`;
}
