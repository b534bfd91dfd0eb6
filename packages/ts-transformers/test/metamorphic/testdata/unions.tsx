import { computed, NAME, pattern, UI, Writable } from "commonfabric";
type Shape = { kind: "circle"; radius: number } | { kind: "box"; width: number; height: number };
function area(shape: Shape): number {
  return shape.kind === "circle" ? shape.radius * 3 : shape.width * shape.height;
}
interface Input {
  shapes: Shape[];
  level: "low" | "high" | null;
  value: string | number;
  picked: Writable<Shape | null>;
}
export default pattern<Input>(({ shapes, level, value, picked }) => {
  const text = computed(() => typeof value === "string" ? value.toUpperCase() : value + 1);
  return {
    [NAME]: level ?? "none",
    [UI]: (
      <div>
        {shapes.map((shape) => (
          <li onClick={() => picked.set(shape)}>
            {shape.kind}
            {area(shape)}
            {shape.kind === "box" ? shape.width : shape.radius}
          </li>
        ))}
        {level === "high" && <b>high</b>}
        {text}
        {computed(() => {
          const it = picked.get();
          return it === null || it === undefined
            ? "-"
            : it.kind === "circle"
            ? it.radius
            : it.height;
        })}
      </div>
    ),
    total: shapes.map(area).reduce((a, b) => a + b, 0),
    circles: shapes.filter((shape) => shape.kind === "circle").length,
  };
});
