/** The stored form of summaries: plain JSON with ordered keys, read back to the same. */
import assert from "node:assert/strict";
import {
  encodeSummary,
  readSummaries,
  readSummary,
} from "../../1-facts/capability/stored-summary.ts";
import { analyseFiles } from "./summaries.ts";

const TEXT = `
import { Writable, equals } from "commonfabric";
interface User { name: string; tags: string[]; self: User }
declare function foreign(value: unknown): void;
function hidden(user: User) { return user.name; }
export function reads(user: User, other: User) { return hidden(user) + other.tags.join(); }
export const writes = (cell: Writable<User>, to: User) => { cell.set(to); return cell.key("name"); };
export function returns(user: User, key: keyof User) {
  return { user, list: [user.self], one: user[key], all: { ...user } };
}
export function recursive(user: User) { foreign(user); recursive(user.self); }
export const tools = { compare(a: User, b: User) { return equals(a, b); }, not: 1, arrow: hidden };
export { hidden as renamed };
export default function (user: User) { return user; }
export const data = { user: 1 };
`;

function stored(text: string) {
  const { analysis, program } = analyseFiles(text);
  return analysis.exportedSummaries(program.getSourceFile("/main.tsx")!);
}

Deno.test("exported functions and methods of exported objects are stored, in order", () => {
  assert.deepEqual(Object.keys(stored(TEXT)), [
    "default",
    "reads",
    "recursive",
    "renamed",
    "returns",
    "tools.arrow",
    "tools.compare",
    "writes",
  ]);
});

Deno.test("the stored form is read back to the same bytes, and its keys are ordered", () => {
  const text = JSON.stringify(stored(TEXT));
  for (const [name, summary] of readSummaries(JSON.parse(text))) {
    const again = JSON.stringify(encodeSummary(summary));
    assert.equal(again, JSON.stringify(JSON.parse(text)[name]));
    JSON.parse(again, (_, value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      assert.deepEqual(Object.keys(value), Object.keys(value).toSorted((a, b) => a < b ? -1 : 1));
      return value;
    });
  }
  assert.equal(readSummaries(JSON.parse(text)).size, 8);
});

Deno.test("the stored form depends on neither the order of statements nor on local names", () => {
  const changed = TEXT.replaceAll("hidden", "other2").replaceAll(
    "to: User) => { cell.set(to)",
    "t: User) => { cell.set(t)",
  );
  const [head, ...rest] = changed.split(/\n(?=function|export)/);
  assert.deepEqual(stored([head, ...rest.reverse()].join("\n")), stored(TEXT));
});

Deno.test("a value that is not exactly the stored form is refused", () => {
  const good = JSON.parse(JSON.stringify(stored(TEXT))).writes;
  assert.notEqual(readSummary(good), undefined);
  const broken: readonly ((value: typeof good) => unknown)[] = [
    (value) => ({ ...value, extra: 1 }),
    (value) => ({ ...value, height: 1.5 }),
    (value) => ({ ...value, height: undefined }),
    (value) => ({ ...value, recursive: false }),
    (value) => ({ ...value, roots: [{ ...value.roots[0], reads: [[1]] }] }),
    (value) => ({ ...value, roots: [{ ...value.roots[0], passthrough: "yes" }] }),
    (value) => ({ ...value, returns: [{ ...value.returns[0], handle: 9 }] }),
    (value) => ({ ...value, returns: [{ ...value.returns[0], root: 2 }] }),
    (value) => ({ ...value, returns: [{ ...value.returns[0], at: "x" }] }),
    (value) => [value],
  ];
  for (const breakIt of broken) assert.equal(readSummary(breakIt(good)), undefined);
});
