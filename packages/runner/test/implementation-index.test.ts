import assert from "node:assert/strict";
import { ImplementationIndex } from "../engine/implementation-index.ts";
import {
  markBuilderArtifact,
  recordVerifiedProvenance,
  stampDefiner,
} from "../engine/provenance.ts";

/** A module that implements `symbol`, registered as the engine does it. */
function register(index: ImplementationIndex, identity: string, symbol?: string): () => void {
  const implementation = () => {};
  index.registerModule(identity, new Map());
  if (symbol === undefined) return implementation;
  const artifact = {};
  markBuilderArtifact(artifact, { kind: "lift", implementation });
  const ref = { identity, symbol };
  stampDefiner(artifact, identity);
  recordVerifiedProvenance(artifact, ref);
  index.registerVerifiedImplementation(ref, implementation);
  return implementation;
}

Deno.test("implementations are forgotten with their module, however few modules implement something", () => {
  const index = new ImplementationIndex(3);
  const implementation = register(index, "first", "f");
  const ref = { identity: "first", symbol: "f" };
  register(index, "second");
  assert.equal(index.implementationFor(ref), implementation);
  for (const identity of ["third", "fourth", "fifth"]) register(index, identity);
  assert.equal(index.implementationFor(ref), undefined);
});
