/** `cf identity explain A B`: why the identities of two programs differ. */
import { nodeSha256 } from "@commonfabric/canonical";
import { makeCounters, quote } from "@commonfabric/contract";
import { hostTable } from "@commonfabric/api";
import { ensureCompiler, type ResolvedProgram } from "@commonfabric/js-compiler";
import {
  type Cause,
  EdgesUnknownError,
  explainIdentity,
  type Explanation,
  type IdentityOptions,
  scanImports,
} from "@commonfabric/module-identity";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { printDiagnostics } from "../output/diagnostics-text.ts";
import type { Printer } from "../output/printer.ts";
import { StageClock } from "../output/timings.ts";
import { discoverOperand } from "./identity.ts";

export async function identityExplain(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const [before, after] = await Promise.all(
    invocation.operands.map((operand) => closedProgram(operand, context)),
  );
  const explanation = await explain(before!, after!, invocation.option("path"));
  const { path, equal, causes } = explanation;
  if (explanation.before === undefined && explanation.after === undefined) {
    throw new CommandError(`no such module: ${quote(path)} is in neither program`);
  }
  if (printer.settings.json) {
    printer.document({
      format: "cf.identity-explain/1",
      path,
      before: explanation.before ?? null,
      after: explanation.after ?? null,
      equal,
      causes,
    });
  } else printExplanation(explanation, printer);
  return equal ? EXIT.ok : EXIT.failed;
}

async function closedProgram(operand: string, context: VerbContext): Promise<ResolvedProgram> {
  const clock = new StageClock(context.powers.nowMs);
  const found = await discoverOperand(operand, context, clock, makeCounters());
  if (found.program !== undefined) return found.program;
  printDiagnostics(found.diagnostics, context.printer, { textOf: found.textOf, frames: false });
  throw new CommandError(`program is not complete: ${quote(operand)}`);
}

async function explain(
  before: ResolvedProgram,
  after: ResolvedProgram,
  path: string | undefined,
): Promise<Explanation> {
  const options: IdentityOptions & { path?: string } = {
    hosts: hostTable,
    sha256: nodeSha256,
    edges: { scan: scanImports },
    ...(path === undefined ? {} : { path }),
  };
  try {
    return explainIdentity(before, after, options);
  } catch (error) {
    if (!(error instanceof EdgesUnknownError)) throw error;
    const { parseEdges } = await ensureCompiler();
    return explainIdentity(before, after, {
      ...options,
      edges: { scan: scanImports, parse: parseEdges },
    });
  }
}

function printExplanation({ path, before, after, equal, causes }: Explanation, to: Printer): void {
  to.line(`${path}\t${before ?? "absent"}\t${after ?? "absent"}\t${equal ? "equal" : "differs"}`);
  for (const cause of causes) {
    to.line(`${cause.kind}\t${cause.path}\t${cause.chain.join(" -> ")}\t${detailText(cause)}`);
  }
}

function detailText(cause: Cause): string {
  switch (cause.kind) {
    case "text":
      return cause.detail === null
        ? ""
        : `line ${cause.detail.line}: ${quoted(cause.detail.before)} -> ${
          quoted(cause.detail.after)
        }${cause.detail.trivial ? " (white space or comments only)" : ""}`;
    case "edge-added":
    case "edge-removed":
    case "edge-retargeted":
    case "host": {
      const { specifier, before, after } = cause.detail;
      return `${quote(specifier)}: ${before?.target ?? "nothing"} -> ${after?.target ?? "nothing"}`;
    }
    case "path":
      return `${cause.detail.before} -> ${cause.detail.after}`;
    case "component":
      return `${cause.detail.before.join(" ")} -> ${cause.detail.after.join(" ")}`;
    case "added":
    case "removed":
      return cause.detail.identity;
  }
}

function quoted(line: string | null): string {
  return line === null ? "end of file" : quote(line);
}
