/** Handles against JavaScript: what random handlers do with cells is covered by their summary. */
import assert from "node:assert/strict";
import { Script } from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { capabilityOf } from "../../1-facts/capability/capability-of.ts";
import type { Path } from "../../1-facts/capability/summary.ts";
import { analyseFiles } from "./summaries.ts";
import { runs } from "../../../canonical/test/support/runs.ts";

const PRELUDE = `
import type { Writable } from "commonfabric";
interface Row { label: string; flag: Writable<boolean>; box: { inner: Writable<number> } }
interface In {
  count: Writable<number>; other: Writable<number>; rows: Row[]; list: Writable<string[]>;
  user: Writable<{ age: number; deep: { n: number } }>; on: boolean;
}
function bump(cell: Writable<number>, by = 1) { cell.set(cell.get() + by); }
function reader(cell: Writable<number>) { return () => cell.get(); }
function both(a: Writable<number>, b: Writable<number>) { return { a, list: [b] }; }
function choose<T>(on: boolean, a: T, b: T): T { return on ? a : b; }
function each<T>(list: T[], fn: (value: T) => void) { for (const value of list) fn(value); }
function rowsOf(i: In) { return i.rows; }
`;

/** Expressions for cells of numbers. */
const CELLS = fc.letrec<{ cell: string }>((tie) => ({
  cell: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(
      "i.count",
      "i.other",
      'i.user.key("age")',
      'i.user.key("deep", "n")',
      'i.user.key("deep").key("n")',
      "i.rows[0]!.box.inner",
      "c1",
      "rowsOf(i)[0]!.box.inner",
      "i.rows.map((row) => row.box.inner)[0]!",
    ),
    fc.tuple(tie("cell"), tie("cell")).map(([a, b]) => `choose(i.on, ${a}, ${b})`),
    fc.tuple(tie("cell"), tie("cell")).map(([a, b]) => `both(${a}, ${b}).list[0]!`),
    tie("cell").map((a) => `({ nested: { a: ${a} } }).nested.a`),
    tie("cell").map((a) => `[...[${a}]].find((x) => x.get() >= 0)!`),
    tie("cell").map((a) => `(() => { const { held } = { held: ${a} }; return held; })()`),
  ),
})).cell;

const STATEMENTS = fc.oneof(
  CELLS.map((cell) => `${cell}.set(3);`),
  CELLS.map((cell) => `${cell}.get();`),
  CELLS.map((cell) => `bump(${cell});`),
  CELLS.map((cell) => `reader(${cell})();`),
  CELLS.map((cell) => `${cell}.increment(2);`),
  CELLS.map((cell) => `c1 = ${cell};`),
  CELLS.map((cell) => `held.push(${cell}); held.forEach((x) => x.set(1));`),
  CELLS.map((cell) => `const set = () => { ${cell}.set(2); }; if (i.on) set();`),
  CELLS.map((cell) => `each([${cell}], (x) => x.set(5));`),
  fc.constantFrom(
    "for (const row of i.rows) row.flag.set(!row.flag.get());",
    "i.rows.forEach(({ flag }) => flag.set(true));",
    "i.rows.filter((row) => row.flag.get()).forEach((row) => { row.box.inner.set(0); });",
    'i.list.push("a");',
    'i.list.set([...i.list.get(), "b"]);',
    "i.list.get().length;",
    "i.user.get().deep.n;",
    "i.user.update({ age: i.count.get() });",
    'i.user.key("deep").set({ n: 1 });',
    "const m = new Map([[1, i.count]]); m.get(1)!.set(1);",
  ),
).map((statement) => `{ ${statement} }`);

const BODIES = fc.array(STATEMENTS, { minLength: 1, maxLength: 4 }).map((statements) => `
  function f(i: In) {
    let c1: Writable<number> = i.other;
    const held: Writable<number>[] = [];
    ${statements.join("\n")}
  }`);

interface Used {
  readonly path: Path;
  readonly writes: boolean;
}

/** A box that notes reads and writes at the path of the handle that was handed out. */
class Box {
  constructor(
    readonly handle: Path,
    readonly used: Used[],
    private readonly held: { value: unknown },
  ) {}

  #note(writes: boolean): void {
    this.used.push({ path: this.handle, writes });
  }

  get(): unknown {
    this.#note(false);
    return this.held.value;
  }

  set(value: unknown): void {
    this.#note(true);
    this.held.value = value;
  }

  update = (value: object): void => this.set({ ...this.held.value as object, ...value });
  increment = (by: number): void => this.set(this.held.value as number + by);
  push = (...values: unknown[]): void => this.set([...this.held.value as unknown[], ...values]);

  key(...path: string[]): Box {
    const held = path.reduce<unknown>(
      (at, key) => (at as Record<string, unknown>)[key],
      this.held.value,
    );
    return new Box(this.handle, this.used, { value: held });
  }
}

function inputOf(used: Used[], on: boolean): unknown {
  const cell = (value: unknown, ...path: string[]) => new Box(path, used, { value });
  return {
    on,
    count: cell(1, "count"),
    other: cell(2, "other"),
    list: cell(["x"], "list"),
    user: cell({ age: 1, deep: { n: 2 } }, "user"),
    rows: ["0", "1"].map((at) => ({
      label: at,
      flag: cell(true, "rows", at, "flag"),
      box: { inner: cell(0, "rows", at, "box", "inner") },
    })),
  };
}

const COUNT = runs(40, 300);

Deno.test("every handle that is read or written has the capability for it", () => {
  fc.assert(
    fc.property(BODIES, fc.boolean(), (text, on) => {
      const source = PRELUDE + text;
      const root = analyseFiles(source).summary("f").roots[0]!;
      const { outputText } = ts.transpileModule(source, {
        compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
      });
      const used: Used[] = [];
      const plain = outputText.replace(/^export \{\};$/m, "");
      new Script(`(() => { ${plain}; return f; })()`).runInThisContext()(inputOf(used, on));
      for (const { path, writes } of used) {
        const found = capabilityOf(root, path);
        const needed = writes ? "writeonly" : "readonly";
        assert.ok(found === "writable" || found === needed, `${found} at ${path.join(".")}`);
      }
    }),
    { numRuns: COUNT },
  );
});
