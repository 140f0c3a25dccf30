import { html, nothing, type TemplateResult } from 'lit-html';
import { control } from './api.ts';
import { attempt, loadControls, loadPeople, worldChanged } from './loading.ts';
import { store } from './store.ts';

/**
 * Does something to the world, and asks anew for what may be different.
 * @param done what is said once it is done.
 */
export function act(done: string, run: () => Promise<unknown>): Promise<void> {
  return attempt(async () => {
    await run();
    store.problem = '';
    store.done = done;
    worldChanged();
    await Promise.all([loadPeople(), loadControls()]);
  });
}

/** What was filled in; empty where nothing was. */
export function given(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Handles a form: does what it is for, and empties it once that is done. */
export function onSubmit(done: string, run: (data: FormData) => Promise<unknown>): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    void act(done, async () => {
      await run(new FormData(form));
      form.reset();
    });
  };
}

/** A field with its name above it. */
export function field(
  label: string,
  name: string,
  more: { readonly required?: boolean; readonly placeholder?: string; readonly type?: string } = {},
): TemplateResult {
  const { required = false, placeholder = nothing, type = 'text' } = more;
  return html`<label
    >${label}
    <input name=${name} type=${type} placeholder=${placeholder} ?required=${required} autocomplete="off"
  /></label>`;
}

/** Forgets the exchanges of the journal. */
export function clearJournal(): Promise<void> {
  return act('The journal is empty', async () => {
    await control('journal', { method: 'DELETE' });
    store.entries = [];
  });
}
