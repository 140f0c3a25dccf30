/**
 * What a database is asked, in SQL that PostgreSQL, CockroachDB and YugabyteDB have in common: no LISTEN, no advisory locks.
 * Lists are arrays, so that each statement is one text that is planned once: most often while the tables are empty. So the steps of a
 * world are asked for where a plan has no choice but the primary key: joined as a whole, they are a scan of all that was ever changed.
 */

/** The worlds of these names, each with the steps behind those that are known. */
export const newsOfNames = `
SELECT w.name, w.id, c.seq, c.at, c.change
FROM unnest($1::text[], $2::text[], $3::bigint[]) AS k (name, id, seq)
JOIN worlds w ON w.name = k.name
LEFT JOIN LATERAL (SELECT seq, at, change FROM changes WHERE world = w.id AND seq > k.seq ORDER BY seq) c ON w.id = k.id
ORDER BY w.name, c.seq`;

/** All worlds, those that are known with the steps behind the known ones. */
export const newsOfAll = `
SELECT w.name, w.id, c.seq, c.at, c.change
FROM worlds w
LEFT JOIN unnest($1::text[], $2::text[], $3::bigint[]) AS k (name, id, seq) ON k.id = w.id
LEFT JOIN LATERAL (SELECT seq, at, change FROM changes WHERE world = k.id AND seq > k.seq ORDER BY seq) c ON TRUE
ORDER BY w.at, w.name, c.seq`;

/**
 * Adds steps, each to a world that is there, and behind all that it has: a step with the number of another one, or before
 * it, is not added. The primary key decides between two that are added at once.
 */
export const appendSteps = `
INSERT INTO changes (world, seq, at, change)
SELECT s.world, s.seq, s.at, s.change
FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) AS s (world, seq, at, change)
WHERE EXISTS (SELECT 1 FROM worlds w WHERE w.id = s.world)
AND s.seq > COALESCE((SELECT MAX(c.seq) FROM changes c WHERE c.world = s.world), -1)`;

/** A whole world and its steps, as they were at one moment. */
export const readWhole = `
SELECT seq, NULL AS at, state AS text, 1 AS whole FROM snapshots
WHERE world = $1 AND seq = (SELECT MAX(seq) FROM snapshots WHERE world = $1)
UNION ALL
(SELECT seq, at, change AS text, 0 AS whole FROM changes
WHERE world = $1 AND seq > (SELECT MAX(seq) FROM snapshots WHERE world = $1) ORDER BY seq LIMIT $2)`;

/** A world that is there is kept as a whole; its older snapshots go. */
export const addSnapshot = `
INSERT INTO snapshots (world, seq, state) SELECT $1::text, $2::bigint, $3::text
WHERE EXISTS (SELECT 1 FROM worlds WHERE id = $1::text) ON CONFLICT DO NOTHING`;

/** The tables of this program, with the columns that each version of them has. */
export const ownColumns: Readonly<Record<string, readonly string[]>> = {
  meta: ['name', 'value'],
  worlds: ['name', 'id', 'at', 'options'],
  changes: ['world', 'seq', 'at', 'change'],
  snapshots: ['world', 'seq', 'state'],
  data: ['digest', 'bytes'],
};

/** The tables that are there and called as those of this program, with their columns. One without columns has a row, too. */
export const columnsOfTables = `
SELECT t.table_name AS name, c.column_name AS "column"
FROM information_schema.tables t
LEFT JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name
WHERE t.table_schema = current_schema() AND t.table_name IN ('meta', 'worlds', 'changes', 'snapshots', 'data')
ORDER BY t.table_name, c.ordinal_position`;

/**
 * Whoever adds data shares this row until its commit, and whoever removes data has it alone: no data goes that somebody is
 * about to speak of.
 */
export const shareData = `SELECT value FROM meta WHERE name = 'version' FOR SHARE`;
/** As `shareData`, alone. */
export const ownData = `SELECT value FROM meta WHERE name = 'version' FOR UPDATE`;
