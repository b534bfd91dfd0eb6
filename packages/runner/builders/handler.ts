/** `handler`: code for one event; binding it to state gives a stream. */
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
import type { Implementation, JavascriptModule } from "./graph.ts";
import { addNode } from "./operators.ts";

/** `handler(fn)` or, emitted, `handler(eventSchema, stateSchema, fn, { resultSchema }?)`. */
export function makeHandlerBuilder(host: BuilderHost): (...parameters: unknown[]) => Factory {
  const frozen = (data: unknown) => host.freezePlainData(data);
  return (...parameters) => {
    assertBuilderAllowed("handler");
    const schemaFirst = typeof parameters[0] !== "function";
    const callback = schemaFirst ? parameters[2] : parameters[0];
    if (typeof callback !== "function") throw new NotAFunctionError("handler");
    host.hardenCallback(callback);
    const implementation = callback as Implementation;
    const [event, state, options] = schemaFirst
      ? [parameters[0], parameters[1], parameters[3]]
      : [undefined, undefined, undefined];
    const result = frozen(options) as { readonly resultSchema?: JSONSchema } | undefined;
    const eventSchema = frozen(event) as JSONSchema | undefined;
    const stateSchema = frozen(state) as JSONSchema | undefined;
    const facts = {
      ...optional("eventSchema", eventSchema),
      ...optional("resultSchema", result?.resultSchema),
    };
    const make = (scope: CellScope | undefined): Factory => {
      const bind = (bound: unknown): unknown => {
        const action = runningAction();
        if (action !== undefined) return action.bindHandler(factory, bound, scope);
        const module: JavascriptModule = Object.freeze({
          type: "javascript",
          kind: "handler",
          implementation,
          factory,
          ...facts,
          ...optional("argumentSchema", stateSchema),
        });
        return addNode("A handler", module, bound, {
          kind: "stream",
          schema: streamSchema(eventSchema),
          scope,
        });
      };
      const factory: Factory = finishFactory((bound?: unknown) => bind(bound), {
        argumentSchema: stateSchema,
        resultSchema: facts.resultSchema,
        with: (bound: unknown) => bind(bound),
        asScope: (next: unknown) => noteDerivedCopy(make(scopeFrom(next)), factory),
      });
      recordArtifact(factory, {
        kind: "handler",
        implementation,
        ...facts,
        ...optional("stateSchema", stateSchema),
      });
      return factory;
    };
    const factory = make(undefined);
    markBuilderArtifact(factory, { kind: "handler", implementation });
    return factory;
  };
}

/** What links to a stream say of it: that it is one, and what events it takes. */
function streamSchema(event: JSONSchema | undefined): JSONSchema {
  const { asCell = [], ...payload } = typeof event === "object" ? event : {};
  const schema: JSONSchema = { ...payload, asCell: ["stream", ...asCell] };
  return Object.freeze(schema);
}
