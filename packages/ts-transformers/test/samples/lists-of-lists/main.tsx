import { computed, pattern, UI } from "commonfabric";
export default pattern<{ grid: number[][]; scale: number }>(({ grid, scale }) => ({
  [UI]: <table>{grid.map((line, y) => <tr>{line.map((n, x) => <td>{n * scale + x - y}</td>)}</tr>)}</table>,
  flat: grid.flatMap((line) => line),
  sums: grid.map((line) => line.reduce((sum, n) => sum + n, 0)),
  all: computed(() => grid.flat().length),
}));
