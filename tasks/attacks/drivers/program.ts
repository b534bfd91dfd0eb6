/**
 * Authored programs: compiled, verified, loaded. The answer is the code of the first error, of
 * whichever layer, or what the load throws, or the value. All programs share one compiler.
 */
import type { Engine } from "../../../packages/runner/engine/engine.ts";
import type {
  CompiledGraph,
  CompileToGraphOptions,
} from "../../../packages/runner/engine/types.ts";
import type { Namespace } from "../../../packages/runner/sandbox/namespace.ts";
import type { AttackFile, AttackInput } from "../attack-file.ts";
import type { Answer, Driver } from "../driver.ts";
import { errorName, hasProbe, runProbe, withTripwire } from "./probe.ts";

/** The driver of programs over an engine that compiles. */
export function makeProgramDriver(engine: Engine): Driver {
  return {
    kind: "program",
    async answer({ files, policy }) {
      const { result, fired } = await withTripwire(() => answerOf(engine, files, policy));
      return {
        ...result,
        faults: [...result.faults ?? [], ...fired.map((name) => `tripwire ${name}`)],
      };
    },
  };
}

async function answerOf(
  engine: Engine,
  files: readonly AttackInput[],
  options: CompileToGraphOptions,
): Promise<Answer> {
  const program = {
    main: files[0]!.name,
    files: files.map(({ name, text }) => ({ name, contents: text })),
  };
  let compiled: CompiledGraph;
  try {
    compiled = await engine.compileToRecordGraph(program, options);
  } catch (error) {
    return { says: refusalOf(error) };
  }
  // What skipped the type gate is there to be looked at: it leaves nothing that could be stored.
  if (options.skipGate === true) {
    return { says: compiled.modules.length === 0 ? "inert" : "accept" };
  }
  let namespace: Namespace;
  try {
    namespace = engine.evaluateRecordGraph(compiled, { isolated: true }).main;
  } catch (error) {
    const probed = files[0]!.text.includes("probe");
    return {
      says: `throws(${errorName(error)})`,
      faults: probed ? [`its load threw: ${String(error)}`] : [],
    };
  }
  if (!hasProbe(namespace)) return { says: "accept", value: namespace["value"] };
  const probed = await runProbe(namespace);
  if ("threw" in probed) return { says: `throws(${probed.threw})` };
  return { says: "inert", faults: probed.leaks.map((leak) => `the probe reached ${leak}`) };
}

interface Coded {
  readonly code?: string;
  readonly diagnostics?: readonly { readonly code: string }[];
  readonly errors?: readonly { readonly code: string }[];
}

/** `reject(CODE)` of the first error that a compile reports; a program that no layer names fails. */
function refusalOf(error: unknown): string {
  const { code, diagnostics, errors } = error as Coded;
  const first = diagnostics?.[0]?.code ?? errors?.[0]?.code ?? code;
  return first === undefined ? `throws(${errorName(error)})` : `reject(${first})`;
}

/** One program of an attack file under another disguise. */
export interface SilencedForm {
  readonly name: string;
  readonly files: readonly AttackInput[];
}

/** The line that opts a file out of the transformers; it must stay the first one. */
const PRAGMA = /^\/\/\/ <cf-disable-transform \/>\n/;

/**
 * The forms of a program in which an author would silence diagnostics: `@ts-ignore` before every
 * line, `@ts-nocheck` for the file, and the same text as plain JavaScript.
 */
export function silencedForms({ files }: AttackFile): SilencedForm[] {
  const [{ name, text }, ...others] = files as readonly [AttackInput, ...AttackInput[]];
  const pragma = PRAGMA.exec(text)?.[0] ?? "";
  const rest = text.slice(pragma.length);
  const form = (label: string, path: string, silenced: string): SilencedForm => ({
    name: label,
    files: [{ name: path, text: pragma + silenced }, ...others],
  });
  const ignored = rest.split("\n").map((line) => `// @ts-ignore\n${line}`).join("\n");
  const renamed = (extension: string) => name.replace(/\.[a-z]+$/, extension);
  return [
    form("@ts-ignore", name, ignored),
    form("@ts-nocheck", name, `// @ts-nocheck\n${rest}`),
    form(".js", renamed(".js"), rest),
    form(".mjs", renamed(".mjs"), rest),
  ];
}
