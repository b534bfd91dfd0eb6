import { cfSqlite, pattern, sqliteDatabase } from "commonfabric";
export default pattern<{ word: string }>(({ word }) => {
  const db = sqliteDatabase({
    notes: cfSqlite.table(
      { title: cfSqlite.text(), owner: cfSqlite.text() },
      (row) => cfSqlite.all(cfSqlite.principal(row.owner)),
    ),
  });
  return { db, word };
});
