/** Random programs: small graphs with cycles, value and type edges, declarations, hosts and data. */
import fc from "fast-check";
import type { Program } from "@commonfabric/module-identity";

/** A program as a graph, so that a test can say what must change. */
export interface GraphProgram {
  /** Text of each file without its imports. */
  readonly bodies: readonly string[];
  /** Targets of each file, as indexes; data files have none. */
  readonly edges: readonly (readonly number[])[];
  /** Which files are data, declarations, code. */
  readonly kinds: readonly ("code" | "declaration" | "data")[];
}

/** Graphs of up to `maxFiles` files; file 0 is code. */
export function graphPrograms(maxFiles: number): fc.Arbitrary<GraphProgram> {
  const file = fc.record({
    body: fc.constantFrom("1;\n", "2;\n", "// a\n", "`\n`;\n", "x = '\u{10000}';\n"),
    targets: fc.uniqueArray(fc.nat(maxFiles - 1), { maxLength: 3 }),
    kind: fc.constantFrom("code", "code", "code", "declaration", "data"),
  });
  return fc.array(file, { minLength: 1, maxLength: maxFiles }).map((files) => ({
    bodies: files.map(({ body }) => body),
    kinds: files.map(({ kind }, at) => at === 0 ? "code" : kind as GraphProgram["kinds"][number]),
    edges: files.map(({ targets, kind }, at) =>
      kind === "data" && at > 0 ? [] : targets.map((target) => target % files.length)
    ).map((targets) => [...new Set(targets)]),
  }));
}

/** The path of file `at`; names that sort differently by UTF-16 units and by bytes. */
export function pathOf({ kinds }: Pick<GraphProgram, "kinds">, at: number, prefix = ""): string {
  const name = at % 3 === 0 ? "m" : at % 3 === 1 ? "\uffff" : "\u{10000}";
  const extension = { code: ".ts", declaration: ".d.ts", data: ".csv" }[kinds[at]!];
  return `${prefix}/${at % 2 === 0 ? "lib/" : ""}${name}${at}${extension}`;
}

/** The text of file `at`. */
export function textOf(graph: GraphProgram, at: number): string {
  if (graph.kinds[at] === "data") return graph.bodies[at]!;
  const lines = graph.edges[at]!.map((target) => {
    const specifier = pathOf(graph, target);
    if (graph.kinds[target] === "data") return `dataFile("${specifier}");\n`;
    return (at + target) % 2 === 0
      ? `import type { t } from "${specifier}";\n`
      : `import "${specifier}";\n`;
  });
  return `import { dataFile } from "commonfabric";\n${lines.join("")}${graph.bodies[at]!}`;
}

/** The program whose entry is file `main`. */
export function programOf(graph: GraphProgram, main = 0): Program {
  const files = graph.bodies.map((_, at) => ({
    name: pathOf(graph, at),
    contents: textOf(graph, at),
  }));
  const dataFiles = files.filter((_, at) => graph.kinds[at] === "data").map(({ name }) => name);
  return { main: pathOf(graph, main), files, dataFiles };
}

/** Which files file `from` reaches, itself included. */
export function reachedFrom(graph: GraphProgram, from: number): Set<number> {
  const reached = new Set([from]);
  for (const at of reached) for (const target of graph.edges[at]!) reached.add(target);
  return reached;
}
