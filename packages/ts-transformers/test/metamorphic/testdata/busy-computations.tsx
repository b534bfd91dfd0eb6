import { computed, NAME, pattern, UI, Writable } from "commonfabric";
interface Line { text: string; level: number; at: { x: number; y: number } }
interface Input { lines: Line[]; grid: number[][]; numbers: number[]; query: string; n: Writable<number> }
export default pattern<Input>(({ lines, grid, numbers, query, n }) => {
  const summary = computed(() => {
    let joined = "";
    let index = 0;
    while (index < lines.length) {
      const line = lines[index]!;
      index++;
      switch (line.level) {
        case 0: continue;
        case 1: joined += line.text; break;
        default: joined += `${"-".repeat(Math.max(0, Math.min(3, Math.floor(line.level))))}${line.text}`;
      }
    }
    return joined;
  });
  const safe = computed(() => {
    try {
      const parsed: { a: number } = JSON.parse(query);
      return parsed.a;
    } catch {
      return -1;
    }
  });
  const counted = computed(() => {
    const counts = new Map<string, number>();
    const add = (text: string) => counts.set(text, (counts.get(text) ?? 0) + 1);
    for (const { text } of lines) add(text);
    for (const word of query.match(/[a-z]+/g) ?? []) add(word);
    return [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count);
  });
  const top = computed(() => Math.max(0, ...numbers, ...lines.map((line) => line.at.x)));
  return {
    [NAME]: summary,
    [UI]: (
      <div>
        {safe}{top}
        {counted.map(({ word, count }) => <li>{word}{count}</li>)}
        {grid.map((row, y) => <tr>{row.map((cell, x) => <td onClick={() => n.set(cell + x * y)}>{cell * numbers.length}</td>)}</tr>)}
        {grid.length > 0 ? grid[0]?.length ?? 0 : "no grid"}
        {numbers.toSorted((a, b) => a - b).map((one) => <i>{one}</i>)}
        {Math.max(0, ...numbers)}
        {lines.map((line) => line.at).filter((at) => at.x > n.get()).map((at) => <b>{at.y}</b>)}
        {lines.findLast((line) => line.text.includes(query))?.at.y ?? "-"}
      </div>
    ),
    sum: grid.flat().reduce((a, b) => a + b, 0),
    counted,
  };
});
