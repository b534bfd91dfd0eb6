/** Compiles bodies of one pattern over a fixed input, for tables about captures and causes. */
import { compileBatch, type CompiledModule } from "../metamorphic/compile-batch.ts";

/** What every row may use; the body is that of `export default pattern`. */
export function programOf(body: string): string {
  const names = [
    "action",
    "Cell",
    "computed",
    "derive",
    "generateText",
    "handler",
    "ifElse",
    "lift",
    "NAME",
    "navigateTo",
    "pattern",
    "patternTool",
    "SELF",
    "str",
    "Stream",
    "UI",
    "VNode",
    "when",
    "wish",
    "Writable",
  ];
  return `import { ${names.join(", ")} } from "commonfabric";
interface Item { title: string; price: number }
interface State { a: { b: number; d: number }; c: string }
interface Input {
  title: string; count: number; items: Item[]; owner: { name: string; age: number }; state: State;
  scores: Record<string, number>; n: Writable<number>; rows: Writable<Item[]>; out: Stream<{ text: string }>;
}
const LIMIT = 3;
const shout = (s: string): string => s + "!";
const bump = handler<unknown, { n: Writable<number>; by: number }>((_, { n, by }) => n.set(by));
const area = lift((x: { w: number; t: string }) => x.w + x.t.length);
const Child = pattern<{ label: string }, { out: string; [UI]: VNode }>(({ label }) => ({ out: label, [UI]: <i>{label}</i> }));
export default pattern<Input>(({ title, count, items, owner, state, scores, n, rows, out, [SELF]: self }) => {
${body}
});
`;
}

/** One compiled module for each body, in order. */
export function compileBodies(bodies: readonly string[]): readonly CompiledModule[] {
  const files = Object.fromEntries(
    bodies.map((body, index) => [`/b${index}.tsx`, programOf(body)]),
  );
  return [...compileBatch(files).values()];
}
