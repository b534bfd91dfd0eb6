/** Documents as somebody who can write the store file, but holds no key, might leave them. */
import { digestText, encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import type { MissReason } from "../../mod.ts";
import { DIAMOND, makeProgram, type TestProgram } from "./programs.ts";
import { compiledKey } from "./spaces.ts";

/** The program whose documents are edited, and the two modules that most edits are about. */
export const PROGRAM: TestProgram = makeProgram(DIAMOND);
export const LEFT: string = PROGRAM.id("/lib/left.ts");
export const OTHER: string = PROGRAM.id("/lib/right.ts");

export type Value = Record<string, unknown>;
/** The reason is that of a reader without keys. */
export type Tampering = readonly [
  title: string,
  reason: MissReason,
  edit: (value: Value) => unknown,
];

export function edgesOf(value: Value): Value[] {
  return value["imports"] as Value[];
}

export function editEdge(value: Value, edit: Value): Value {
  const imports = edgesOf(value).map((edge, index) => index === 0 ? { ...edge, ...edit } : edge);
  return { ...value, imports };
}

export function withLinkOf(id: string, more: Value = {}): Value {
  return { "/": { "link@1": { id, ...more } } };
}

export function without(value: Value, name: string): Value {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

export function blobOf(text: string): { hash: string; bytes: number } {
  const bytes = encodeUtf8(text);
  return { hash: digestText(nodeSha256, bytes), bytes: bytes.length };
}

/** Edits of the compiled document of `LEFT`. */
export const COMPILED: readonly Tampering[] = [
  ["an unknown field", "shape", (value) => ({ ...value, extra: 1 })],
  ["annotations", "shape", (value) => ({ ...value, annotations: {} })],
  ["another kind", "shape", (value) => ({ ...value, kind: "source" })],
  ["no verdict", "shape", (value) => without(value, "verdict")],
  ["a value that is no record", "shape", () => "text"],
  ["a malformed attestation", "shape", (value) => ({ ...value, attestation: { alg: "none" } })],
  [
    "unsorted edges",
    "shape",
    (value) => ({ ...value, imports: [...edgesOf(value), ...edgesOf(value)] }),
  ],
  ["an edge with two targets", "shape", (value) => editEdge(value, { host: "commonfabric" })],
  ["a body over the limit", "too-large", (value) => ({
    ...value,
    code: { ...value["code"] as Value, bytes: 5 * 1024 * 1024 },
  })],
  ["too many edges", "too-large", (value) => ({ ...value, imports: Array(10_001).fill(0) })],
  ["another identity", "key", (value) => ({ ...value, identity: OTHER })],
  ["another toolchain", "key", (value) => ({ ...value, runtimeVersion: "t1-other" })],
  [
    "an edge to another module, its link kept",
    "link",
    (value) => editEdge(value, { identity: OTHER }),
  ],
  [
    "a rewired link",
    "link",
    (value) => editEdge(value, { link: withLinkOf(compiledKey(OTHER).id) }),
  ],
  [
    "a link with a path",
    "link",
    (value) =>
      editEdge(value, {
        link: withLinkOf(compiledKey(PROGRAM.id("/lib/leaf.ts")).id, { path: [] }),
      }),
  ],
  ["a body that is not in the space", "blob", (value) => ({ ...value, code: blobOf("absent") })],
  ["another length of the body", "blob", (value) => ({
    ...value,
    code: { ...value["code"] as Value, bytes: 1 },
  })],
  [
    "a map that is not in the space",
    "blob",
    (value) => ({ ...value, sourceMap: blobOf("absent") }),
  ],
  ["the map of nobody", "attestation", (value) => without(value, "sourceMap")],
  ["the warnings removed", "attestation", (value) => without(value, "warnings")],
  ["the sites as summary", "attestation", (value) => ({ ...value, summary: value["sites"] })],
  ["another interface digest", "attestation", (value) => ({ ...value, interfaceDigest: OTHER })],
  ["another emit key", "attestation", (value) => ({ ...value, emitKey: OTHER })],
  ["another file name", "attestation", (value) => ({ ...value, filename: "/lib/right.ts" })],
  ["another verdict", "verdict", (value) => ({
    ...value,
    verdict: { ...value["verdict"] as Value, exports: [{ name: "x", kind: "local" }] },
  })],
  ["a verdict of another verifier", "verdict", (value) => ({
    ...value,
    verdict: { ...value["verdict"] as Value, verifierVersion: "old" },
  })],
  ["an edge removed", "edges", (value) => ({ ...value, imports: [] })],
  ["an edge to a host added", "edges", (value) => ({
    ...value,
    imports: [...edgesOf(value), { specifier: "x", kind: "host", host: "commonfabric" }],
  })],
];
