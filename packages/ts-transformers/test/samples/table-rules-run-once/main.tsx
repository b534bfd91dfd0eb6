import { cfSqlite, pattern, sqliteDatabase } from "commonfabric";
interface Row {
  title: string;
  owner: string;
}
export default pattern<{ word: string }>(({ word }) => {
  const db = sqliteDatabase({
    notes: cfSqlite.table(
      { title: cfSqlite.text(), owner: cfSqlite.text() },
      (row) => cfSqlite.all(cfSqlite.principal(row.owner)),
    ),
  });
  const rows = db.query<Row>("select title, owner from notes where title = ?", [word]);
  return { rows: rows.result, pending: rows.pending };
});
