import { action, computed, NAME, pattern, UI, Writable } from "commonfabric";
interface Cell {
  text: string;
  marks: string[];
}
interface Line {
  name: string;
  cells: Cell[];
  width: number;
}
interface Input {
  lines: Line[];
  scale: number;
  hit: Writable<string>;
  hidden: Writable<string[]>;
}
export default pattern<Input>(({ lines, scale, hit, hidden }) => ({
  [NAME]: "grid",
  [UI]: (
    <table>
      {lines.map((line, y) => (
        <tr style={{ width: line.width * scale }}>
          {line.cells.filter((cell) => cell.text !== line.name).map((cell, x) => {
            const place = `${x}/${y}`;
            const marked = computed(() =>
              cell.marks.length > 0 && !hidden.get().includes(cell.text)
            );
            const hide = action(() => hidden.push(cell.text));
            return (
              <td title={place} onClick={() => hit.set(`${line.name}:${cell.text}:${place}`)}>
                {marked
                  ? cell.marks.map((mark) => <b onClick={hide}>{mark}{line.name}{scale * x}</b>)
                  : null}
              </td>
            );
          })}
        </tr>
      ))}
    </table>
  ),
  texts: lines.flatMap((line) => line.cells).map((cell) => cell.text),
  widest: lines.reduce((most, line) => Math.max(most, line.width), 0),
}));
