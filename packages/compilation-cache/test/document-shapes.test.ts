/** Stored documents one field away from a usable one: each is a miss of its reason. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import type { StoredDocument } from "@commonfabric/storage";
import { hashExtras, parseCompiledDoc } from "../documents/compiled-doc.ts";
import {
  cacheDocumentKey,
  compiledDocKey,
  parseCompiledKey,
  parseIdentityKey,
  parseIntentKey,
  sourceDocKey,
} from "../documents/keys.ts";
import { exactFields, memberOf, parseAttestation, parseBlobRef } from "../documents/shape.ts";
import { parseSourceDoc } from "../documents/source-doc.ts";

const IDENTITY = "-2OBY5mMq3o0xdY31v_fpq-nrNE4PBgDLDZMelcBzeE";
const OTHER = "A".repeat(43);
const VERSION = "t1-x";
const MIB = 1_048_576;

type Value = Record<string, unknown>;
const link = (key: string) => ({ "/": { "link@1": { id: cacheDocumentKey(key, nodeSha256).id } } });
const ref = (bytes: number) => ({ hash: OTHER, bytes });
const moduleEdge = (set: "source" | "compiled") => ({
  specifier: "./b.ts",
  kind: "module",
  identity: OTHER,
  link: link(set === "source" ? sourceDocKey(OTHER) : compiledDocKey(VERSION, OTHER)),
});
const HOST = { specifier: "a", kind: "host", host: "a" };
const dataEdge = {
  specifier: "./d",
  kind: "data",
  identity: OTHER,
  link: link(sourceDocKey(OTHER)),
};

const source = (): Value => ({
  kind: "source",
  identity: IDENTITY,
  filename: "/a.ts",
  code: ref(1),
  sourceDigest: OTHER,
  imports: [moduleEdge("source"), dataEdge, HOST],
});
const compiled = (): Value => ({
  kind: "compiled",
  identity: IDENTITY,
  filename: "/a.ts",
  code: ref(1),
  imports: [moduleEdge("compiled"), dataEdge, HOST],
  runtimeVersion: VERSION,
  verdict: { ok: true },
  interfaceDigest: OTHER,
  emitKey: OTHER,
  extrasHash: OTHER,
});

const reason = (answer: object): string =>
  "usable" in answer ? "usable" : Reflect.get(answer, "miss");
const stored = (value: unknown, more: object = {}) =>
  ({ value, ...more }) as unknown as StoredDocument;
const ofSource = (value: unknown, more?: object) =>
  parseSourceDoc(stored(value, more), IDENTITY, nodeSha256);
const ofCompiled = (value: unknown, more?: object) =>
  parseCompiledDoc(stored(value, more), VERSION, IDENTITY, nodeSha256);

type Change = readonly [what: string, change: object, reason: string];

/** Changes that both kinds of document refuse alike. */
const COMMON: readonly Change[] = [
  ["another kind", { kind: "other" }, "shape"],
  ["an identity that is no text", { identity: 1 }, "shape or key"],
  ["another identity", { identity: OTHER }, "key"],
  ["a file name that is no text", { filename: 1 }, "shape"],
  ["a text without hash", { code: { bytes: 1 } }, "shape"],
  ["a text without size", { code: { hash: OTHER } }, "shape"],
  ["a text of a broken hash", { code: { hash: "x", bytes: 1 } }, "shape"],
  ["a text of negative size", { code: ref(-1) }, "shape"],
  ["a text of half a byte", { code: ref(0.5) }, "shape"],
  ["a text with more", { code: { ...ref(1), more: 1 } }, "shape"],
  ["a text that is null", { code: null }, "shape"],
  ["imports that are no list", { imports: {} }, "shape"],
  ["an import that is no record", { imports: [1] }, "shape"],
  ["an import of another kind", { imports: [{ specifier: "a", kind: "other" }] }, "shape"],
  ["an import without specifier", { imports: [{ kind: "host", host: "a" }] }, "shape"],
  ["an import by a number", { imports: [{ ...HOST, specifier: 1 }] }, "shape"],
  ["a host by a number", { imports: [{ ...HOST, host: 1 }] }, "shape"],
  ["a host with an identity", { imports: [{ ...HOST, identity: OTHER }] }, "shape"],
  [
    "a module without link",
    { imports: [{ specifier: "b", kind: "module", identity: OTHER }] },
    "shape",
  ],
  ["a module of a broken identity", { imports: [{ ...dataEdge, identity: "x" }] }, "shape"],
  ["a module of a number", { imports: [{ ...dataEdge, identity: 1 }] }, "shape"],
  ["a package with a link", {
    imports: [{ specifier: "p", kind: "package", identity: "p@1", link: link("x") }],
  }, "shape"],
  [
    "a package by a number",
    { imports: [{ specifier: "p", kind: "package", identity: 1 }] },
    "shape",
  ],
  ["an import twice", { imports: [HOST, HOST] }, "shape"],
  ["imports out of order", { imports: [HOST, dataEdge] }, "shape"],
  ["a link to another document", { imports: [{ ...dataEdge, link: link("x") }] }, "link"],
  ["a link into another space", {
    imports: [{ ...dataEdge, link: { "/": { "link@1": { id: "x", space: "y" } } } }],
  }, "link"],
  ["a link that is no link", { imports: [{ ...dataEdge, link: 1 }] }, "link"],
  ["a field more", { more: 1 }, "shape"],
];

