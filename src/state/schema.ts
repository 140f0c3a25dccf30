/** The schema, in SQL that SQLite, PostgreSQL and what speaks its protocol have in common. */

/** The version of the schema that this program writes. */
export const schemaVersion = 1;

/** Makes the tables, where there are none. */
export const schema: readonly string[] = [
  'CREATE TABLE IF NOT EXISTS meta (name VARCHAR(100) PRIMARY KEY, value VARCHAR(1000) NOT NULL)',
  'CREATE TABLE IF NOT EXISTS worlds (name VARCHAR(200) PRIMARY KEY, id VARCHAR(64) NOT NULL UNIQUE, at BIGINT NOT NULL, options TEXT NOT NULL)',
  'CREATE TABLE IF NOT EXISTS changes (world VARCHAR(64) NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, change TEXT NOT NULL, PRIMARY KEY (world, seq))',
  'CREATE TABLE IF NOT EXISTS snapshots (world VARCHAR(64) NOT NULL, seq BIGINT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (world, seq))',
  'CREATE TABLE IF NOT EXISTS data (digest VARCHAR(128) PRIMARY KEY, bytes BYTEA NOT NULL)',
];

/** By version, what makes the tables of it those of the next one. */
export type Migrations = Readonly<Record<number, readonly string[]>>;

/** There was no other version yet. */
const migrations: Migrations = {};

/**
 * What makes the tables of a version those of the newest one.
 * @throws RangeError where there is no way from there.
 */
export function migrationsFrom(
  version: number,
  newest: number = schemaVersion,
  steps: Migrations = migrations,
): readonly string[] {
  const all: string[] = [];
  for (let from = version; from < newest; from += 1) {
    const step = steps[from];
    if (step === undefined) throw new RangeError(`there is no way from version ${from} of the schema`);
    all.push(...step);
  }
  return all;
}

/** The worlds with their sizes. */
export const sizesQuery = `
SELECT name, id, at, options,
  (SELECT COUNT(*) FROM changes WHERE world = worlds.id AND seq >
    (SELECT MAX(seq) FROM snapshots WHERE world = worlds.id)) AS steps,
  COALESCE((SELECT MAX(changes.at) FROM changes WHERE world = worlds.id), at) AS changed,
  (SELECT COALESCE(SUM(LENGTH(change)), 0) FROM changes WHERE world = worlds.id) +
  (SELECT COALESCE(SUM(LENGTH(state)), 0) FROM snapshots WHERE world = worlds.id) AS bytes
FROM worlds ORDER BY at, name`;

/** The bytes of all rows, but for their keys. */
export const sizeQuery = `
SELECT (SELECT COALESCE(SUM(LENGTH(options)), 0) FROM worlds) +
  (SELECT COALESCE(SUM(LENGTH(change)), 0) FROM changes) +
  (SELECT COALESCE(SUM(LENGTH(state)), 0) FROM snapshots) +
  (SELECT COALESCE(SUM(LENGTH(bytes)), 0) FROM data) AS bytes`;
