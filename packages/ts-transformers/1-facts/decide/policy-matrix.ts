/**
 * The policy matrix: what becomes of each construct in each context and position. The table of the
 * documentation is made from it, and each of its cells runs as a program in a test.
 */

/** What is done with the expression itself, or the code that refuses it. */
export type CellAction =
  | "keep"
  | "key-path"
  | "lift"
  | "ifElse"
  | "when"
  | "unless"
  | "rewrite"
  | "structural"
  | "node"
  | `pattern-context:${string}`
  | `standalone-function:${string}`;

/** Where the expression stands in a pattern. */
export type Position = "jsx" | "variable" | "property" | "element" | "argument" | "span" | "return";

export const POSITIONS: readonly Position[] = [
  "jsx",
  "variable",
  "property",
  "element",
  "argument",
  "span",
  "return",
];

export interface MatrixRow {
  readonly construct: string;
  /** An expression over the inputs of the test program. */
  readonly source: string;
  /** In pattern context: at every position, or by position with `otherwise`. */
  readonly pattern:
    | CellAction
    | (Partial<Readonly<Record<Position, CellAction>>> & { readonly otherwise: CellAction });
  /** In a compute callback that captures the inputs. */
  readonly compute: CellAction;
}

function row(
  construct: string,
  source: string,
  pattern: MatrixRow["pattern"],
  compute: CellAction,
): MatrixRow {
  return { construct, source, pattern, compute };
}

/** Inputs: `title key: string`, `flag: boolean`, `count: number`, `user`, `items`, `maybe`, `scores`, `cell`, `list`. */
export const POLICY_MATRIX: readonly MatrixRow[] = [
  row("`a && b`, reactive", "flag && title", "when", "keep"),
  row("`a && b`, plain", "limit && label", { jsx: "when", otherwise: "keep" }, "keep"),
  row("`a || b`, reactive", "title || label", "unless", "keep"),
  row("`a || b`, plain", "label || other", { jsx: "unless", otherwise: "keep" }, "keep"),
  row("`c ? x : y`, reactive condition", "flag ? title : label", "ifElse", "keep"),
  row("`c ? x : y`, plain condition", "limit ? title : label", "keep", "keep"),
  row("`a ?? b`", "maybe ?? items", "lift", "keep"),
  row("`(list ?? []).map(f)`", "(maybe ?? []).map((it) => it.title)", "rewrite", "keep"),
  row("`(list || []).filter(f)`", "(maybe || []).filter((it) => it.done)", "rewrite", "keep"),
  row(
    "`list?.map(f)`",
    "maybe?.map((it) => it.title)",
    { jsx: "rewrite", otherwise: "ifElse" },
    "keep",
  ),
  row("`map` of a plain list", "words.map((word) => word + label)", "keep", "keep"),
  row(
    "`map` of a plain list, reactive callback",
    "words.map((word) => word + title)",
    "structural",
    "keep",
  ),
  row("`filter` of a plain list", "words.filter((word) => word !== label)", "keep", "keep"),
  row(
    "`filter` of a plain list, reactive callback",
    "words.filter((word) => word !== title)",
    "lift",
    "keep",
  ),
  row("`map` of a reference", "items.map((it) => it.title)", "rewrite", "keep"),
  row("`filter` of a reference", "items.filter((it) => it.done)", "rewrite", "keep"),
  row("`flatMap` of a reference", "items.flatMap((it) => it.tags)", "rewrite", "keep"),
  row("`map` of a cell", "list.map((it) => it.title)", "rewrite", "rewrite"),
  row("`filter` of a cell", "list.filter((it) => it.done)", "rewrite", "rewrite"),
  ...[
    "items.find((it) => it.done)",
    "items.findIndex((it) => it.done)",
    "items.some((it) => it.done)",
    "items.every((it) => it.done)",
    "items.reduce((sum, it) => sum + it.title, label)",
    "items.at(0)",
    "items[0].tags.includes(key)",
    "items[0].tags.join(key)",
    "items.slice(1)",
    "items.toSorted((a, b) => a.title < b.title ? -1 : 1)",
    "items.length",
  ].map((source) => row("other method of a list, `length`", source, "lift", "keep")),
  row(
    "chain whose last segment is no list operator",
    "items.filter((it) => it.done).length",
    "lift",
    "keep",
  ),
  row(
    "list operator on a lifted list",
    "items.toSorted((a, b) => a.title < b.title ? -1 : 1).map((it) => it.title)",
    "rewrite",
    "keep",
  ),
  row("method of a reference", "title.trim()", "lift", "keep"),
  row("optional method of a reference", "user?.name?.trim()", "lift", "keep"),
  row("call with a reactive argument", "helper(title)", "lift", "keep"),
  row("`new` with a reactive argument", "new Set(items).size", "lift", "keep"),
  row("call without a reactive argument", "helper(label)", "keep", "keep"),
  row("arithmetic", "count + 1", "lift", "keep"),
  row("comparison", "count > limit", "lift", "keep"),
  row("unary", "!flag", "lift", "keep"),
  row("template", "`${title}!`", "lift", "keep"),
  row("`typeof`", "typeof title", "lift", "keep"),
  row("`in`", '"a" in scores', "lift", "keep"),
  row("arithmetic, plain", "limit + 1", "keep", "keep"),
  row("path", "user.name", "key-path", "keep"),
  row("optional path", "user?.name", "key-path", "keep"),
  row("static element access", 'user["name"]', "key-path", "keep"),
  row("index", "items[0]", "key-path", "keep"),
  row("name", "title", "keep", "keep"),
  row(
    "dynamic key alone",
    "scores[key]",
    { jsx: "lift", span: "lift", otherwise: "pattern-context:computation" },
    "keep",
  ),
  row("dynamic key inside a computation", "scores[key] + 1", "lift", "keep"),
  row("`cell.get()`", "cell.get()", "lift", "keep"),
  row("`Object.keys(x)`", "Object.keys(scores)", "lift", "keep"),
  row("`JSON.stringify(x)`", "JSON.stringify(user)", "lift", "keep"),
  row("array with a spread reference", "[...items]", "lift", "keep"),
  row("call with a spread reference", "Math.max(...counts)", "lift", "keep"),
  row("object with a spread reference", "({ ...user, more: 1 })", {
    return: "pattern-context:computation",
    otherwise: "lift",
  }, "keep"),
  row("object literal", "({ a: title, b: user.name })", "structural", "keep"),
  row("array literal", "[title, user.name]", "structural", "keep"),
  row("`ifElse(c, a, b)`", "ifElse(flag, title, label)", "node", "node"),
  row("`when(c, v)`", "when(flag, title)", "node", "node"),
  row("`computed(f)`", "computed(() => title)", "node", "node"),
  row("factory", "Child({ text: title })", "keep", "keep"),
  row("immediately invoked function", "(() => { const it = title; return it; })()", "lift", "keep"),
  row(
    "immediately invoked function with JSX",
    "(() => { const it = count + 1; return <b>{it}</b>; })()",
    "structural",
    "keep",
  ),
  row("write to a cell", "cell.set(1)", "pattern-context:receiver-method-call", "keep"),
];
