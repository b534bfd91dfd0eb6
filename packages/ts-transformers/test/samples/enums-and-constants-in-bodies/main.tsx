import { computed, pattern, UI } from "commonfabric";
enum Mode {
  Dark = "dark",
  Light = "light",
}
const SIZES = { small: 1, large: 3 };
export default pattern<{ mode: Mode; size: keyof typeof SIZES }>(({ mode, size }) => ({
  [UI]: <p class={mode === Mode.Dark ? "d" : "l"}>{SIZES[size]}{SIZES.small}</p>,
  next: computed(() => mode === Mode.Dark ? Mode.Light : Mode.Dark),
  start: Mode.Light,
}));