for (const [what, change, expected] of COMMON) {
  Deno.test(`a document with ${what} is a miss`, () => {
    assert.ok(expected.includes(reason(ofSource({ ...source(), ...change }))));
    assert.ok(expected.includes(reason(ofCompiled({ ...compiled(), ...change }))));
  });
}

const COMPILED: readonly Change[] = [
  ["another version", { runtimeVersion: "t1-y" }, "key"],
  ["a verdict that rejects", { verdict: { ok: false } }, "shape"],
  ["a verdict that is true", { verdict: true }, "shape"],
  ["a verdict that is null", { verdict: null }, "shape"],
  ["an empty verdict", { verdict: {} }, "shape"],
  ["a broken interface digest", { interfaceDigest: "x" }, "shape"],
  ["a broken emit key", { emitKey: "x" }, "shape"],
  ["a broken hash of extras", { extrasHash: "x" }, "shape"],
  ["a broken map", { sourceMap: 1 }, "shape"],
  ["broken sites", { sites: { hash: OTHER } }, "shape"],
  ["a broken attestation", { attestation: {} }, "shape"],
  ["an attestation by another algorithm", {
    attestation: { alg: "none", keyId: "k", value: "v" },
  }, "shape"],
  ["an attestation of no key", { attestation: { alg: "ed25519", keyId: 1, value: "v" } }, "shape"],
  [
    "an attestation of no value",
    { attestation: { alg: "ed25519", keyId: "k", value: 1 } },
    "shape",
  ],
  ["a body over the limit", { code: ref(4 * MIB + 1) }, "too-large"],
  ["a map over the limit", { sourceMap: ref(16 * MIB + 1) }, "too-large"],
  ["sites over the limit", { sites: ref(4 * MIB + 1) }, "too-large"],
  ["a summary over the limit", { summary: ref(4 * MIB + 1) }, "too-large"],
  ["warnings over the limit", { warnings: ref(4 * MIB + 1) }, "too-large"],
  ["coverage over the limit", { coverage: ref(4 * MIB + 1) }, "too-large"],
  ["a link to the source", { imports: [moduleEdge("source")] }, "link"],
  ["everything at its limit", {
    code: ref(4 * MIB),
    sourceMap: ref(16 * MIB),
    sites: ref(4 * MIB),
    attestation: { alg: "hmac-sha256", keyId: "k", value: "v" },
  }, "usable"],
];

for (const [what, change, expected] of COMPILED) {
  Deno.test(`a compiled document with ${what}: ${expected}`, () => {
    assert.equal(reason(ofCompiled({ ...compiled(), ...change })), expected);
  });
}

const SOURCE: readonly Change[] = [
  ["a broken digest", { sourceDigest: "x" }, "shape"],
  ["a text over the limit", { code: ref(MIB + 1) }, "too-large"],
  ["a declaration over the limit", { kind: "declaration", code: ref(MIB + 1) }, "too-large"],
  ["data over the limit", { kind: "data", code: ref(8 * MIB + 1) }, "too-large"],
  ["data at its limit", { kind: "data", code: ref(8 * MIB) }, "usable"],
  ["a text at its limit", { code: ref(MIB) }, "usable"],
  ["a link to the compiled", { imports: [moduleEdge("compiled")] }, "link"],
];

for (const [what, change, expected] of SOURCE) {
  Deno.test(`a source document with ${what}: ${expected}`, () => {
    assert.equal(reason(ofSource({ ...source(), ...change })), expected);
  });
}

