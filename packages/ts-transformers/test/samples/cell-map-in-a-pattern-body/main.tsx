import { computed, pattern, UI, Writable } from "commonfabric";
export default pattern<{ rows: Writable<{ title: string }[]> }>(({ rows }) => ({
  [UI]: <ul>{rows.map((row) => <li>{row.title}</li>)}</ul>,
  texts: computed(() => rows.get().map((row) => row.title)),
}));
