import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { listen } from '../../src/express.ts';
import { createHost, type Host, type HostOptions } from '../../src/index.ts';
import { sqlite, type SqliteOptions } from '../../src/sqlite.ts';

/** The documents' image. */
export const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** What all files of state need that tests have at a time, and much more. */
const room = 256 * 2 ** 20;

/**
 * Where files of state are: in memory, where the system has such a place with room, since a test would wait most of its time for a
 * disk. What a disk keeps is tried with the processes that are killed (kills.ts, power.ts), which name their folders themselves.
 */
function place(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > room ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** A new folder for files of state, which whoever asks for it removes. */
export function newFolder(): string {
  return mkdtempSync(join(place(), 'image-members-state-'));
}

/** A folder that goes with the test. */
export function folder(): string {
  const made = newFolder();
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A host over a file, whose worlds are there. It is closed with the test, if not before. */
export async function hostOver(
  file: string,
  options: HostOptions = {},
  state: SqliteOptions = {},
): Promise<Host> {
  const host = createHost({ ...options, state: sqlite(file, state) });
  onTestFinished(() => host.close());
  await host.ready;
  return host;
}

/** What a server answers. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends requests to a host by its door. */
export interface Sender {
  readonly url: string;
  send(method: string, path: string, body?: object, token?: string): Promise<Answered>;
}

/** A port before a host, for as long as the test runs. */
export async function doorOf(host: Host): Promise<Sender> {
  const listening = await listen(host);
  onTestFinished(() => listening.close());
  return senderTo(listening.url);
}

/** Sends requests to a server as JSON, as the producer unless another token is named. */
export function senderTo(url: string): Sender {
  const send: Sender['send'] = async (method, path, body, token = 'producer-token') => {
    const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(url + path, { method, headers, ...sent });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text ? JSON.parse(text) : text,
    };
  };
  return { url, send };
}

/** All that a host holds, to be compared. */
export function heldBy({ world, worlds }: Host): object {
  const all = [world, ...worlds.list().map(({ name }) => worlds.open(name))];
  return all.map((each) => ({
    name: each.name,
    profile: each.profile,
    release: each.release,
    seed: each.world({ secrets: true }),
    tokens: [...each.cloud.tokens.values()],
    deleted: [...each.cloud.deletedImages],
    usage: each.cloud.usage,
    clock: each.clock.frozen ? each.clock.now() : { ahead: each.clock.offset },
    faults: each.faults.list(),
    snapshots: each.snapshots.names().map((name) => [name, each.snapshots.diff(name)]),
  }));
}

/** The files of a folder with their bytes, but for what says who has them. */
export function filesIn(directory: string): object {
  return readdirSync(directory).map((name) => [name, readFileSync(join(directory, name)).toString('base64')]);
}

/** Writes a file with so many members in it, of a host that is closed. */
export async function written(file: string, count: number = 3): Promise<void> {
  const host = await hostOver(file, { clock: () => Date.parse('2030-01-01T00:00:00Z') });
  const { send } = await doorOf(host);
  for (let number = 0; number < count; number += 1)
    await send('POST', `/v2/images/${image}/members`, { member: `member ${number}` });
  await host.close();
}
