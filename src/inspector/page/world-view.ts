import { html, nothing, type TemplateResult } from 'lit-html';
import { addressOf, control } from './api.ts';
import { faultsCard } from './faults-view.ts';
import { act, field, given, onSubmit } from './forms.ts';
import { fact } from './shapes.ts';
import { type Controls, store } from './store.ts';

/** What the control plane does to a world: its state, its time, what goes wrong in it, and the other worlds. */
export function worldView(): TemplateResult {
  const { now } = store.controls;
  if (now === undefined) return html`<p class="empty">Loading …</p>`;
  return html`<div class="sheet cards">
    ${stateCard()} ${snapshotsCard(now)} ${clockCard(now)} ${faultsCard(now)} ${worldsCard(now)}
  </div>`;
}

function stateCard(): TemplateResult {
  const {
    world = '',
    profile = '',
    release = null,
    observed = [],
    bugs = [],
    images = 0,
    userTotal = 0,
  } = store.people ?? {};
  return html`<section class="card">
    <h2>This world</h2>
    <dl class="facts">
      ${fact('name', world)} ${fact('profile', `${profile}${release === null ? '' : `, release ${release}`}`)}
      ${fact('holds', `${counted(images, 'image')}, ${counted(userTotal, 'user')}`)}
      ${fact('observed', observed.join(', ') || 'none')} ${fact('bugs on', bugs.join(', ') || 'none')}
    </dl>
    <p class="row">
      <button
        type="button"
        @click=${() => act('The world is back at its seed', () => control('reset', { method: 'POST' }))}
      >
        Reset to the seed
      </button>
      <button type="button" @click=${exported}>Export as a seed</button>
    </p>
    ${seedForm()}
  </section>`;
}

function seedForm(): TemplateResult {
  return html`<details>
    <summary>Start again from another seed</summary>
    <form
      @submit=${onSubmit('The world begins with this seed', (data) =>
        control('world', { method: 'PUT', body: given(data, 'seed') }),
      )}
    >
      <label>Seed, as JSON <textarea name="seed" rows="9" required spellcheck="false"></textarea></label>
      <button>Replace the world</button>
    </form>
  </details>`;
}

function counted(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}

