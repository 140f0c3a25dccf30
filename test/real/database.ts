/** A PostgreSQL of its own, from Debian's packages. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './nginx.ts';

const folder = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL that Debian has installed. */
export function programs(): string {
  const versions = existsSync(folder) ? readdirSync(folder).toSorted((a, b) => Number(b) - Number(a)) : [];
  if (versions[0] === undefined)
    throw new Error(`There is no PostgreSQL in ${folder}: apt-get install postgresql`);
  return `${folder}/${versions[0]}/bin`;
}

/** PostgreSQL does not run as root: then it runs as the user that Debian has made for it. */
function asOwner(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (kind: string): number => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A server of databases that goes with the test. */
export interface Database extends AsyncDisposable {
  readonly port: number;
  /** The process of the server, whose children answer. */
  readonly pid: () => number;
  /** The URL of a new, empty database. */
  made(name: string): Promise<string>;
  /** Ends it: `SIGQUIT` at once, as if it had crashed; `SIGINT` with all connections. */
  stop(signal?: 'SIGQUIT' | 'SIGINT'): Promise<void>;
  start(): Promise<void>;
}

const password = 'a secret of the database';

/** Starts a server of databases with an empty folder. @param settings as in its configuration: `fsync=off`. */
export async function database(settings: readonly string[] = []): Promise<Database> {
  const owner = asOwner();
  const place = mkdtempSync(join(tmpdir(), 'image-members-postgres-'));
  if (owner.uid !== undefined) chownSync(place, owner.uid, owner.gid ?? 0);
  const data = `${place}/data`;
  execFileSync(`${programs()}/initdb`, ['-D', data, '-U', 'image', '-A', 'trust', '--no-sync'], {
    ...owner,
    stdio: 'ignore',
  });
  const port = await freePort();
  let running: ChildProcess | undefined;
  const url = (name: string): string =>
    `postgres://image:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
  const start = async (): Promise<void> => {
    const own = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings];
    const args = ['-D', data, '-p', String(port), ...own.flatMap((each) => ['-c', each])];
    running = spawn(`${programs()}/postgres`, args, { ...owner, stdio: 'ignore' });
    await answering(url('postgres'));
  };
  const stop: Database['stop'] = async (signal = 'SIGQUIT') => {
    const gone = running && once(running, 'exit');
    running?.kill(signal);
    await gone;
    running = undefined;
  };
  await start();
  return {
    port,
    pid: () => running?.pid ?? 0,
    start,
    stop,
    async made(name) {
      await asked(url('postgres'), `CREATE DATABASE ${name}`);
      return url(name);
    },
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      await asked(url, 'SELECT 1');
      return;
    } catch {
      await setTimeout(50);
    }
  }
  throw new Error('PostgreSQL does not answer.');
}

/** Asks a database. @returns the rows. */
export async function asked(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    keepAlive: true,
    application_name: 'test',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query({ text, values })).rows;
  } finally {
    await client.end();
  }
}
