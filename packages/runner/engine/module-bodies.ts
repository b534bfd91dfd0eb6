/**
 * Bodies of one compile and their verdicts: which came from where, which were verified, which were
 * refused. A body that was verified in this session is not verified again when it is carried to a
 * new identity, because the verdict is about the text.
 */
import { BoundedMap } from "@commonfabric/canonical";
import { type Counters, moduleRecordKey, type Sites } from "@commonfabric/contract";
import type { SourceMap } from "@commonfabric/js-compiler";
import type { ModuleIdentity } from "@commonfabric/module-identity";
import type { Rejection, Verdict } from "@commonfabric/sandbox-verifier";
import { type Verification, verifyBody } from "../sandbox/verification.ts";

const VERDICTS_KEPT = 4_096;

/** A body as the compiler or a cache gave it. */
export interface GivenBody {
  readonly body: string;
  readonly sourceMap?: SourceMap | undefined;
  readonly sites?: Sites | undefined;
}

/** Accepting verdicts of a session, by the text that they are about. */
export class BodyVerifier {
  readonly #verification: Verification;
  readonly #accepted = new BoundedMap<string, Verdict>(VERDICTS_KEPT);
  readonly #counters: Counters | undefined;

  constructor(verification: Verification, counters: Counters | undefined) {
    this.#verification = verification;
    this.#counters = counters;
  }

  /** Checks `given` as the body of `module`. */
  verify(
    module: Pick<ModuleIdentity, "identity" | "path" | "storedEdges">,
    given: GivenBody,
  ): Verdict | Rejection {
    if (this.#counters !== undefined) this.#counters.bodiesVerified++;
    const answer = verifyBody(this.#verification, given.body, {
      specifier: moduleRecordKey(module.identity),
      declaredImports: specifiersOf(module),
      authoredPath: module.path,
      ...(given.sourceMap && { sourceMap: given.sourceMap }),
    });
    if (answer.ok) this.#accepted.set(given.body, answer);
    return answer;
  }

  /** The verdict of an equal body that this session has verified, if its imports fit `module`. */
  known(module: Pick<ModuleIdentity, "storedEdges">, body: string): Verdict | undefined {
    const verdict = this.#accepted.get(body);
    if (verdict === undefined) return undefined;
    const declared = new Set(specifiersOf(module));
    return verdict.imports.every((specifier) => declared.has(specifier)) ? verdict : undefined;
  }

  clear(): void {
    this.#accepted.clear();
  }
}

function specifiersOf({ storedEdges }: Pick<ModuleIdentity, "storedEdges">): readonly string[] {
  return storedEdges.filter(({ kind }) => kind !== "data").map(({ specifier }) => specifier);
}
