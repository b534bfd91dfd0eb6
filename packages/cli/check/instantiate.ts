/** The last phase of a check: a piece of the program in a scratch space, run to rest. */
import { type Diagnostic, makeDiagnostic } from "@commonfabric/contract";
import type { Program } from "@commonfabric/module-identity";
import type { Runtime, RuntimeError } from "@commonfabric/runner";
import { thrownDiagnostic } from "../program/error-diagnostics.ts";

const SCRATCH_SPACE = "check";

/** Sets a piece up with the defaults of its schema; gives what went wrong. */
export async function instantiate(
  program: Program,
  mainExport: string,
  runtime: Runtime,
): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const cancel = runtime.onError((error) => void diagnostics.push(diagnosticOf(error)));
  try {
    const pattern = await runtime.patterns.compileOrGetPattern(program, { mainExport });
    await runtime.openSpace(SCRATCH_SPACE);
    const cell = runtime.getCell(SCRATCH_SPACE, { check: program.main }, {
      schema: pattern.resultSchema,
    });
    await runtime.editWithRetry((tx) => void runtime.run(tx, pattern, undefined, cell.withTx(tx)));
    await cell.pull();
    await runtime.settled();
  } catch (error) {
    diagnostics.push(thrownDiagnostic(error, "instantiate", runtime.engine));
  } finally {
    cancel();
  }
  return diagnostics;
}

function diagnosticOf({ name, message, source }: RuntimeError): Diagnostic {
  const position = /^(.*):(\d+):(\d+)$/.exec(source ?? "");
  const place = position === null
    ? {}
    : { file: position[1]!, line: Number(position[2]), column: Number(position[3]) };
  return makeDiagnostic({ phase: "instantiate", code: name, message, ...place });
}
