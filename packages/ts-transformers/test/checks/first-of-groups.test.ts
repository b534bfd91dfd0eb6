import assert from "node:assert/strict";
import ts from "typescript";
import { firstOfGroups } from "../../1-facts/checks/first-of-groups.ts";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { Culprit, TransformDiagnostic } from "../../render-diagnostic.ts";

const TEXT = `class Note { size() { return list.map((x) => x + 1); } }
const o = { run: () => a + b };
function outer() { return a?.b; }
`;
const file = ts.createSourceFile("/main.tsx", TEXT, ts.ScriptTarget.ES2023, true);

/** The first occurrence of `quoted` as a culprit. */
function at(quoted: string): Culprit {
  const start = TEXT.indexOf(quoted);
  return { file, start, end: start + quoted.length };
}

const anyNode = file.statements[0]!;
const position = { expr: anyNode, position: "here" };

const codes = (found: readonly TransformDiagnostic[]) =>
  firstOfGroups(found, file).map(({ code }) => code);

Deno.test("of several findings at one place the first group stays, in either order", () => {
  const found = [
    diagnostic.patternContextComputation(at("a + b"), position),
    diagnostic.opaqueGetInvalidCall(at("a + b"), {
      context: "pattern context",
      expr: anyNode,
      receiver: anyNode,
    }),
    diagnostic.patternContextOptionalChaining(at("a + b"), position),
  ];
  assert.deepEqual(codes(found), ["opaque-get:invalid-call"]);
  assert.deepEqual(codes(found.toReversed()), ["opaque-get:invalid-call"]);
  assert.deepEqual(codes([found[2]!, found[0]!]), ["pattern-context:optional-chaining"]);
});

Deno.test("findings at different places all stay, in the order in which they were found", () => {
  const found = [
    diagnostic.patternContextComputation(at("a + b"), position),
    diagnostic.patternContextOptionalChaining(at("a?.b"), position),
    diagnostic.patternContextComputation(at("a"), position),
  ];
  assert.deepEqual(firstOfGroups(found, file), found);
});

Deno.test("equal code and culprit are told once", () => {
  const once = diagnostic.patternContextComputation(at("a + b"), position);
  const again = diagnostic.patternContextComputation(at("a + b"), position);
  assert.deepEqual(firstOfGroups([once, again], file), [once]);
});

Deno.test("nothing is told of the inside of a refused function", () => {
  const member = diagnostic.patternContextObjectMember(at("() => a + b"), {
    kind: "function",
    name: "run",
  });
  const inside = diagnostic.patternContextComputation(at("a + b"), position);
  const creation = diagnostic.patternContextFunctionCreation(at("() => a + b"), {
    kind: "the function",
    name: "run",
  });
  assert.deepEqual(firstOfGroups([inside, creation, member], file), [member]);
});

Deno.test("a class or function that is refused at its name is refused as a whole", () => {
  const note = diagnostic.moduleTopLevelClass(at("Note"), { name: "Note" });
  const outer = diagnostic.patternContextFunctionCreation(at("outer"), {
    kind: "the function",
    name: "outer",
  });
  const inNote = diagnostic.patternContextComputation(at("x + 1"), position);
  const inOuter = diagnostic.patternContextOptionalChaining(at("a?.b"), position);
  const beside = diagnostic.patternContextComputation(at("a + b"), position);
  assert.deepEqual(firstOfGroups([inNote, note, outer, inOuter, beside], file), [
    note,
    outer,
    beside,
  ]);
});

Deno.test("that a refused function is captured is not told as well, by its name", () => {
  const outer = diagnostic.patternContextFunctionCreation(at("outer"), {
    kind: "the function",
    name: "outer",
  });
  const capture = (name: string) =>
    diagnostic.sesCallbackCallableCapture(at(name), { boundary: "`computed`", name });
  const other = capture("list");
  const inside = { ...capture("outer"), offset: 0, length: 5 };
  const text = "outer";
  const named = ts.createSourceFile(
    "/main.tsx",
    `${text}; function outer() {} `,
    ts.ScriptTarget.ES2023,
    true,
  );
  const creation = { ...outer, offset: named.text.indexOf("outer", 6), length: 5 };
  assert.deepEqual(firstOfGroups([inside, creation], named), [creation]);
  assert.deepEqual(firstOfGroups([other], file), [other]);
});

Deno.test("a finding about a part of a function that is not refused hides nothing", () => {
  const name = diagnostic.moduleReservedName(at("outer"), { name: "outer" });
  const inside = diagnostic.patternContextOptionalChaining(at("a?.b"), position);
  assert.deepEqual(firstOfGroups([name, inside], file), [name, inside]);
});
