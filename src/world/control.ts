import { printJson } from '../http/json.ts';
import { maskedTarget } from '../http/masking.ts';
import { type RequestHead, type HttpResponse, textResponse } from '../http/message.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { Seed } from './seed.ts';

/** What the control plane may do to a fake. */
export interface Controlled {
  readonly profile: string;
  isSecret(text: string): boolean;
  readonly journal: Journal;
  reset(): void;
  world(): Seed;
}

const prefix = '/_fake/';

/** Whether a request is for the fake itself and not for the cloud that it plays. */
export function isControl(request: RequestHead): boolean {
  return request.target.startsWith(prefix);
}

/** Whether a request asks only if the fake is there: for whoever waits for it. */
export function isOpenControl({ method, target }: RequestHead): boolean {
  return (method === 'GET' || method === 'HEAD') && /^\/_fake\/(?:health|ready)(?:\?|$)/.test(target);
}

/** What is reached under `/_fake`: by name, the method and what it does. */
const controls: Readonly<
  Record<string, { readonly method: string; readonly run: (fake: Controlled) => object | null }>
> = {
  health: { method: 'GET', run: (fake) => ({ status: 'ok', profile: fake.profile }) },
  ready: { method: 'GET', run: () => ({ ready: true }) },
  world: { method: 'GET', run: (fake) => fake.world() },
  journal: { method: 'GET', run: (fake) => ({ entries: fake.journal.entries().map(written) }) },
  reset: {
    method: 'POST',
    run: (fake) => {
      fake.reset();
      return null;
    },
  },
};

/** An entry of the journal as JSON. */
function written({ at, because, ...entry }: JournalEntry): object {
  return { ...entry, at: new Date(at).toISOString(), because: because ?? null };
}

/** Answers a control request, as `controls` has it. */
export function control(fake: Controlled, request: RequestHead): HttpResponse {
  const name = request.target.slice(prefix.length).replace(/\?.*$/, '');
  const row = Object.hasOwn(controls, name) ? controls[name] : undefined;
  const json: readonly (readonly [string, string])[] = [['Content-Type', 'application/json']];
  if (row === undefined) {
    const known = Object.entries(controls).map(([path, { method }]) => `${method} ${prefix}${path}`);
    const error = `There is no ${maskedTarget(prefix + name, fake.isSecret)}. There are: ${known.join(', ')}.`;
    return textResponse(404, json, printJson({ error }));
  }
  if (request.method !== row.method) {
    const error = `${prefix}${name} takes ${row.method}, not ${request.method}.`;
    return textResponse(405, [...json, ['Allow', row.method]], printJson({ error }));
  }
  const result = row.run(fake);
  return result === null ? textResponse(204, [], '') : textResponse(200, json, printJson(result));
}
