import { computed, NAME, pattern, UI, Writable } from "commonfabric";
const COLORS: Record<string, string> = { low: "green", high: "red" };
const ICONS = { low: "v", high: "^" } as const;
const STEPS = [1, 2, 5];
type Level = "low" | "high";
interface Input { level: Level; at: number; rows: { level: Level; text: string }[]; chosen: Writable<Level> }
export default pattern<Input>(({ level, at, rows, chosen }) => {
  const color = computed(() => COLORS[level] ?? "gray");
  const step = (STEPS[at] ?? 0) + 1;
  return {
    [NAME]: `${COLORS[level]}`,
    [UI]: (
      <div style={{ color: COLORS[level], borderColor: color }}>
        {ICONS[level]}{step}{COLORS[chosen.get()]}
        {rows.map((row) => <li style={{ color: COLORS[row.level] }} onClick={() => chosen.set(row.level)}>{ICONS[row.level]}{row.text}{STEPS[at]}</li>)}
        {STEPS.map((one) => <b>{one === at ? "*" : one}{COLORS[level]?.length}</b>)}
        {Object.keys(COLORS).map((name) => <i class={name === level ? "on" : "off"}>{name}</i>)}
      </div>
    ),
  };
});
