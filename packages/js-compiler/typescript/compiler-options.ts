/** What a compile is told, and what it shares with the other compiles of its compiler. */
import type { CompileOptions } from "../types.ts";
import type { Libraries } from "./libraries.ts";
import type { Programs } from "./programs.ts";
import type { Transformer } from "./transformer.ts";
import type { TypeGate } from "./type-gate.ts";

/** Options of a compile, transformers included. */
export interface CompilerOptions extends CompileOptions {
  readonly transformer?: Transformer;
}

/** The parts of a compiler that all its compiles use. */
export interface CompileContext {
  readonly libraries: Libraries;
  readonly programs: Programs;
  readonly gate: TypeGate;
}