Deno.test("documents are usable as they are, with labels and nothing else beside them", () => {
  assert.equal(reason(ofSource(source())), "usable");
  assert.equal(reason(ofCompiled(compiled())), "usable");
  assert.equal(reason(ofSource(source(), { labels: {} })), "usable");
  assert.equal(reason(ofCompiled(compiled(), { labels: {} })), "usable");
  for (const  of of[ofSource, ofCompiled]) {
    assert.equal(reason(of(source(), { more: 1 })), "shape");
    for (const value of [undefined, null, 1, [], "x", new Uint8Array(1), new Date(0)]) {
      assert.equal(reason(of(value)), "shape");
    }
  }
  for (const [value, of] of [[source(), ofSource], [compiled(), ofCompiled]] as const) {
    for (const name of Object.keys(value)) {
      const { [name]: _, ...rest } = value;
      assert.equal(reason(of(rest)), "shape", name);
    }
  }
});

Deno.test("a foreign link of a source makes its closure unusable, another one the document", () => {
  const foreign = { "/": { "link@1": { id: "x", space: "y" } } };
  const answer = (stored: unknown) =>
    ofSource({ ...source(), imports: [{ ...dataEdge, link: stored }] });
  assert.deepEqual(answer(foreign), { miss: "link", foreignSpace: true });
  assert.deepEqual(answer({ "/": { "link@1": { id: "x", space: 1 } } }), { miss: "link" });
});

Deno.test("more imports than a module may have are too large, not looked at", () => {
  const imports = Array.from({ length: LIMITS.importsPerModule + 1 }, () => 1);
  assert.equal(reason(ofSource({ ...source(), imports })), "too-large");
  assert.equal(reason(ofCompiled({ ...compiled(), imports })), "too-large");
  const most = Array.from({ length: LIMITS.importsPerModule }, (_, at) => {
    const specifier = `h${String(at).padStart(5, "0")}`;
    return { specifier, kind: "host", host: specifier };
  });
  assert.equal(reason(ofSource({ ...source(), imports: most })), "usable");
});

Deno.test("the hash of extras covers every text and whether there is one", () => {
  const base = { filename: "/a", interfaceDigest: OTHER, emitKey: OTHER };
  const hashes = [
    base,
    { ...base, filename: "/b" },
    { ...base, interfaceDigest: IDENTITY },
    { ...base, emitKey: IDENTITY },
    ...["sourceMap", "sites", "summary", "warnings", "coverage"].flatMap((name) => [
      { ...base, [name]: ref(1) },
      { ...base, [name]: { hash: IDENTITY, bytes: 1 } },
    ]),
  ].map((doc) => hashExtras(doc, nodeSha256));
  assert.equal(new Set(hashes).size, hashes.length);
});

Deno.test("keys name a toolchain, an identity, a space, or nothing", () => {
  assert.deepEqual(parseCompiledKey(`compileCache:t1/x/${IDENTITY}`), {
    runtimeVersion: "t1/x",
    identity: IDENTITY,
  });
  for (
    const key of [
      `compileCache:${IDENTITY}`,
      `compileCache:t1/`,
      "compileCache:t1/x",
      `pattern:t1/${IDENTITY}`,
      `x/${IDENTITY}`,
    ]
  ) assert.equal(parseCompiledKey(key), undefined, key);
  assert.equal(parseIdentityKey(`pattern:${IDENTITY}`, "source"), IDENTITY);
  assert.equal(parseIdentityKey(`pattern:${IDENTITY}`, "roots"), undefined);
  assert.equal(parseIdentityKey("pattern:x", "source"), undefined);
  assert.equal(parseIntentKey("pattern:x"), undefined);
});

Deno.test("shapes are exact: own fields of a record, all of them and no others", () => {
  assert.deepEqual([...exactFields({ a: 1, b: 2 }, ["a"], ["b"])!], [["a", 1], ["b", 2]]);
  for (const value of [{ b: 2 }, { a: 1, c: 3 }, Object.create({ a: 1 }), null, "a", ["a"]]) {
    assert.equal(exactFields(value, ["a"], ["b"]), undefined);
  }
  assert.equal(memberOf(null, "a"), undefined);
  assert.equal(memberOf("abc", "length"), undefined);
  assert.equal(memberOf(Object.create({ a: 1 }), "a"), undefined);
  assert.equal(
    memberOf({
      get a() {
        return assert.fail("the getter ran");
      },
    }, "a"),
    undefined,
  );
  assert.equal(memberOf({ a: 1 }, "a"), 1);
  assert.deepEqual(parseBlobRef(ref(0)), ref(0));
  assert.deepEqual(parseAttestation({ alg: "ed25519", keyId: "k", value: "v" }), {
    alg: "ed25519",
    keyId: "k",
    value: "v",
  });
});
