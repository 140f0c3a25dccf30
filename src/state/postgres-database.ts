import { StateError } from './engine.ts';
import { staying } from './postgres-append.ts';
import { type PostgresConnection, Taken } from './postgres-connection.ts';
import { columnsOfTables, ownColumns, ownData } from './postgres-sql.ts';
import { migrationsFrom, schema, schemaVersion } from './schema.ts';
import { digestsIn } from './steps.ts';
import { withoutSum } from './texts.ts';

/** How often tables are made that somebody else makes at the same moment. */
const mostTries = 10;

/** Milliseconds after which nobody looks for the mark of a transaction. */
const forgotten = 24 * 3_600_000;

/**
 * Makes the tables of a database, where there are none; those of an older version become those of this one.
 * @throws StateError where they are newer, or of another program. They are left as they are then.
 */
export async function openDatabase(connection: PostgresConnection): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      return await transaction(connection, () => ownTables(connection));
    } catch (error) {
      if (!(error instanceof Taken) || tries >= mostTries) throw error;
    }
  }
}

async function ownTables(connection: PostgresConnection): Promise<void> {
  const columns = await columnsThere(connection);
  if (columns.size === 0) return makeTables(connection);
  const version = isOwn(columns) ? await versionIn(connection) : NaN;
  if (!Number.isSafeInteger(version) || version < 1)
    throw new StateError(
      'foreign',
      `${connection.name} has tables of another program (${[...columns.keys()].join(', ')}), and is left as it is. Name a database of its own.`,
    );
  if (version > schemaVersion)
    throw new StateError(
      'newer',
      `${connection.name} was written by a newer image-members-fake: its schema has version ${version}, and this program knows ${schemaVersion}. It is left as it is. Use the newer program, or name another database.`,
    );
  if (version === schemaVersion) return;
  await run(connection, migrationsFrom(version));
  await connection.query(`UPDATE meta SET value = $1 WHERE name = 'version'`, [String(schemaVersion)]);
}

async function makeTables(connection: PostgresConnection): Promise<void> {
  await run(connection, schema);
  const sql = `INSERT INTO meta (name, value) VALUES ('version', $1) ON CONFLICT DO NOTHING`;
  await connection.query(sql, [String(schemaVersion)]);
}

/** The columns of the tables that are called as those of this program, by table. */
async function columnsThere(connection: PostgresConnection): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await connection.query(columnsOfTables);
  const columns = new Map<string, string[]>();
  for (const { name, column } of rows)
    columns.set(String(name), [...(columns.get(String(name)) ?? []), String(column)]);
  return columns;
}

/** Whether all tables are there, with all their columns: another program may have one that is called `meta`, too. */
function isOwn(columns: ReadonlyMap<string, readonly string[]>): boolean {
  return Object.entries(ownColumns).every(([table, own]) =>
    own.every((column) => columns.get(table)?.includes(column)),
  );
}

/** The version that tables say they have; NaN: they say none. */
async function versionIn(connection: PostgresConnection): Promise<number> {
  const [row] = (await connection.query(`SELECT value FROM meta WHERE name = 'version'`)).rows;
  return row === undefined ? NaN : Number(row['value']);
}

async function run(connection: PostgresConnection, statements: readonly string[]): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  for (const statement of statements) await connection.query(statement);
}

async function transaction(connection: PostgresConnection, act: () => Promise<void>): Promise<void> {
  await connection.query('BEGIN');
  try {
    await act();
    await connection.query('COMMIT');
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => connection.reset());
    throw error;
  }
}

/** Removes what is no more: steps that are in a snapshot, worlds that are gone, data that nothing speaks of. Others may go on meanwhile. */
export function compactDatabase(connection: PostgresConnection): Promise<void> {
  return transaction(connection, async () => {
    await connection.query(ownData);
    await connection.query('DELETE FROM changes WHERE world NOT IN (SELECT id FROM worlds)');
    await connection.query('DELETE FROM snapshots WHERE world NOT IN (SELECT id FROM worlds)');
    const kept = `DELETE FROM changes WHERE at < $1 AND seq < (SELECT MAX(seq) FROM snapshots WHERE snapshots.world = changes.world)`;
    await connection.query(kept, [Date.now() - staying]);
    const old = `DELETE FROM meta WHERE name LIKE 'commit %' AND value < $1`;
    await connection.query(old, [String(Date.now() - forgotten)]);
    const used = await digestsUsed(connection);
    const { rows } = await connection.query('SELECT digest FROM data');
    const unused = rows.map(({ digest }) => String(digest)).filter((digest) => !used.has(digest));
    await connection.query('DELETE FROM data WHERE digest = ANY($1::text[])', [unused]);
  });
}

/** The digests that are spoken of, world by world: they are not all read at once. */
async function digestsUsed(connection: PostgresConnection): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  const texts = `SELECT change AS text FROM changes WHERE world = $1 UNION ALL SELECT state AS text FROM snapshots WHERE world = $1`;
  const { rows: worlds } = await connection.query('SELECT id FROM worlds');
  for (const { id } of worlds) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { rows } = await connection.query(texts, [id]);
    for (const { text } of rows) for (const digest of digestsIn(withoutSum(String(text)))) used.add(digest);
  }
  return used;
}
