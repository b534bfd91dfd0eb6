import { computed, pattern, UI, Writable } from "commonfabric";
export default pattern<{ rows: string[]; sel: Writable<string> }>(({ rows, sel }) => ({
  [UI]: (
    <ul>
      {rows.map((row) => (
        <li class={computed(() => sel.get() === row ? "on" : "off")} onClick={() => sel.set(row)}>
          {row}
        </li>
      ))}
    </ul>
  ),
}));
