/**
 * Bodies of one compile and their verdicts: which came from where, which were verified, which were
 * refused. A body that was verified in this session is not verified again when it is carried to a
 * new identity, because the verdict is about the text.
 */
import { BoundedMap, type Sha256 } from "@commonfabric/canonical";
import { type Counters, moduleRecordKey, type Sites } from "@commonfabric/contract";
import type { SourceMap } from "@commonfabric/js-compiler";
import type { ModuleIdentity } from "@commonfabric/module-identity";
import { bodyHash, type Rejection, type Verdict } from "@commonfabric/sandbox-verifier";
import { type ModuleVerifier, takeAttestedVerdict, verifyBody } from "../sandbox/verification.ts";
import type { CachedModule } from "./types.ts";

const VERDICTS_KEPT = 4_096;

/** A body as the compiler or a cache gave it. */
export interface GivenBody {
  readonly body: string;
  /** Parsed when somebody asks: neither verifying nor evaluating needs it. */
  readonly sourceMap: () => SourceMap | undefined;
  readonly sites: () => Sites | undefined;
}

/** Accepting verdicts of a session, by the digest of the text that they are about. */
export class BodyVerifier {
  readonly #verifier: ModuleVerifier;
  readonly #sha256: Sha256;
  readonly #counters: Counters;
  readonly #accepted = new BoundedMap<string, Verdict>(VERDICTS_KEPT);

  constructor(verifier: ModuleVerifier, sha256: Sha256, counters: Counters) {
    this.#verifier = verifier;
    this.#sha256 = sha256;
    this.#counters = counters;
  }

  /** Checks `given` as the body of `module`. */
  verify(
    module: Pick<ModuleIdentity, "identity" | "path" | "storedEdges">,
    given: GivenBody,
  ): Verdict | Rejection {
    const answer = verifyBody(this.#verifier, given.body, {
      specifier: moduleRecordKey(module.identity),
      declaredImports: specifiersOf(module),
      authoredPath: module.path,
      sourceMap: given.sourceMap,
    });
    if (answer.ok) this.#accepted.set(answer.bodyHash, answer);
    return answer;
  }

  /**
   * Checks a body that a cache gave for `module`. One that this session has accepted, or that is
   * attested, whose text has the attested digest and whose verdict is current, is not verified again.
   */
  judge(
    module: Pick<ModuleIdentity, "identity" | "path" | "storedEdges">,
    given: GivenBody,
    { trust, verdict: attested }: Pick<CachedModule, "trust" | "verdict">,
  ): { readonly verdict: Verdict | Rejection; readonly isVerified: boolean } {
    const verdict = trust === "verified"
      ? this.known(module, given.body)
      : this.admit({ code: given.body, trust, verdict: attested });
    return verdict === undefined
      ? { verdict: this.verify(module, given), isVerified: true }
      : { verdict, isVerified: false };
  }

  /** Takes the word of an attestation for a body, if that is as good as a verification. */
  admit(
    { code, trust, verdict: attested }: Pick<CachedModule, "code" | "trust"> & {
      readonly verdict?: Verdict | undefined;
    },
  ): Verdict | undefined {
    if (trust !== "attested" || attested === undefined) return undefined;
    const verdict = takeAttestedVerdict(
      this.#verifier,
      code,
      attested,
      (body) => bodyHash(body, this.#sha256),
    );
    if (verdict === undefined) return undefined;
    this.#counters.bodiesAttested++;
    this.#accepted.set(verdict.bodyHash, verdict);
    return verdict;
  }

  /** The verdict of an equal body that this session has verified, if its imports fit `module`. */
  known(module: Pick<ModuleIdentity, "storedEdges">, body: string): Verdict | undefined {
    const verdict = this.#accepted.get(bodyHash(body, this.#sha256));
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
