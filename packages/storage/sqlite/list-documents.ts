/** Headers of documents: `list` in pages by tag or by id, and those of given documents. */
import type { DocHeader, ListQuery } from "../types.ts";
import type { SqlRow, SqlSession } from "./sql-session.ts";

/** Greater than every character, so that `prefix + LAST` bounds the texts with that prefix. */
const LAST = "\u{10ffff}";
const COLUMNS = "row, id, scope, seq, at, bytes, tag";
const ONLY_REFS = "row IN (SELECT doc FROM ref)";

/**
 * One page. Documents that share the last tag or id of a page (other scopes) are on that page too,
 * because `after` could not tell them apart.
 */
export function listDocuments(sql: SqlSession, query: ListQuery): DocHeader[] {
  return sql.snapshot(() => {
    const rows = query.tagPrefix === undefined ? byId(sql, query) : byTag(sql, query);
    return rows.map((row) => headerFromRow(sql, row));
  });
}

/** The header of the document with this row key. */
export function headerOf(sql: SqlSession, digest: Uint8Array): DocHeader | undefined {
  const row = sql.get(`SELECT ${COLUMNS} FROM doc WHERE key = ?`, digest);
  return row && headerFromRow(sql, row);
}

function byTag(sql: SqlSession, { tagPrefix = "", after, refs, limit }: ListQuery): SqlRow[] {
  const filter = refs ? `AND ${ONLY_REFS}` : "";
  const rows = sql.all(
    `SELECT ${COLUMNS} FROM doc WHERE tag >= ? AND tag < ? AND tag > ? ${filter}
     ORDER BY tag, id, scope LIMIT ?`,
    ...[tagPrefix, tagPrefix + LAST, after ?? "", limit],
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  if (last === undefined) return rows;
  const siblings = sql.all(
    `SELECT ${COLUMNS} FROM doc WHERE tag = ? AND (id, scope) > (?, ?) ${filter}
     ORDER BY id, scope`,
    ...[String(last["tag"]), String(last["id"]), String(last["scope"])],
  );
  return [...rows, ...siblings];
}

function byId(sql: SqlSession, { after, refs, limit }: ListQuery): SqlRow[] {
  const filter = refs ? `AND ${ONLY_REFS}` : "";
  const rows = sql.all(
    `SELECT ${COLUMNS} FROM doc WHERE id > ? ${filter} ORDER BY id, scope LIMIT ?`,
    after ?? "",
    limit,
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  if (last === undefined) return rows;
  const siblings = sql.all(
    `SELECT ${COLUMNS} FROM doc WHERE id = ? AND scope > ? ${filter} ORDER BY scope`,
    ...[String(last["id"]), String(last["scope"])],
  );
  return [...rows, ...siblings];
}

function headerFromRow(sql: SqlSession, row: SqlRow): DocHeader {
  const refs = sql.all(
    "SELECT identity FROM ref WHERE doc = ? ORDER BY identity",
    Number(row["row"]),
  ).map(({ identity }) => String(identity));
  return {
    key: { id: String(row["id"]), scopeKey: String(row["scope"]) },
    seq: Number(row["seq"]),
    at: Number(row["at"]),
    bytes: Number(row["bytes"]),
    ...(row["tag"] === null ? {} : { tag: String(row["tag"]) }),
    ...(refs.length === 0 ? {} : { refs }),
  };
}
