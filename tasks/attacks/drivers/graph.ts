/**
 * Record graphs: statements of modules, made to a consistent graph, then altered as the recipe says.
 * The answer is the code of the first error of the graph check.
 */
import { hostRecordKey } from "@commonfabric/contract";
import type { GraphRecord } from "@commonfabric/sandbox-verifier";
import {
  alter,
  type GraphCase,
  graphErrors,
  graphOf,
  keyOf,
} from "../../../packages/sandbox-verifier/test/support/graph.ts";
import { bodyOf } from "../../../packages/sandbox-verifier/test/support/verify.ts";
import type { Answer, Driver } from "../driver.ts";
import { recipeOf } from "../recipe.ts";

interface GraphRecipe {
  /** Statements by module name; the first is the entry. `./b` names the module `b`. */
  readonly modules: Readonly<Record<string, string>>;
  /** A name of {@link CHANGES} with its parameters, each. */
  readonly changes: readonly (readonly [string, ...unknown[]])[];
  /** A part of the message of the refusal. */
  readonly says: string;
}

export function makeGraphDriver(): Driver {
  return {
    kind: "graph",
    answer(file) {
      const recipe = recipeOf<GraphRecipe>(file, ["modules", "changes", "says"]);
      const graph = graphOf(recipe.modules ?? {});
      const fired: string[] = [];
      for (const [name, ...parameters] of recipe.changes ?? []) {
        const change = CHANGES.get(name);
        if (change === undefined) throw new TypeError(`There is no change "${name}" of a graph`);
        change(graph, parameters as string[], (tripwire) => void fired.push(tripwire));
      }
      return answerOf(graphErrors(graph)[0], recipe.says, fired);
    },
  };
}

function answerOf(error: string | undefined, says: string | undefined, fired: string[]): Answer {
  const faults = fired.map((name) => `tripwire ${name}`);
  if (error === undefined) return { says: "accept", faults };
  const [, code, message] = /^\S+ (\S+) (.*)$/s.exec(error)!;
  if (says !== undefined && !message!.includes(says)) faults.push(`it says: ${message}`);
  return { says: `reject(${code})`, faults };
}

type Change = (
  graph: GraphCase,
  parameters: readonly string[],
  tripwire: (name: string) => void,
) => void;

/** A module by its name, a host by its specifier, or a record key as it is. */
function targetOf(name: string): string {
  if (name.includes(":")) return name;
  return name === "commonfabric" ? hostRecordKey(name) : keyOf(name);
}

function own(object: object, key: PropertyKey, descriptor: PropertyDescriptor): object {
  return Object.defineProperty(object, key, { enumerable: true, ...descriptor });
}

/** What can be altered; modules go by their names. */
const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ["entry", ({ graph }, [name]) => void (graph.entry = targetOf(name!))],
  ["drop-record", ({ graph, verdicts }, [name]) => {
    graph.records.delete(targetOf(name!));
    verdicts.delete(targetOf(name!));
  }],
  ["drop-verdict", ({ verdicts }, [name]) => void verdicts.delete(keyOf(name!))],
  ["drop-body", ({ graph }, [name]) => void graph.bodies.delete(keyOf(name!))],
  ["drop-edges", ({ graph }, [name]) => void graph.edges.delete(keyOf(name!))],
  ["body", ({ graph }, [name, statements]) => {
    graph.bodies.set(keyOf(name!), bodyOf(statements!));
  }],
  ["verdict", ({ verdicts }, [name, other]) => {
    verdicts.set(keyOf(name!), verdicts.get(keyOf(other!))!);
  }],
  ["verdict-part", ({ verdicts }, [name, part, value]) => {
    verdicts.set(keyOf(name!), { ...verdicts.get(keyOf(name!))!, [part!]: value } as never);
  }],
  ["key", ({ graph }, [key]) => {
    graph.records.set(key!, { imports: [], exports: [], execute() {} });
  }],
  ["resolve", (graph, [name, specifier, target]) => {
    const { resolutions } = graph.graph.records.get(keyOf(name!))!;
    alter(graph, name!, { resolutions: { ...resolutions, [specifier!]: targetOf(target!) } });
  }],
  ["unresolve", (graph, [name, specifier]) => {
    const { resolutions } = graph.graph.records.get(keyOf(name!))!;
    const rest = Object.entries(resolutions ?? {}).filter(([key]) => key !== specifier);
    alter(graph, name!, { resolutions: Object.fromEntries(rest) });
  }],
  ["edge", ({ graph }, [name, specifier, target]) => {
    graph.edges.get(keyOf(name!))!.set(specifier!, targetOf(target!));
  }],
  ["source-only", ({ graph }, [name]) => void graph.sourceOnly.add(keyOf(name!))],
  ["part", (graph, [name, part, value]) => alter(graph, name!, { [part!]: value })],
  ["accessor", (graph, [name, part], tripwire) => {
    const record = { ...graph.graph.records.get(keyOf(name!))! };
    own(record, part!, { get: () => tripwire(part!) });
    graph.graph.records.set(keyOf(name!), record);
  }],
  ["symbol-field", (graph, [name]) => {
    alter(graph, name!, own({}, Symbol.for("field"), { value: 1 }) as Partial<GraphRecord>);
  }],
  ["import-getter", (graph, [name], tripwire) => {
    const imports = own([], 0, { get: () => tripwire("import") }) as string[];
    alter(graph, name!, { imports });
  }],
  ["resolution-getter", (graph, [name, specifier], tripwire) => {
    const resolutions = own({}, specifier!, { get: () => tripwire("resolution") });
    alter(graph, name!, { resolutions: resolutions as Record<string, string> });
  }],
  ["resolution-proto", (graph, [name]) => {
    const resolutions = own({}, "__proto__", { value: keyOf("b") }) as Record<string, string>;
    alter(graph, name!, { resolutions });
  }],
  ["resolution-class", (graph, [name]) => {
    const { resolutions } = graph.graph.records.get(keyOf(name!))!;
    const resolved = Object.assign(new (class Resolutions {})(), resolutions);
    alter(graph, name!, { resolutions: resolved as Record<string, string> });
  }],
]);
