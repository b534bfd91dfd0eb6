/** The runtime namespace of host module `commonfabric`: what authored imports are bound to. */
import { canonicalEqual } from "@commonfabric/canonical";
import { makeRuntimeCalls } from "../builtins/call-table.ts";
import type { DataOfModule } from "../sandbox/records.ts";
import type { BuilderHost } from "./builder-host.ts";
import { makeCellFactories } from "./cell-factories.ts";
import { toCompactDebugString, toIndentedDebugString } from "./debug-strings.ts";
import { assertCapture, assertRecord } from "./assert-recording.ts";
import { dataReader } from "./data-reader.ts";
import { CompileTimeOnlyError } from "./errors.ts";
import { makeHandlerBuilder } from "./handler.ts";
import { makeJsxFactory } from "./jsx.ts";
import { makeLiftBuilder } from "./lift.ts";
import { makeOperators } from "./operators.ts";
import { makePatternBuilder } from "./pattern.ts";
import { makePatternHelpers } from "./pattern-helpers.ts";
import { SELF } from "./reference.ts";
import { makeSqliteDeclarations } from "./sqlite-declarations.ts";

/** Result keys and other constants; the keys are plain strings, so results stay plain data. */
const CONSTANTS: Readonly<Record<string, unknown>> = Object.freeze({
  NAME: "$NAME",
  UI: "$UI",
  TILE_UI: "$TILE_UI",
  CHIP_UI: "$CHIP_UI",
  FS: "$FS",
  TESTS: "$TESTS",
  TYPE: "$TYPE",
  SELF,
});

export interface HostModuleNamespaces {
  /** What `import { ... } from "commonfabric"` reaches. */
  readonly namespace: Readonly<Record<string, unknown>>;
  /** The namespace and the internal exports: `__cfHelpers` of a module. */
  readonly helpers: Readonly<Record<string, unknown>>;
  /** What a module with data files has of its own. */
  readonly ofModule: (module: DataOfModule) => Readonly<Record<string, unknown>>;
}

/** Makes the namespaces; both are frozen, without prototype, and hold frozen functions only. */
export function makeCommonfabricModule(host: BuilderHost): HostModuleNamespaces {
  const exports: Record<string, unknown> = {
    pattern: makePatternBuilder(host, "pattern"),
    render: makePatternBuilder(host, "render"),
    lift: makeLiftBuilder(host),
    handler: makeHandlerBuilder(host),
    ...makeCellFactories(host),
    ...makeOperators(host),
    ...makeRuntimeCalls(host),
    ...makeSqliteDeclarations(host),
    ...makePatternHelpers(host),
    toCompactDebugString,
    toIndentedDebugString,
    equals: (a: unknown, b: unknown) => host.equals(a, b),
    valueEqual: (a: unknown, b: unknown) => canonicalEqual(a, b),
    // Modules that read data files get their own from the loader.
    dataFile: dataReader({ path: "this module", data: new Map() }),
    toSchema: () => {
      throw new CompileTimeOnlyError("toSchema");
    },
    __cf_data: (value: unknown) => host.freezePlainData(value),
    schema: (value: unknown) => host.freezePlainData(value),
    ...CONSTANTS,
  };
  return Object.freeze({
    namespace: frozenNamespace(exports),
    helpers: frozenNamespace({ ...exports, h: makeJsxFactory(), assertCapture, assertRecord }),
    ofModule: (module: DataOfModule) => ({ dataFile: dataReader(module) }),
  });
}

function frozenNamespace(members: Record<string, unknown>): Readonly<Record<string, unknown>> {
  const namespace = Object.create(null) as Record<string, unknown>;
  for (const [name, member] of Object.entries(members)) {
    namespace[name] = typeof member === "function" ? Object.freeze(member) : member;
  }
  return Object.freeze(namespace);
}
