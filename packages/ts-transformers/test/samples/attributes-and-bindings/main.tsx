import { computed, pattern, UI, Writable } from "commonfabric";
export default pattern<{ text: Writable<string>; on: boolean; width: number }>((
  { text, on, width },
) => ({
  [UI]: (
    <cf-vstack gap="2" class={on ? "on" : "off"} style={{ width: `${width}px`, color: "red" }}>
      <cf-input $value={text} placeholder={`at most ${width}`} disabled={!on} />
      <cf-checkbox checked={on && width > 3}>{computed(() => text.get().length)}</cf-checkbox>
    </cf-vstack>
  ),
}));
