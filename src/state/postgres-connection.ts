import type { Client, Result } from 'pg';
import { StateError } from './engine.ts';

/** How a database is reached. */
export interface DatabaseOptions {
  readonly url: string;
  /** Milliseconds after which a database that does not answer is lost. */
  readonly patience: number;
}

/** Somebody else was first: the transaction is undone, and may be tried again from what is there now. */
export class Taken extends Error {
  override readonly name = 'Taken';
}

/** A connection ended, or an answer did not come: what was asked last may be done or not. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** Milliseconds for a connection to be there. */
const connecting = 5000;

/** A URL as it may be shown: without user, password and parameters. One that is not clear is not shown at all. */
export function shownUrl(url: string): string {
  const scheme = /^postgres(?:ql)?:\/\//.exec(url)?.[0] ?? 'postgres://';
  const parsed = URL.parse(url);
  if (parsed === null || /@/.test(parsed.pathname + parsed.search + parsed.hash)) return `${scheme}…`;
  return `${scheme}${parsed.host}${parsed.pathname}`;
}

/** A connection to a database, made where there is none. One statement at a time. */
export class PostgresConnection {
  readonly name: string;
  readonly #options: DatabaseOptions;
  #client: Client | undefined;
  #isClosed: boolean = false;

  constructor(options: DatabaseOptions) {
    this.#options = options;
    this.name = shownUrl(options.url);
  }

  /**
   * Runs a statement.
   * @param name a statement that is run often has one: it is planned once.
   * @throws Taken, Broken, or StateError where the database refuses it, or is not there.
   */
  async query(text: string, values: readonly unknown[] = [], name?: string): Promise<Result> {
    const client = this.#client ?? (await this.#connected());
    try {
      return await client.query({ text, values, ...(name === undefined ? {} : { name }) });
    } catch (error) {
      const told = this.#told(error);
      if (told instanceof Broken) this.#drop(client);
      throw told;
    }
  }

  /** Ends the connection, whatever is under way; the next statement makes another one. */
  reset(): void {
    if (this.#client !== undefined) this.#drop(this.#client);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  async #connected(): Promise<Client> {
    if (this.#isClosed) throw new StateError('lost', `${this.name} is closed.`);
    const Driver = await driver();
    const { url, patience } = this.#options;
    let client: Client | undefined;
    try {
      client = new Driver({
        connectionString: url,
        connectionTimeoutMillis: connecting,
        query_timeout: patience,
        keepAlive: true,
        application_name: 'image-members-fake',
      });
      const own = client;
      client.on('error', () => this.#drop(own));
      await client.connect();
    } catch (error) {
      client?.end().catch(() => {});
      throw this.#unreached(error);
    }
    this.#client = client;
    return client;
  }

  #drop(client: Client): void {
    if (this.#client === client) this.#client = undefined;
    // A socket that does not answer is not waited for.
    client.end().catch(() => {});
  }

  /** What an error of a statement means. Source: appendix A of PostgreSQL's manual. */
  #told(error: unknown): Error {
    const { code, severity, message } = error as Partial<Record<'code' | 'severity' | 'message', string>>;
    if (severity !== 'ERROR' || code === undefined || code === unknownCompletion)
      return new Broken(message ?? String(error), { cause: error });
    if (takenCodes.has(code)) return new Taken(message, { cause: error });
    if (code.startsWith('53'))
      return new StateError('full', `There is no room left in ${this.name}: ${message}.`);
    if (code === readOnly) return new Broken(message, { cause: error });
    return new StateError('unusable', `${this.name} refuses a statement: ${message} (${code}).`, {
      cause: error,
    });
  }

  #unreached(error: unknown): StateError {
    const { code, message } = error as Partial<Record<'code' | 'message', string>>;
    const why = [message, code].find((each) => each !== undefined && each !== '') ?? 'no connection';
    const isRefused =
      /^(?:28|3D|42)|^(?:ENOENT|EACCES|EISDIR)$/.test(code ?? '') ||
      /password|SASL|Invalid URL|certificate|SSL/i.test(why);
    const advice = isRefused
      ? ' Check the URL; the password may stand in PGPASSWORD or ~/.pgpass.'
      : ' Is the database running?';
    const kind = isRefused ? 'unusable' : 'lost';
    return new StateError(kind, `${this.name} cannot be reached: ${this.#unquoting(error, why)}.${advice}`, {
      cause: error,
    });
  }

  /**
   * A reason without what it quotes of the URL: a file that a parameter names, and the host and the port of one that is not
   * clear, which may be pieces of a password.
   */
  #unquoting(error: unknown, why: string): string {
    const { code = 'an address', path, syscall } = error as Partial<NodeJS.ErrnoException>;
    if (path !== undefined) return withoutUrl(why.replaceAll(path, '…'));
    return this.name.endsWith('…') && syscall !== undefined ? code : withoutUrl(why);
  }
}

/** A standby that became none yet, or one no more. */
const readOnly = '25006';

/** A commit of which the database itself does not know whether it is done. */
const unknownCompletion = '40003';

/** Somebody else was first: unique violation, serialization failure, deadlock. */
const takenCodes: ReadonlySet<string> = new Set(['23505', '40001', '40P01']);

/** A message that quotes a URL may quote a password. */
function withoutUrl(message: string): string {
  return message.replaceAll(/\S*:\/\/\S*/g, '…').replace(/\.$/, '');
}

async function driver(): Promise<typeof Client> {
  try {
    const { default: pg } = await import('pg');
    return pg.Client;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new StateError(
      'unusable',
      'State in a database needs the package pg, which is not installed. Install it beside image-members-fake: npm install pg',
    );
  }
}
