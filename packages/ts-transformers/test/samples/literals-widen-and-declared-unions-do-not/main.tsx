import { computed, pattern, Writable } from "commonfabric";
type Mode = "dark" | "light";
export default pattern<{ mode: Mode; on: boolean }>(({ mode, on }) => {
  const next: Mode = on ? "dark" : "light";
  const kept = new Writable<Mode>("dark");
  return {
    mode,
    next,
    kept,
    text: "fixed",
    n: 3,
    yes: true,
    list: ["a", "b"],
    shape: { kind: "x" },
    constant: "c" as const,
    made: computed(() => ({ kind: "y", size: 2 })),
  };
});
