/** `cf identity FILE|PIECE`: identities and imports of a program. Compiles nothing. */
import { resolve } from "node:path/posix";
import { type Counters, makeCounters } from "@commonfabric/contract";
import { EXIT } from "../command/exit-codes.ts";
import { programLocation } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { printDiagnostics } from "../output/diagnostics-text.ts";
import { StageClock, type Timings } from "../output/timings.ts";
import {
  analyzeClosedProgram,
  type DiscoveredProgram,
  discoverProgram,
} from "../program/discover-program.ts";
import { type ModuleShape, moduleShapes } from "../program/module-shape.ts";
import { namesStoredProgram, storedProgram } from "../program/stored-program.ts";

interface IdentityDocument {
  readonly format: "cf.identity/1";
  readonly tag: "cf/module-id/v1";
  readonly main: string;
  readonly entryIdentity: string | null;
  readonly complete: boolean;
  readonly modules: readonly ModuleShape[];
  readonly packages: readonly { key: string; identity: string; tree: string }[];
  readonly missing: readonly { specifier: string; importer: string }[];
  readonly timings: Timings;
}

export async function identity(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const clock = new StageClock(powers.nowMs);
  const counters = makeCounters();
  const found = await discoverOperand(invocation.operands[0]!, context, clock, counters);
  const modules = found.analysis === undefined ? [] : moduleShapes(found.analysis);
  const complete = found.program !== undefined;
  const document: IdentityDocument = {
    format: "cf.identity/1",
    tag: "cf/module-id/v1",
    main: found.main,
    entryIdentity: modules.find(({ path }) => path === found.main)?.identity ?? null,
    complete,
    modules,
    packages: [],
    missing: found.analysis?.missing ?? [{ specifier: found.main, importer: found.main }],
    timings: clock.timings(),
  };
  printDiagnostics(found.diagnostics, printer, { textOf: found.textOf, frames: false });
  if (printer.settings.json) printer.document(document);
  else for (const line of moduleLines(modules)) printer.line(line);
  return complete ? EXIT.ok : EXIT.failed;
}

/** The program that an operand names: a file, the address of a piece, or a stored identity. */
export async function discoverOperand(
  operand: string,
  context: VerbContext,
  clock: StageClock,
  counters: Counters,
): Promise<DiscoveredProgram> {
  const { invocation, powers } = context;
  if (namesStoredProgram(operand)) {
    const program = await storedProgram(operand, context);
    return await analyzeClosedProgram(program, { clock, counters });
  }
  const dataFile = invocation.option("datafile");
  return await discoverProgram({
    ...programLocation(operand, invocation, powers),
    dataFile: dataFile === undefined ? undefined : resolve(powers.cwd, dataFile),
  }, { clock, counters });
}

const IDENTITY_LENGTH = 43;

function moduleLines(modules: readonly ModuleShape[]): string[] {
  const sizes = new Map<number, number>();
  for (const { component } of modules) sizes.set(component, (sizes.get(component) ?? 0) + 1);
  return modules.map(({ identity, path, component }) => {
    const cycle = sizes.get(component)! > 1 ? `  (cycle ${component})` : "";
    return `${(identity ?? "-").padEnd(IDENTITY_LENGTH)}  ${path}${cycle}`;
  });
}
