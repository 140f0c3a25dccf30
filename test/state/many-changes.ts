/** A state with many changes, each a step: as a server leaves them that is killed. */
import { createHost, type Host } from '../../src/index.ts';
import type { Act, Commit } from '../../src/state/engine.ts';
import { FileKeeper } from '../../src/state/file-keeper.ts';
import { finished } from '../../src/http/context.ts';
import { type Asked, EngineHere } from './engines.ts';

const headers = {
  host: '127.0.0.1',
  'content-type': 'application/json',
  'x-auth-token': 'producer-token',
};

/** What a host has answered. */
export interface Done {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Sends a request to a host, and waits until its answer may go out. */
export async function done(host: Host, method: string, target: string, body?: object): Promise<Done> {
  const begun = host.begin({ method, target, base: '', headers });
  const answer = finished(begun, new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)));
  const { status, headers: fields, body: text } = (await answer.settled) ?? answer;
  const written = String(text ?? '');
  return {
    status,
    headers: Object.fromEntries(fields),
    body: written.startsWith('{') ? JSON.parse(written) : written,
  };
}

/**
 * Makes a file whose default world has so many changes behind where it began: each one member of one of twenty images more.
 * @param isBare whether no snapshot is kept but the first: then a start makes all of them again.
 * @returns what was kept.
 */
export async function manyChanges(file: string, count: number, isBare: boolean): Promise<Asked> {
  const engine = new Waiting(file, isBare);
  const host = createHost({
    membersPerImage: count,
    state: { keep: (kept) => new FileKeeper(engine, kept) },
  });
  await host.ready;
  const images: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const [path, body] =
      number < 20
        ? ['/v2/images', { name: `image ${number}` }]
        : [`/v2/images/${images[number % 20]}/members`, { member: `tenant ${number}` }];
    // oxlint-disable-next-line no-await-in-loop -- each is a step of its own
    const made = await done(host, 'POST', path, body);
    if (made.status >= 300) throw new Error(`${path}: ${made.status}`);
    if (number < 20) images.push((made.body as { id: string }).id);
  }
  await host.close();
  await engine.flush();
  engine.end();
  return engine.asked;
}

/** Keeps all commits at the end: a transaction for each would be most of the work. */
class Waiting extends EngineHere {
  readonly #isBare: boolean;
  readonly #acts: Act[] = [];
  readonly #data: Commit['data'][number][] = [];

  constructor(file: string, isBare: boolean) {
    super(file);
    this.#isBare = isBare;
  }

  override async commit({ acts, data }: Commit): Promise<readonly string[]> {
    this.#acts.push(...acts.filter((act) => !this.#isBare || act.kind !== 'snapshot' || act.seq === 0));
    this.#data.push(...data);
    return [];
  }

  flush(): Promise<readonly string[]> {
    return super.commit({ acts: this.#acts, data: this.#data });
  }
}
