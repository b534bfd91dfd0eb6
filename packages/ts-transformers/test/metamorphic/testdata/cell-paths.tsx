import { action, computed, NAME, pattern, UI, Writable } from "commonfabric";
interface Settings { theme: string; size: { w: number; h: number }; names: string[] }
interface Input { settings: Writable<Settings>; factor: number }
export default pattern<Input>(({ settings, factor }) => {
  const theme = settings.key("theme");
  const size = settings.key("size");
  const area = computed(() => size.get().w * size.get().h * factor);
  const grow = action(() => settings.key("size", "w").set(settings.key("size").get().w + 1));
  const rename = action(() => { theme.set(`${theme.get()}!`); settings.key("names").push("n"); });
  return {
    [NAME]: theme.get(),
    [UI]: (
      <div class={theme.get()}>
        <cf-input $value={theme} />
        <cf-input $value={settings.key("size", "h")} />
        {area}{size.get().w * factor}{settings.get().names.length}
        {settings.get().names.map((name) => <b>{name}</b>)}
        <cf-button onClick={grow}>grow</cf-button>
        <cf-button onClick={rename}>rename</cf-button>
        <cf-button onClick={() => size.set({ w: factor, h: 1 })}>reset</cf-button>
      </div>
    ),
    area,
  };
});
