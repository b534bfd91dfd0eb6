/**
 * Properties of all diagnostics, over the examples of the catalogue: fixes, positions, twins in
 * parentheses, independence of modules, and programs that are cut to pieces.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import ts from "typescript";
import { analyze } from "@commonfabric/ts-transformers";
import { IS_SWEEP, runs } from "../../canonical/test/support/runs.ts";
import { readCatalogue } from "../catalogue-powers.ts";
import type { TransformDiagnostic } from "../render-diagnostic.ts";
import { createProgram, type Files } from "./compile.ts";
import { OPEN_EXAMPLES } from "./open-examples.ts";

interface Example {
  readonly name: string;
  readonly code: string;
  readonly text: string;
}

const examples = (kind: "reject" | "follow" | "accept"): Example[] =>
  readCatalogue().flatMap((entry) =>
    entry[kind].map((text, index) => ({
      name: `${entry.code} ${kind} ${index + 1}`,
      code: entry.code,
      text,
    }))
  ).filter(({ name }) => !OPEN_EXAMPLES.has(name));

const REJECTS = examples("reject");
const ACCEPTS = [...examples("follow"), ...examples("accept")];

/** Of the many twins of a text every fifth in the ordinary run, others by other texts. */
function sampled<T>(twins: readonly T[], text: string): readonly T[] {
  return IS_SWEEP ? twins : twins.filter((_, at) => (at + text.length) % 5 === 0);
}

function diagnose(files: Files | string): readonly TransformDiagnostic[] {
  const named = typeof files === "string" ? { "/main.tsx": files } : files;
  const program = createProgram(named);
  return analyze(program, Object.keys(named).map((path) => program.getSourceFile(path)!))
    .diagnostics;
}

const spans = (found: readonly TransformDiagnostic[]) =>
  found.map(({ code, offset, length }) => [code, offset, length]);

Deno.test("every fix that is offered removes its finding and adds none", async (t) => {
  let applied = 0;
  for (const { name, text } of REJECTS) {
    for (const { code, fixes } of diagnose(text)) {
      for (const { title, edits } of fixes) {
        applied++;
        await t.step(`${name}: ${title}`, () => {
          const mended = edits.toSorted((a, b) => b.offset - a.offset).reduce(
            (at, edit) =>
              at.slice(0, edit.offset) + edit.text + at.slice(edit.offset + edit.length),
            text,
          );
          assert.deepEqual(diagnose(mended).map((found) => found.code), [], `${code}\n${mended}`);
        });
      }
    }
  }
  assert.ok(applied > 0);
});

Deno.test("a byte order mark, CRLF, tabs and astral characters before it move a finding along", async (t) => {
  const astral = "/* \u{1f600} */ "; // grinning face
  for (const { name, code, text } of REJECTS) {
    // The pragma is about the first line, and text inside of a template would change it.
    if (code === "pragma:misplaced-disable-transform" || text.includes("`")) continue;
    await t.step(name, () => {
      const [found] = diagnose(text);
      const culprit = text.slice(found!.offset!, found!.offset! + found!.length!);
      const lines = text.split("\n").map((line) => line === "" ? line : `\t${astral}${line}`);
      assert.ok(!culprit.includes("\n"), "a comment would stand inside of the culprit");
      const moved = `\ufeff\t${astral}\r\n${lines.join("\r\n")}`;
      const [inMoved] = diagnose(moved);
      assert.equal(moved.slice(inMoved!.offset!, inMoved!.offset! + inMoved!.length!), culprit);
      assert.equal(inMoved!.line, found!.line! + 1);
      assert.equal(inMoved!.column, found!.column! + 1 + astral.length);
    });
  }
});

/** Expressions of `text` that may stand in parentheses, by their range. */
function parenthesisable(text: string): { start: number; end: number }[] {
  const file = ts.createSourceFile("/main.tsx", text, ts.ScriptTarget.ES2023, true);
  const found: { start: number; end: number }[] = [];
  const visit = (node: ts.Node): void => {
    const { parent } = node;
    const isValue = parent !== undefined &&
      ((ts.isVariableDeclaration(parent) && parent.initializer === node) ||
        (ts.isCallExpression(parent) && parent.arguments.some((argument) => argument === node)) ||
        (ts.isPropertyAssignment(parent) && parent.initializer === node) ||
        (ts.isReturnStatement(parent) && parent.expression === node) ||
        (ts.isJsxExpression(parent) && parent.expression === node) ||
        (ts.isBinaryExpression(parent) && parent.right === node) ||
        (ts.isPropertyAccessExpression(parent) && parent.expression === node));
    if (isValue && !ts.isSpreadElement(node)) {
      found.push({ start: node.getStart(file), end: node.end });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const wrap = (text: string, { start, end }: { start: number; end: number }) =>
  `${text.slice(0, start)}(${text.slice(start, end)})${text.slice(end)}`;

Deno.test("an accepted program is accepted with any one of its values in parentheses", async (t) => {
  for (const { name, text } of ACCEPTS) {
    await t.step(name, () => {
      for (const range of sampled(parenthesisable(text), text)) {
        const twin = wrap(text, range);
        assert.deepEqual(diagnose(twin).map(({ code }) => code), [], twin);
      }
    });
  }
});

Deno.test("a refused program has its finding with any one of its values in parentheses", async (t) => {
  for (const { name, text } of REJECTS) {
    await t.step(name, () => {
      const [found] = diagnose(text);
      const [start, end] = [found!.offset!, found!.offset! + found!.length!];
      for (const range of sampled(parenthesisable(text), text)) {
        const twin = wrap(text, range);
        const isBefore = range.end <= start;
        const isAround = range.start <= start && range.end >= end;
        const isInside = range.start >= start && range.end <= end && !isAround;
        const moved = isBefore ? 2 : isAround ? 1 : 0;
        assert.deepEqual(
          spans(diagnose(twin)),
          [[found!.code, start + moved, found!.length! + (isInside ? 2 : 0)]],
          twin,
        );
      }
    });
  }
});

Deno.test("findings of one module do not depend on other modules, nor on their order", () => {
  const files = Object.fromEntries(
    REJECTS.filter(({ text }) => !text.includes('"./'))
      .map(({ text }, index) => [`/${String(index).padStart(3, "0")}.tsx`, text]),
  );
  const alone = Object.entries(files).flatMap(([path, text]) => diagnose({ [path]: text }));
  const together = diagnose(files);
  assert.deepEqual(together, alone);
  const reversed = Object.fromEntries(Object.entries(files).toReversed());
  assert.deepEqual(diagnose(reversed), together);
});

Deno.test("programs that are cut to pieces never fail the compiler", () => {
  const texts = [...REJECTS, ...ACCEPTS].map(({ text }) => text);
  const cut = fc.tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40)), {
      minLength: 1,
      maxLength: 3,
    }),
  ).map(([text, cuts]) =>
    cuts.reduce((at, [where, length]) => {
      const start = Math.floor(where * at.length);
      return at.slice(0, start) + at.slice(start + length);
    }, text)
  );
  fc.assert(
    fc.property(cut, (text) => {
      const internal = diagnose(text).filter(({ code }) => code === "transform:internal");
      assert.deepEqual(internal, [], text);
    }),
    { numRuns: runs(150, 400) },
  );
});
