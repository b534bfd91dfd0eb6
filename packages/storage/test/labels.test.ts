/** The stored form of labels: what is made parses, and nothing else does. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalBytes } from "@commonfabric/canonical";
import { holdsIntegrity, type LabelEntry, makeLabels, parseLabels } from "@commonfabric/storage";

const segment = fc.constantFrom("", "a", "b", "0", "__proto__", "\u{10000}", "\uffff");
const atoms = fc.uniqueArray(fc.constantFrom("x", "y", "", "cf-runtime:z", "\u{10000}", "\uffff"));
const entries: fc.Arbitrary<LabelEntry[]> = fc.uniqueArray(
  fc.record({
    path: fc.array(segment, { maxLength: 3 }),
    integrity: atoms,
    confidentiality: atoms,
  }),
  { selector: ({ path }) => JSON.stringify(path) },
);

Deno.test("labels have one stored form, whatever order their entries came in", () =>
  fc.assert(fc.property(entries, (given) => {
    const labels = makeLabels(given);
    const kept = given.filter(({ integrity, confidentiality }) =>
      integrity!.length + confidentiality!.length > 0
    );
    assert.equal(labels?.entries.length ?? 0, kept.length);
    if (labels === undefined) return;
    assert.deepEqual(parseLabels(labels), labels);
    assert.deepEqual(canonicalBytes(makeLabels([...given].reverse())), canonicalBytes(labels));
    for (const { path, integrity } of given) {
      assert.ok(holdsIntegrity(labels, path, integrity!));
      assert.ok(!holdsIntegrity(labels, path, [...integrity!, "other"]));
      assert.ok(!holdsIntegrity(labels, [...path, "below"], ["x"]) || path.length < 3);
    }
  })));

const ENTRY = { path: ["a"], integrity: ["x"] };
const MALFORMED: readonly (readonly [title: string, stored: unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["another version", { version: 2, entries: [ENTRY] }],
  ["no version", { entries: [ENTRY] }],
  ["a further field", { version: 1, entries: [ENTRY], more: 1 }],
  ["no entry", { version: 1, entries: [] }],
  ["entries that are no list", { version: 1, entries: { 0: ENTRY } }],
  ["an entry without atoms", { version: 1, entries: [{ path: [] }] }],
  ["an entry without path", { version: 1, entries: [{ integrity: ["x"] }] }],
  ["an entry with a further field", { version: 1, entries: [{ ...ENTRY, more: ["x"] }] }],
  ["an empty list of atoms", { version: 1, entries: [{ path: [], integrity: [] }] }],
  ["atoms that are no texts", { version: 1, entries: [{ path: [], integrity: [1] }] }],
  ["atoms out of order", { version: 1, entries: [{ path: [], integrity: ["y", "x"] }] }],
  ["an atom twice", { version: 1, entries: [{ path: [], integrity: ["x", "x"] }] }],
  ["a path that is a text", { version: 1, entries: [{ path: "a", integrity: ["x"] }] }],
  ["a path of numbers", { version: 1, entries: [{ path: [0], integrity: ["x"] }] }],
  ["a path twice", { version: 1, entries: [ENTRY, ENTRY] }],
  ["paths out of order", { version: 1, entries: [ENTRY, { path: [], integrity: ["x"] }] }],
  ["bytes", new Uint8Array(2)],
];

for (const [title, stored] of MALFORMED) {
  Deno.test(`stored labels with ${title} are none`, () => {
    assert.equal(parseLabels(stored), undefined);
  });
}
