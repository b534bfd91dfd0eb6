import { assertFinds, type Expected } from "./find.ts";

const CODE = "capability:unreadable-cell-argument";

const ROWS: readonly [name: string, body: string, expected: readonly Expected[]][] = [
  ["a mixed parameter", "touch(draft);", [[CODE, "draft"]]],
  ["in parentheses", "touch((draft));", [[CODE, "draft"]]],
  ["in a nested function", "[1].forEach(() => touch(draft));", [[CODE, "draft"]]],
  ["twice", "touch(draft); touch(draft);", [[CODE, "draft"], [CODE, "draft"]]],
  ["one wrapper type", "write(draft);", []],
  ["one wrapper type or nothing", "maybe(draft);", []],
  ["a function whose body is known", "known(draft);", []],
  ["data", "touchData('a');", []],
  ["equality", "draft.equals(draft);", []],
];

const HEAD = `type Mixed = Writable<string> | Stream<string>;
declare function touch(target: Mixed): void;
declare function write(target: Writable<string>): void;
declare function maybe(target: Writable<string> | undefined): void;
declare function touchData(target: string | Writable<string>): void;
function known(target: Mixed): void { target.send("a"); }
`;

for (const [name, body, expected] of ROWS) {
  Deno.test(`cells as arguments: ${name}`, () => {
    assertFinds(`${HEAD}export const f = (draft: Writable<string>) => { ${body} };`, expected);
  });
}
