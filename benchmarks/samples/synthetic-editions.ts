/**
 * Many editions of a compiled program without many compiles: one edition is compiled, and its number
 * is replaced in texts and bodies. Identities, digests and verdicts are those of the new texts.
 */
import { hostTable } from "@commonfabric/api";
import { digestText, encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import { buildCompiledDoc, buildSourceDocs } from "@commonfabric/compilation-cache";
import type { CompiledDoc, SourceDoc } from "@commonfabric/compilation-cache";
import { moduleRecordKey } from "@commonfabric/contract";
import { computeModuleIdentities, type Identity } from "@commonfabric/module-identity";
import { type CompiledGraph, makeModuleVerifier } from "@commonfabric/runner";
import { verifierVersion } from "@commonfabric/sandbox-verifier";
import { patternProgram } from "./pattern-program.ts";
import { programOf } from "./program.ts";

/** The edition that is compiled. No other number of the sample contains it. */
export const MARKER = 987_654_321;

/** Documents of one edition, and what names them. */
export interface SyntheticEdition {
  readonly entry: Identity;
  readonly sources: readonly SourceDoc[];
  readonly compiled: readonly CompiledDoc[];
}

export class SyntheticEditions {
  readonly #bodies: ReadonlyMap<string, string>;
  readonly #modules: number;
  readonly #runtimeVersion: string;
  readonly #verifier = makeModuleVerifier({
    policy: { hosts: hostTable },
    sha256: nodeSha256,
    verifierVersion: verifierVersion(),
  });

  /** `compiled` is edition `MARKER` of a pattern program of `modules` modules. */
  constructor(compiled: CompiledGraph, modules: number, runtimeVersion: string) {
    this.#bodies = new Map(compiled.modules.map(({ filename, code }) => [filename, code]));
    this.#modules = modules;
    this.#runtimeVersion = runtimeVersion;
  }

  /** @throws {Error} when the verifier refuses a body */
  edition(edition: number): SyntheticEdition {
    const program = programOf(patternProgram(this.#modules, edition));
    const identities = computeModuleIdentities(program);
    const modules = [...identities.values()];
    const compiled = modules.map(({ identity, path, storedEdges }) => {
      const body = this.#bodies.get(path)!.replaceAll(String(MARKER), String(edition));
      const specifier = moduleRecordKey(identity);
      const verdict = this.#verifier.verifyBody(body, {
        specifier,
        declaredImports: storedEdges.map((edge) => edge.specifier),
        authoredPath: path,
      });
      if (!verdict.ok) throw this.#verifier.rejectionError(verdict, specifier, path);
      return buildCompiledDoc({
        identity,
        filename: path,
        body,
        verdict,
        interfaceDigest: digestText(nodeSha256, encodeUtf8(`interface ${identity}`)),
        emitKey: digestText(nodeSha256, encodeUtf8(`emit ${identity}`)),
        sourceEdges: storedEdges,
      }, this.#runtimeVersion);
    });
    const entry = identities.get("/main.ts")!.identity;
    return { entry, sources: buildSourceDocs(modules), compiled };
  }
}
