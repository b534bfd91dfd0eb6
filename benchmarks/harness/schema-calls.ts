/** Calls of schema generators, seen from outside while a compile or an analysis runs. */
import {
  type CompositionRequest,
  type GeneratedSchema,
  SchemaGenerator,
  type SchemaRequest,
} from "@commonfabric/schema-generator";

export type SchemaCall =
  | { readonly kind: "generate"; readonly request: SchemaRequest }
  | { readonly kind: "compose"; readonly request: CompositionRequest };

/** Runs `work`; each call goes through `around`, which must give what `make` gives. */
export function withSchemaCalls(
  around: (call: SchemaCall, make: () => GeneratedSchema) => GeneratedSchema,
  work: () => void,
): void {
  const { generate, compose } = SchemaGenerator.prototype;
  SchemaGenerator.prototype.generate = function (request) {
    return around({ kind: "generate", request }, () => Reflect.apply(generate, this, [request]));
  };
  SchemaGenerator.prototype.compose = function (request) {
    return around({ kind: "compose", request }, () => Reflect.apply(compose, this, [request]));
  };
  try {
    work();
  } finally {
    SchemaGenerator.prototype.generate = generate;
    SchemaGenerator.prototype.compose = compose;
  }
}

/** Makes the call again. */
export function repeatCall(generator: SchemaGenerator, call: SchemaCall): GeneratedSchema {
  switch (call.kind) {
    case "generate":
      return generator.generate(call.request);
    case "compose":
      return generator.compose(call.request);
    default:
      return call satisfies never;
  }
}
