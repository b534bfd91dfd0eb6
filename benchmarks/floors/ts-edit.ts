/** `ts-edit`: a builder program checks what one edited leaf affects and emits the leaf. */
import ts from "typescript";
import { assertNoErrors, FLOOR_OPTIONS, FloorHost } from "./typescript-host.ts";

/** A program that is kept and edited. */
export class TsEditFloor {
  readonly #host: FloorHost;
  readonly #roots: string[];
  #builder: ts.SemanticDiagnosticsBuilderProgram;

  constructor(
    files: ReadonlyMap<string, string>,
    libraries: ReadonlyMap<string, ts.SourceFile>,
  ) {
    this.#host = new FloorHost(files, libraries);
    this.#roots = [...files.keys(), ...libraries.keys()];
    this.#builder = this.#create(undefined);
    this.#checkAffected();
  }

  /** Milliseconds from the edited text to the emitted leaf, and what was emitted. */
  edit(
    path: string,
    text: string,
  ): { readonly ms: number; readonly written: ReadonlyMap<string, string> } {
    const started = performance.now();
    this.#host.edit(path, text);
    this.#builder = this.#create(this.#builder);
    this.#checkAffected();
    this.#host.written.clear();
    this.#builder.emit(this.#builder.getSourceFile(path));
    const ms = performance.now() - started;
    if (this.#host.written.size === 0) throw new Error("The edited leaf was not emitted.");
    return { ms, written: this.#host.written };
  }

  #create(
    old: ts.SemanticDiagnosticsBuilderProgram | undefined,
  ): ts.SemanticDiagnosticsBuilderProgram {
    return ts.createSemanticDiagnosticsBuilderProgram(
      this.#roots,
      FLOOR_OPTIONS,
      this.#host,
      old,
    );
  }

  #checkAffected(): void {
    for (;;) {
      const affected = this.#builder.getSemanticDiagnosticsOfNextAffectedFile();
      if (affected === undefined) return;
      assertNoErrors(affected.result);
    }
  }
}
