/** An outline: a tree of lines, shown by a view that contains itself, changed by number. */
import {
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { Branch } from "./branch.tsx";
import { changed, depthOf, type Line, numbered, pathOf, size } from "./tree.ts";

interface Input {
  lines: Writable<Line[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  lines: Line[];
  text: string;
  size: number;
  depth: number;
  selected: string;
  add: Stream<{ under?: string; text: string }>;
  fold: Stream<{ number: string }>;
}

type Lines = { lines: Writable<Line[]> };

const add = handler<{ under?: string; text: string }, Lines>(({ under, text }, { lines }) => {
  const line: Line = { text, children: [] };
  if (under === undefined) lines.push(line);
  else {
    lines.set(changed(lines.get(), pathOf(under), (parent) => ({
      ...parent,
      children: [...parent.children, line],
    })));
  }
});

const fold = handler<{ number: string }, Lines>(({ number }, { lines }) => {
  lines.set(changed(lines.get(), pathOf(number), (line) => ({ ...line, folded: !line.folded })));
});

export default pattern<Input, Output>(({ lines }) => {
  const selected = new Writable("");
  const count = size(lines.get());
  const text = numbered(lines.get())
    .map((line) => `${"  ".repeat(line.depth)}${line.number} ${line.text}`)
    .join("\n");

  return {
    [NAME]: `Outline of ${count} ${count === 1 ? "line" : "lines"}`,
    [UI]: (
      <cf-vstack>
        <ul>{lines.map((line) => <Branch line={line} selected={selected} />)}</ul>
        {selected.get() !== "" && <p>Selected: {selected}</p>}
      </cf-vstack>
    ),
    lines,
    text,
    size: count,
    depth: depthOf(lines.get()),
    selected,
    add: add({ lines }),
    fold: fold({ lines }),
  };
});