/** The state as a file. Passwords and tokens are not in it. */
function exported(): void {
  void act('The seed is saved', async () => {
    const seed = await control<object>('world');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(seed, null, 2)}\n`]));
    link.download = `${store.people?.world ?? 'world'}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

function snapshotsCard({ snapshots }: Controls): TemplateResult {
  return html`<section class="card">
    <h2>Snapshots</h2>
    ${
      snapshots.length === 0
        ? html`<p class="faint">
            No snapshots yet. A snapshot is a state of the world that you can return to.
          </p>`
        : html`<ul class="things">
            ${snapshots.map(snapshotLine)}
          </ul>`
    }
    ${differenceList()}
    <form
      class="row"
      @submit=${onSubmit('The snapshot is saved', (data) =>
        control(`snapshots/${encodeURIComponent(given(data, 'name'))}`, { method: 'PUT' }),
      )}
    >
      ${field('Name', 'name', { required: true })}<button>Save the world as it is</button>
    </form>
  </section>`;
}

/** What is different since a snapshot, where somebody has asked. */
function differenceList(): TemplateResult | typeof nothing {
  const { differences } = store.controls;
  if (differences === undefined) return nothing;
  const { snapshot, lines } = differences;
  return html`<div role="status">
    <h3>Since ${snapshot}</h3>
    <ul class="diff">
      ${lines.length === 0 ? html`<li>Nothing is different.</li>` : lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </div>`;
}

function snapshotLine(name: string): TemplateResult {
  const path = `snapshots/${encodeURIComponent(name)}`;
  const compare = (): Promise<void> =>
    act('', async () => {
      const { differences } = await control<{ differences: string[] }>(`${path}/diff`);
      store.controls = { ...store.controls, differences: { snapshot: name, lines: differences } };
    });
  return html`<li>
    <b>${name}</b>
    <span class="row">
      <button
        type="button"
        @click=${() => act(`The world is as in ${name}`, () => control(`${path}/restore`, { method: 'POST' }))}
      >
        Restore<span class="unseen"> ${name}</span>
      </button>
      <button type="button" @click=${compare}>Compare<span class="unseen"> with ${name}</span></button>
      <button
        type="button"
        class="quiet"
        @click=${() => act(`${name} is forgotten`, () => control(path, { method: 'DELETE' }))}
      >
        Delete<span class="unseen"> ${name}</span>
      </button>
    </span>
  </li>`;
}

const spans: readonly (readonly [name: string, seconds: number])[] = [
  ['1 minute', 60],
  ['1 hour', 3600],
  ['1 day', 86_400],
];

function advance(seconds: number): Promise<void> {
  return act('The clock is ahead', () => control('clock/advance', { method: 'POST', body: { seconds } }));
}

function setFrozen(frozen: boolean): Promise<void> {
  const done = frozen ? 'The clock stands still' : 'The clock runs';
  return act(done, () => control('clock', { method: 'PUT', body: { frozen } }));
}

function clockCard({ clock: { now, frozen, offset } }: Controls): TemplateResult {
  const state = frozen ? 'It stands still.' : offset === 0 ? 'It runs with the time of day.' : 'It runs.';
  return html`<section class="card">
    <h2>Clock</h2>
    <p class="clock"><time datetime=${now}>${now.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time></p>
    <p class="faint">
      ${state} ${offset === 0 ? '' : `It is ${Math.round(offset)} s ahead of the time of day.`}
    </p>
    <p class="row">
      <button type="button" @click=${() => setFrozen(!frozen)}>${frozen ? 'Let it run' : 'Freeze'}</button>
      ${spans.map(([name, seconds]) => html`<button type="button" @click=${() => advance(seconds)}>+ ${name}</button>`)}
    </p>
    <form
      class="row"
      @submit=${onSubmit('The clock is set', (data) =>
        control('clock', { method: 'PUT', body: { now: given(data, 'now') } }),
      )}
    >
      ${field('Set it to', 'now', { required: true, placeholder: '2030-01-01T00:00Z' })}
      <button>Set</button>
    </form>
  </section>`;
}

function worldsCard({ worlds, mostWorlds }: Controls): TemplateResult {
  if (mostWorlds === 0) return html``;
  return html`<section class="card all">
    <h2>Worlds</h2>
    <p class="faint">Separate clouds on this server. They share nothing.</p>
    <ul class="things">
      ${worldLine('default', '')}
      ${worlds.map(({ name, profile, release, images }) => worldLine(name, `${profile}${release === null ? '' : ` ${release}`}, ${counted(images, 'image')}`))}
    </ul>
    <details>
      <summary>Make a world</summary>
      <form @submit=${onSubmit('The world is made', makeWorld)}>
        ${worldFields()}<button>Make it</button>
      </form>
    </details>
  </section>`;
}

function worldLine(name: string, about: string): TemplateResult {
  const isHere = store.people?.world === name;
  return html`<li>
    <span
      ><a href=${`${addressOf(name)}/_fake/`} aria-current=${isHere ? 'true' : nothing}>${name}</a>
      <span class="faint">${about}${isHere ? ' (this one)' : ''}</span></span
    >
    ${
      name === 'default' || isHere
        ? nothing
        : html`<button
            type="button"
            class="quiet"
            @click=${() => act(`${name} has ended`, () => control(`worlds/${encodeURIComponent(name)}`, { method: 'DELETE' }))}
          >
            Delete<span class="unseen"> ${name}</span>
          </button>`
    }
  </li>`;
}

/** The names in the first column of one of the tables. */
function namesIn(title: string): readonly string[] {
  return store.rules?.more.find((table) => table.title === title)?.rows.map(([name = '']) => name) ?? [];
}

function worldFields(): TemplateResult {
  const profiles = store.rules?.choices ?? [];
  const boxes = (name: string, values: readonly string[], legend: string): TemplateResult | typeof nothing =>
    values.length === 0
      ? nothing
      : html`<fieldset>
          <legend>${legend}</legend>
          ${values.map((value) => html`<label class="box"><input type="checkbox" name=${name} value=${value} />${value}</label>`)}
        </fieldset>`;
  return html`<div class="row">
      ${field('Name', 'name', { required: true })}
      <label
        >Profile
        <select name="profile">
          <option value="">as the server has it</option>
          ${profiles.map(({ profile }) => html`<option>${profile}</option>`)}
        </select></label
      >
      <label
        >Release
        <select name="release">
          <option value="">the newest</option>
          ${profiles[0]?.releases.map((each) => html`<option>${each}</option>`)}
        </select></label
      >
      <label class="box"><input type="checkbox" name="copy" />a copy of this world as it is now</label>
    </div>
    ${boxes('bugs', namesIn('Bugs that others had'), 'Bugs on purpose')}
    ${boxes('observed', namesIn('Observed to differ'), 'Observed to differ from the documents')}`;
}

function makeWorld(data: FormData): Promise<unknown> {
  const [profile, release, bugs, observed] = [
    given(data, 'profile'),
    given(data, 'release'),
    data.getAll('bugs'),
    data.getAll('observed'),
  ];
  const body = data.has('copy')
    ? { from: store.people?.world ?? 'default' }
    : {
        ...(profile === '' ? {} : { profile }),
        ...(release === '' ? {} : { release }),
        ...(bugs.length === 0 ? {} : { bugs }),
        ...(observed.length === 0 ? {} : { observed }),
      };
  return control(`worlds/${encodeURIComponent(given(data, 'name'))}`, { method: 'PUT', body });
}
