/**
 * The stored form of a graph: plain data in which code is a pointer. A live graph is trusted by
 * object identity; this form is for showing, hashing and comparing, and grants nothing.
 */
import type { EntryRef } from "@commonfabric/module-identity";
import { isPattern } from "./artifact.ts";
import { type Binding, type GraphModule, isAlias, type PatternGraph } from "./graph.ts";

/** The pointer of an artifact, or a text that stands for code without one. */
export type RefOf = (artifact: object) => EntryRef | string;

/** `graph` as plain data: javascript modules as `$implRef`, patterns as `$patternRef`. */
export function storedForm(graph: PatternGraph, refOf: RefOf): unknown {
  return {
    argumentSchema: graph.argumentSchema,
    resultSchema: graph.resultSchema,
    result: bindingForm(graph.result, refOf),
    nodes: graph.nodes.map((node) => ({
      module: moduleForm(node.module, refOf),
      inputs: bindingForm(node.inputs, refOf),
      outputs: bindingForm(node.outputs, refOf),
    })),
    internal: graph.internal.map((cell) => ({
      ...cell,
      ...(cell.initial === undefined ? {} : { initial: bindingForm(cell.initial, refOf) }),
    })),
  };
}

function moduleForm(module: GraphModule, refOf: RefOf): unknown {
  switch (module.type) {
    case "javascript": {
      const { implementation: _code, factory, ...facts } = module;
      return { ...facts, $implRef: refOf(factory) };
    }
    case "pattern":
      return {
        type: "pattern",
        pattern: bindingForm(module.pattern, refOf),
        ...(module.placement === undefined
          ? {}
          : { placement: bindingForm(module.placement, refOf) }),
      };
    case "builtin":
    case "pass-through":
      return module;
    default:
      return module satisfies never;
  }
}

function bindingForm(binding: Binding, refOf: RefOf): unknown {
  if (isPattern(binding)) {
    const { argumentSchema, resultSchema } = binding;
    return { $patternRef: refOf(binding), argumentSchema, resultSchema };
  }
  if (typeof binding !== "object" || binding === null) return binding;
  if (isAlias(binding)) {
    return { $alias: { ...binding.$alias, path: [...binding.$alias.path] } };
  }
  if (binding instanceof Date || binding instanceof Uint8Array) return binding;
  if (Array.isArray(binding)) return binding.map((each) => bindingForm(each, refOf));
  return Object.fromEntries(
    Object.entries(binding).map(([key, each]) => [key, bindingForm(each, refOf)]),
  );
}
