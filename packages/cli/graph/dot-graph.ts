/** A graph in the language of Graphviz. */
import type { GraphDocument, GraphNodeShape } from "./graph-document.ts";

/** The lines of a `digraph`: nodes with what they are, edges with the place that carries a value. */
export function dotGraph({ nodes, edges }: GraphDocument): string[] {
  return [
    "digraph piece {",
    "  rankdir=LR;",
    "  node [shape=box];",
    ...nodes.map((node) => `  ${quoted(node.id)} [label=${quoted(labelOf(node))}];`),
    ...edges.map(({ from, to, address }) =>
      `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(shortened(address))}];`
    ),
    "}",
  ];
}

/** What runs, and how often it ran: `double (3 runs)`, the source below it. */
function labelOf({ id, runs, source }: GraphNodeShape): string {
  const [, , symbol = id] = /^(cf:module\/[^:]+|builtin):(.+):[^:]+$/.exec(id) ?? [];
  return `${symbol}\n${runs} runs${source === null ? "" : `\n${source}`}`;
}

/** The document of an address by its first characters, with the whole path. */
function shortened(address: string): string {
  return address.replace(/^[^/]*\/of:([A-Za-z0-9_-]{6})[A-Za-z0-9_-]*/, "$1");
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
