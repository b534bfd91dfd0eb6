import { pattern, type SqliteDb, sqliteQuery } from "commonfabric";
export default pattern<{ db: SqliteDb; limit: number }>(({ db, limit }) => {
  const rows = sqliteQuery<{ id: number; title: string }>({
    db,
    sql: "select id, title from notes limit ?",
    params: [limit + 1],
  });
  return { rows: rows.result };
});
