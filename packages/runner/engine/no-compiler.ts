/** The compiler of a runtime that has none: it runs what is stored, and nothing else. */
import type { CompilerProvider } from "./types.ts";

/** A body is missing in a runtime that was made without a compiler. */
export class NoCompilerError extends Error {
  override readonly name = "NoCompilerError";
  constructor() {
    super(
      "This runtime has no compiler, and no usable body of the program is stored: " +
        "compile it into the store first, for example with cf check or cf piece step.",
    );
  }
}

export const NO_COMPILER: CompilerProvider = Object.freeze({
  ensureCompiler: () => Promise.reject(new NoCompilerError()),
});
