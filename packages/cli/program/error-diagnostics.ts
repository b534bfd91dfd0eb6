/** Errors of the chain as diagnostics: which phase they belong to, and where in authored text. */
import { type Diagnostic, makeDiagnostic } from "@commonfabric/contract";
import { CompilerError, TransformerError } from "@commonfabric/js-compiler";
import { ResolveError } from "@commonfabric/module-identity";
import {
  ArgumentMismatchError,
  describeThrown,
  type Engine,
  mapErrorOnce,
  mappedFrames,
  textOf,
} from "@commonfabric/runner";
import { ModuleVerificationError } from "@commonfabric/sandbox-verifier";

/** Where a program can stop, in order. */
export const PHASES = [
  "resolve",
  "identity",
  "compile",
  "verify",
  "evaluate",
  "instantiate",
] as const;

export type Phase = typeof PHASES[number];

/** An error of the author: what it says, and the phase that it stopped. */
export interface AuthorFailure {
  readonly phase: Phase;
  readonly diagnostics: readonly Diagnostic[];
}

/** The phase in which a diagnostic stops a program. */
function phaseOf({ phase }: Diagnostic): Phase {
  switch (phase) {
    case "resolve":
      return "resolve";
    case "syntax":
    case "type":
    case "transform":
    case "package":
      return "compile";
    case "verify":
    case "graph":
      return "verify";
    case "evaluate":
      return "evaluate";
    case "instantiate":
      return "instantiate";
    default:
      return phase satisfies never;
  }
}

/** What compile, verification or graph check say of a program; `undefined` for other errors. */
export function compileFailure(error: unknown): AuthorFailure | undefined {
  if (error instanceof CompilerError || error instanceof TransformerError) {
    const { diagnostics } = error;
    const first = diagnostics.find(({ severity }) => severity === "error") ?? diagnostics[0];
    return { phase: first === undefined ? "compile" : phaseOf(first), diagnostics };
  }
  if (error instanceof ResolveError) return { phase: "identity", diagnostics: error.diagnostics };
  if (error instanceof ModuleVerificationError) {
    return {
      phase: "verify",
      diagnostics: error.errors.map(({ rule: _rule, ...diagnostic }) => diagnostic),
    };
  }
  return undefined;
}

/** Whatever running code threw, as one diagnostic at its authored position where one is known. */
export function thrownDiagnostic(
  error: unknown,
  phase: "evaluate" | "instantiate",
  engine: Engine,
): Diagnostic {
  mapErrorOnce(error, engine.stackMapper, { hideInternalStackFrames: true });
  const position = authoredPosition(error);
  const described = describeThrown(error);
  const name = error instanceof Error ? textOf(error, "name") ?? "Error" : "Error";
  return makeDiagnostic({
    phase,
    code: /^[A-Za-z_$][\w$]{0,99}$/.test(name) ? name : "Error",
    message: described.startsWith(`${name}: `) ? described.slice(name.length + 2) : described,
    ...position,
  });
}

const AUTHORED_FRAME = /(?:\(|at )(\/[^\s():]+):([1-9][0-9]{0,8}):([1-9][0-9]{0,8})\)?$/;

function authoredPosition(error: unknown): Pick<Diagnostic, "file" | "line" | "column"> | object {
  if (!(error instanceof Error)) return {};
  const frames = mappedFrames(error).filter((line) => !line.includes("file://"));
  // No authored code ran that could be in the stack: the error says which pattern it is about.
  if (error instanceof ArgumentMismatchError) frames.push(`at ${error.source}`);
  for (const frame of frames) {
    const match = AUTHORED_FRAME.exec(frame);
    if (match !== null) {
      return { file: match[1]!, line: Number(match[2]), column: Number(match[3]) };
    }
  }
  return {};
}
