import { computed, pattern, UI } from "commonfabric";
type Shape = { kind: "circle"; r: number } | { kind: "square"; side: number };
export default pattern<{ shapes: Shape[]; one?: Shape }>(({ shapes, one }) => ({
  [UI]: <ul>{shapes.map((shape) => <li>{shape.kind}</li>)}</ul>,
  areas: computed(() => shapes.map((s) => s.kind === "circle" ? s.r * s.r : s.side * s.side)),
  kind: one?.kind ?? "none",
}));
