/** The rendered tree of a result, and the cells that its two-way bindings name. */
import type { JSONSchema } from "@commonfabric/api";
import type { Cell } from "@commonfabric/runner";

const TREE: JSONSchema = { $ref: "https://commonfabric.org/schemas/vnode.json" };

/** The rendered tree, read as such whatever the result schema says about it. */
export function renderedTree(result: Cell): Cell {
  return result.key("$UI").asSchema(TREE);
}

/**
 * The cell behind a binding such as `$UI.children.0.props.$value`; `undefined` for every other path
 * and where nothing is bound. Setting the member itself would replace the binding.
 */
export async function boundCell(result: Cell, path: readonly string[]): Promise<Cell | undefined> {
  const name = path.at(-1);
  if (name?.startsWith("$") !== true || path.at(-2) !== "props") return undefined;
  const props = result.key(...path.slice(0, -1));
  const bindings = props.asSchema<Record<string, Cell>>({
    type: "object",
    properties: { [name]: { asCell: ["cell"] } },
  });
  const cell = (await bindings.pull())?.[name];
  if (props.key(name).getRaw() === undefined) return undefined;
  // Which cell it is may be computed: asking for its value runs that computation.
  await cell?.pull();
  return cell;
}
