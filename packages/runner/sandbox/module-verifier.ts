/** The production verifier behind the interface of the loader. */
import { makeCounters } from "@commonfabric/contract";
import { type SourceMap, SourceMapParser } from "@commonfabric/js-compiler";
import {
  makeVerdictMemo,
  makeVerifier,
  type MapPosition,
  rejectionError,
  resolveExports,
  type VerifierOptions,
} from "@commonfabric/sandbox-verifier";
import { WRAPPER_LINES } from "./functor.ts";
import type { ModuleVerifier } from "./verification.ts";

/** A verifier under one policy, with a memo of its own when none is given. */
export function makeModuleVerifier(options: VerifierOptions): ModuleVerifier {
  const verifier = makeVerifier({ memo: makeVerdictMemo(), ...options });
  return Object.freeze<ModuleVerifier>({
    verifyBody: (body, { sourceMap, ...rest }) =>
      verifier.verifyBody(body, {
        ...rest,
        ...(sourceMap && { mapPosition: positionsOf(sourceMap) }),
      }),
    isCurrent: ({ verifierVersion, policy }) =>
      verifierVersion === verifier.version && policy === verifier.policyDigest,
    verifyGraph: (graph, verdicts) => verifier.verifyGraph(graph, verdicts),
    resolveExports,
    rejectionError,
  });
}

/** Positions of the bare body; the parser counts the line of the wrapper. */
function positionsOf(sourceMap: () => SourceMap | undefined): MapPosition {
  let parser: SourceMapParser | undefined;
  return ({ line, column }) => {
    if (parser === undefined) {
      parser = new SourceMapParser(makeCounters());
      const map = sourceMap();
      if (map !== undefined) parser.load("body", map);
    }
    return parser.mapPosition("body", line + WRAPPER_LINES, column);
  };
}
