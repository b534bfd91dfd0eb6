/**
 * Writes the page of the policy matrix from the tables that decide it. `test/matrix/page.test.ts`
 * holds that the page is up to date.
 */
import { writeFileSync } from "node:fs";
import { BOUNDARIES, type Boundary } from "../1-facts/decide/boundaries.ts";
import { COLLECTION_METHODS } from "../1-facts/decide/policy.ts";
import { type CellAction, type MatrixRow, POLICY_MATRIX } from "../1-facts/decide/policy-matrix.ts";
import { markdownTable } from "./markdown-table.ts";

const PAGE = new URL("../../../docs/policy-matrix.md", import.meta.url);

type Refusal = `pattern-context:${string}` | `standalone-function:${string}`;

const MEANINGS: Readonly<Record<Exclude<CellAction, Refusal>, string>> = {
  keep: "stays as written; its parts may be decided by themselves",
  "key-path": '`root.key("a", "b")`: a reference to the member, nothing is read',
  lift: "the whole expression becomes a lift, applied to what it mentions",
  ifElse: "`ifElse(condition, a, b)`: only the condition is read",
  when: "`when(a, b)`: `b` if `a` is truthy, else `a`",
  unless: "`unless(a, b)`: `a` if `a` is truthy, else `b`",
  rewrite: "`mapWithPattern` and its siblings: the callback becomes a pattern of its own",
  structural: "stays; each member, element or local is a place of its own",
  node: "is a node of the graph already; it gets its schemas",
};

/** The page: contexts, actions, the matrix, and methods of lists. */
export function generateMatrixPage(): string {
  return `# Policy matrix

Made by \`deno task gen:matrix\` from \`boundaries.ts\`, \`policy-matrix.ts\` and \`policy.ts\` in
[\`packages/ts-transformers/1-facts/decide\`](../packages/ts-transformers/1-facts/decide). Each row of
the matrix is compiled and compared at every position by a test.

## Boundaries

The nearest function that one of these rows describes decides the context of an expression. In
pattern context values are references and operations become nodes of the graph; in compute context
they are data and operations stay as they are.

${markdownTable([BOUNDARY_HEAD, ...Object.values(BOUNDARIES).map(boundaryRow)])}

Values in a boundary that carries nodes may become nodes of the graph. Names in one that gives
causes are the causes of the fresh values bound to them. A stored boundary is kept without its
surroundings, so its captures have to be data.

## Actions

${markdownTable([["action", "what becomes of the expression"], ...actionRows()])}

Anything else in the matrix is the code of the diagnostic that refuses the construct; see
[diagnostics.md](diagnostics.md).

## Matrix

The examples are written in a pattern whose inputs are \`title\`, \`key\`, \`flag\`, \`count\`, \`counts\`,
\`user\`, \`items\`, \`maybe\` (an optional list), \`scores\` (a record), \`cell\` and \`list\` (handles);
\`limit\`, \`label\`, \`other\` and \`words\` are plain data of the module. The positions are a JSX child, a
variable, a property, an element of an array, an argument of a factory, a span of a reactive
template, and the result.

${markdownTable([MATRIX_HEAD, ...POLICY_MATRIX.map(matrixRow)])}

## Methods of lists

Every other method of a reference is lifted as a whole.

${markdownTable([["method", "on a reference in pattern context"], ...methodRows()])}
`;
}

const BOUNDARY_HEAD = ["callback", "context inside", "carries nodes", "gives causes", "stored"];

function boundaryRow(boundary: Boundary): string[] {
  const { callback, context, carriesSites, namesCauses, isSelfContained } = boundary;
  const inside = context === "inherits" ? "the one around it" : context;
  return [callback, inside, ...[carriesSites, namesCauses, isSelfContained].map(yesOrNo)];
}

function yesOrNo(value: boolean): string {
  return value ? "yes" : "no";
}

function actionRows(): string[][] {
  return Object.entries(MEANINGS).map(([action, meaning]) => [code(action), meaning]);
}

const MATRIX_HEAD = ["construct", "example", "pattern context", "compute context"];

function matrixRow({ construct, source, pattern, compute }: MatrixRow): string[] {
  return [construct, code(source), patternCell(pattern), code(compute)];
}

function patternCell(pattern: MatrixRow["pattern"]): string {
  if (typeof pattern === "string") return code(pattern);
  const { otherwise, ...positions } = pattern;
  const places = new Map<string, string[]>();
  for (const [position, action] of Object.entries(positions)) {
    places.set(action, [...places.get(action) ?? [], position]);
  }
  const special = [...places].map(([action, names]) => `${names.join(", ")}: ${code(action)}`);
  return [...special, `else ${code(otherwise)}`].join("; ");
}

function methodRows(): string[][] {
  return [...COLLECTION_METHODS].map(([method, action]) => [code(method), METHOD_MEANINGS[action]]);
}

const METHOD_MEANINGS = {
  rewrite: "`rewrite`",
  "lift-whole": "`lift`",
  diagnose: "refused: its callback gives nothing that the graph could hold",
} as const;

/** A code span; text with backticks needs longer delimiters. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

if (import.meta.main) writeFileSync(PAGE, generateMatrixPage());
