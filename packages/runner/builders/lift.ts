/** `lift`: a pure function of data that becomes a computation wherever its factory is applied. */
import type { JSONSchema } from "@commonfabric/api";
import {
  assertBuilderAllowed,
  markBuilderArtifact,
  noteDerivedCopy,
} from "../engine/provenance.ts";
import type { CellScope } from "../types.ts";
import { recordArtifact } from "./artifact.ts";
import { type BuilderHost, runningAction } from "./builder-host.ts";
import { NotAFunctionError } from "./errors.ts";
import { type Factory, finishFactory, optional, scopeFrom } from "./factory.ts";
import type { Implementation, JavascriptModule, LiftOptions } from "./graph.ts";
import { addNode } from "./operators.ts";

/** `lift(fn, argumentSchema?, resultSchema?, options?)`; argument schema `false` takes no input. */
export function makeLiftBuilder(host: BuilderHost): (...parameters: unknown[]) => Factory {
  const frozen = (data: unknown) => host.freezePlainData(data);
  return (callback, argumentSchema, resultSchema, options) => {
    assertBuilderAllowed("lift");
    if (typeof callback !== "function") throw new NotAFunctionError("lift");
    host.hardenCallback(callback);
    const implementation = callback as Implementation;
    const facts = {
      ...optional("argumentSchema", frozen(argumentSchema) as JSONSchema | undefined),
      ...optional("resultSchema", frozen(resultSchema) as JSONSchema | undefined),
      ...optional("options", frozen(options) as LiftOptions | undefined),
    };
    const make = (scope: CellScope | undefined): Factory => {
      const factory: Factory = finishFactory((inputs?: unknown) => {
        const action = runningAction();
        if (action !== undefined) return action.applyLift(factory, inputs);
        const module: JavascriptModule = Object.freeze({
          type: "javascript",
          kind: "lift",
          implementation,
          factory,
          ...facts,
        });
        return addNode("A lift", module, inputs, { schema: facts.resultSchema, scope });
      }, {
        argumentSchema: facts.argumentSchema,
        resultSchema: facts.resultSchema,
        asScope: (next: unknown) => noteDerivedCopy(make(scopeFrom(next)), factory),
      });
      recordArtifact(factory, {
        kind: "lift",
        implementation,
        ...optional("argumentSchema", facts.argumentSchema),
        ...optional("resultSchema", facts.resultSchema),
      });
      return factory;
    };
    const factory = make(undefined);
    markBuilderArtifact(factory, { kind: "lift", implementation });
    return factory;
  };
}
