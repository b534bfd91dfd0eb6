/**
 * The type gate: the diagnostics that decide whether anything of a compile may be published.
 * Nothing that is a question of safety depends on it.
 */
import type ts from "typescript";
import type { Diagnostic, HostTable } from "@commonfabric/contract";
import { type AuthoredFile, withStackGuard } from "./authored-file.ts";
import { fromTypeScript } from "./diagnostics.ts";

/** What a gate is asked: the closure, and which of its files to check. */
export interface TypeGateRequest {
  readonly files: readonly AuthoredFile[];
  /** Paths. */
  readonly check: readonly string[];
  readonly hosts: HostTable;
  readonly options: ts.CompilerOptions;
  /** The emitting program; a gate elsewhere makes its own from the texts. */
  readonly program: ts.Program;
}

/** Every implementation gives the same diagnostics: file, line, column, code. */
export interface TypeGate {
  /** Whether `checkSync` uses the emitting program, which must then carry types. */
  readonly inProcess: boolean;
  check(request: TypeGateRequest): Promise<readonly Diagnostic[]>;
  checkSync?(request: TypeGateRequest): readonly Diagnostic[];
  dispose(): void;
}

/**
 * Two `export *` give one name. ECMAScript leaves such a name out and refuses only its use, which
 * the check of links does.
 */
const AMBIGUOUS_STAR = 2308;

/** Takes the diagnostics of the emitting program, before emit, so that both share the checker. */
export class InProcessGate implements TypeGate {
  readonly inProcess = true;

  check(request: TypeGateRequest): Promise<readonly Diagnostic[]> {
    return Promise.resolve(this.checkSync(request));
  }

  checkSync({ program, check }: TypeGateRequest): readonly Diagnostic[] {
    return check.flatMap((path) => {
      const file = program.getSourceFile(path);
      if (file === undefined) throw new Error(`The program has no file "${path}".`);
      return withStackGuard(path, () => program.getSemanticDiagnostics(file))
        .filter(({ code }) => code !== AMBIGUOUS_STAR)
        .map((diagnostic) => fromTypeScript(diagnostic, "type"));
    });
  }

  dispose(): void {}
}
