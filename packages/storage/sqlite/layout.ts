/**
 * The layout of a space file. Rows are found by 32-byte digests on rowid tables; bodies live apart
 * from metadata, so that listing and comparing heads never pages through texts.
 *
 *   space        one row: the space id, its head, how far the log was trimmed
 *   doc -> body  metadata of a document; its canonical bytes
 *   ref          identities that the value of a document points to
 *   blob         texts by the SHA-256 of their bytes
 *   log          commits that moved the head: what subscribers are told
 *   outcome      transaction ids that were committed: why a repeated batch is not applied twice
 *   observation -> observed   newest row per (piece, action); the documents it read
 */

/** `PRAGMA application_id`: "CFsp". */
export const APPLICATION_ID = 0x43467370;

/** `PRAGMA user_version` of the layout below. */
export const LAYOUT_VERSION = 2;

/** The same tables; documents were committed without entries in `ref`. See upgrade-layout.ts. */
export const LAYOUT_WITHOUT_REFS = 1;

/** Statements that make an empty file a space file, apart from the row of the space. */
export const LAYOUT_STATEMENTS: readonly string[] = [
  `PRAGMA application_id = ${APPLICATION_ID}`,
  `PRAGMA user_version = ${LAYOUT_VERSION}`,
  `CREATE TABLE space (id TEXT NOT NULL, head INTEGER NOT NULL, trimmed INTEGER NOT NULL)`,
  `CREATE TABLE doc (
    row INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, id TEXT NOT NULL, scope TEXT NOT NULL,
    seq INTEGER NOT NULL, at INTEGER NOT NULL, bytes INTEGER NOT NULL, tag TEXT)`,
  `CREATE INDEX doc_tag ON doc (tag) WHERE tag IS NOT NULL`,
  `CREATE TABLE body (doc INTEGER PRIMARY KEY, bytes BLOB NOT NULL)`,
  `CREATE TABLE ref (doc INTEGER NOT NULL, identity TEXT NOT NULL)`,
  `CREATE INDEX ref_doc ON ref (doc)`,
  `CREATE TABLE blob (row INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL, bytes BLOB NOT NULL)`,
  `CREATE TABLE log (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, tx TEXT NOT NULL,
    keys TEXT NOT NULL)`,
  `CREATE TABLE outcome (row INTEGER PRIMARY KEY, tx TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL,
    at INTEGER NOT NULL)`,
  `CREATE TABLE observation (row INTEGER PRIMARY KEY, piece BLOB NOT NULL, action TEXT NOT NULL,
    id TEXT NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    bytes BLOB NOT NULL, UNIQUE (piece, action))`,
  `CREATE TABLE observed (key BLOB NOT NULL, observation INTEGER NOT NULL)`,
  `CREATE INDEX observed_key ON observed (key)`,
  `CREATE INDEX observed_observation ON observed (observation)`,
];
