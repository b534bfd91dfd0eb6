import { pattern, UI, Writable } from "commonfabric";
export default pattern<{ out: Writable<string>; rows: string[] }>(({ out, rows }) => ({
  [UI]: (
    <cf-picker
      items={rows}
      onPick={(value: string) => out.set(value)}
      oncf-change={function (event) {
        out.set(event.detail.value);
      }}
    />
  ),
}));
