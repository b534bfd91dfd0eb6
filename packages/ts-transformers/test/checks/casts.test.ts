import assert from "node:assert/strict";
import { applied, assertFinds, type Expected, find, withImports } from "./find.ts";

const DOUBLE = "cast-validation:double-unknown";
const REACTIVE = "cast-validation:forbidden-cast";
const CELL = "cast-validation:cell-cast";

const ROWS: readonly [name: string, text: string, expected: readonly Expected[]][] = [
  ["a cast through unknown", "f(x as unknown as Note);", [[DOUBLE, "x as unknown as Note"]]],
  ["its twin in parentheses", "f(((x) as unknown) as Note);", [
    [DOUBLE, "((x) as unknown) as Note"],
  ]],
  ["parentheses around it", "f((x as unknown as Note));", [[DOUBLE, "x as unknown as Note"]]],
  ["angle brackets", "f(<Note> <unknown> x);", [[DOUBLE, "<Note> <unknown> x"]]],
  ["an alias of unknown", "type U = unknown; f(x as U as Note);", [[DOUBLE, "x as U as Note"]]],
  ["a cast of it once more", "f(x as unknown as Note as object);", [
    [DOUBLE, "x as unknown as Note"],
  ]],
  ["a handle through unknown", "f(x as unknown as Writable<string>);", [
    [DOUBLE, "x as unknown as Writable<string>"],
  ]],
  ["a single cast", "f(x as Note); f(x as any); f(x as unknown); f(<Note> x);", []],
  ["a cast through any", "f(x as any as Note);", []],
  ["a constant", "f({ a: 1 } as const); f(x as unknown as unknown);", []],
  ["a cast to a reactive", "f(x as Reactive<number>);", [[REACTIVE, "x as Reactive<number>"]]],
  ["a cast to a reactive or nothing", "f(<(Reactive<number> | undefined)> x);", [
    [REACTIVE, "<(Reactive<number> | undefined)> x"],
  ]],
  ["an annotation", "const y: Reactive<object> = x; f(y);", []],
  [
    "an own type of that name",
    "f(x as N.Reactive<1>);",
    [],
  ],
  ["a cast to a cell", "f(x as Writable<string>);", [[CELL, "x as Writable<string>"]]],
  ["a cast to a cell under an own name", "type Mine = Cell<string>; f((x) as Mine);", [
    [CELL, "(x) as Mine"],
  ]],
  ["a cast to a cell or nothing", "f(x as Cell<string> | undefined);", [
    [CELL, "x as Cell<string> | undefined"],
  ]],
  ["a cast to a stream", "f(x as Stream<{ a: 1 }>);", [[CELL, "x as Stream<{ a: 1 }>"]]],
  [
    "an own type with the name of a handle",
    "f(x as N.Cell);",
    [],
  ],
  ["data that holds cells", "f(x as { cell: Cell<string> });", []],
  [
    "cells that are made or taken",
    "f(new Writable<string>('')); export const g = (c: Cell<1>) => c;",
    [],
  ],
];

const HEAD = `namespace N {
  export type Reactive<T> = { t: T };
  export interface Cell { t: 1 }
}
interface Note { title: string }
const f = (value: unknown): unknown => value;
export const use = (x: object) => { `;

for (const [name, text, expected] of ROWS) {
  Deno.test(`casts: ${name}`, () => {
    // Angle brackets are casts in a file without JSX only.
    assertFinds(`${HEAD}${text} };`, expected, "/main.ts");
  });
}

Deno.test("the advice names a class that can be created", () => {
  const nameIn = (type: string) =>
    find(withImports(`export const f = (x: object) => x as ${type};`))[0]!.instead;
  assert.match(nameIn("Cell<string>"), /new Cell<T>/);
  assert.match(nameIn("Stream<string>"), /new Writable<T>/);
});

Deno.test("a cast to a reactive of the same type can just go", () => {
  for (const cast of ["n as Reactive<number>", "<Reactive<number>> n"]) {
    const text = withImports(`export const f = (n: number) => (${cast});`);
    assert.equal(
      applied(text, find(text, "/main.ts")[0]!),
      withImports("export const f = (n: number) => (n);"),
    );
  }
  const changing = withImports("export const f = (n: object) => n as Reactive<{ a: 1 }>;");
  assert.deepEqual(find(changing)[0]!.fixes, []);
});
