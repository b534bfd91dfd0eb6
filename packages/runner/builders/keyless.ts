/**
 * Pointers of patterns that no module defines. They name a pattern in this session only and are
 * never written to a document: the identity is that of the graph, in which code counts as its
 * pointer or else as a number of the function object.
 */
import { canonicalBytes, encodeBase64Url, type Sha256 } from "@commonfabric/canonical";
import type { EntryRef } from "@commonfabric/module-identity";
import { artifactOf, patternGraph } from "./artifact.ts";
import type { PatternValue } from "./graph.ts";
import { storedForm } from "./stored-form.ts";

const numbers = new WeakMap<object, number>();
let functions = 0;

/** The session pointer of `pattern`; `refOf` gives the pointers of artifacts that have one. */
export function keylessRef(
  pattern: PatternValue,
  refOf: (artifact: object) => EntryRef | undefined,
  sha256: Sha256,
): EntryRef {
  const form = storedForm(patternGraph(pattern), (artifact) => {
    const info = artifactOf(artifact);
    const code = info === undefined || info.kind === "pattern" ? artifact : info.implementation;
    return refOf(artifact) ?? `function ${numberOf(code)}`;
  });
  const digest = sha256(canonicalBytes(form));
  return { identity: `keyless:${encodeBase64Url(digest)}`, symbol: "default" };
}

function numberOf(code: object): number {
  let number = numbers.get(code);
  if (number === undefined) numbers.set(code, number = ++functions);
  return number;
}
