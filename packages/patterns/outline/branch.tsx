/** A branch of the outline as a view of its own, which contains itself. */
import { render, type Writable } from "commonfabric";
import { type Line, size } from "./tree.ts";

interface BranchInput {
  line: Line;
  selected: Writable<string>;
}

export const Branch = render<BranchInput>(({ line, selected }) => (
  <li>
    <span
      style={{ fontWeight: selected.get() === line.text ? "bold" : "normal" }}
      onClick={() => selected.set(line.text)}
    >
      {line.text}
    </span>
    {line.children.length > 0 && <small>{size(line.children)} below</small>}
    {!line.folded && (
      <ul>{line.children.map((child) => <Branch line={child} selected={selected} />)}</ul>
    )}
  </li>
));
