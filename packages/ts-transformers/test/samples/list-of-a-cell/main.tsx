import { computed, pattern, UI, Writable } from "commonfabric";
export default pattern<{ rows: Writable<{ title: string }[]>; on: boolean }>(({ rows, on }) => ({
  [UI]: <ul>{rows.map((row) => <li>{row.title}</li>)}</ul>,
  shown: computed(() => on ? rows.map((row) => row.title) : []),
  texts: computed(() => rows.get().map((row) => row.title)),
}));
