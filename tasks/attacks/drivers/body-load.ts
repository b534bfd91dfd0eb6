/** Loads hand-made bodies in an engine: the entry first, then what it requires. */
import { digestText, encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import { hostTable } from "@commonfabric/api";
import type { Identity, StoredEdge } from "@commonfabric/module-identity";
import { bodyHash } from "@commonfabric/sandbox-verifier";
import type { Engine } from "../../../packages/runner/engine/engine.ts";
import type { CachedModule } from "../../../packages/runner/engine/types.ts";
import type { Namespace } from "../../../packages/runner/sandbox/namespace.ts";
import type { AttackInput } from "../attack-file.ts";
import { COMPANION } from "./companion.ts";

/** How a load ended. `hasRun` tells whether the body of the entry, or of what it needs, began. */
export type BodyLoad =
  | { readonly namespace: Namespace; readonly hasRun: true }
  | { readonly error: unknown; readonly hasRun: boolean };

/** Loads `files`, of which the first is the entry, with nothing shared between two calls. */
export function loadBodies(engine: Engine, files: readonly AttackInput[]): BodyLoad {
  const modules = modulesOf(files);
  const [entry] = modules.keys();
  const { counters } = engine;
  const before = counters.modulesEvaluated;
  try {
    const { main } = engine.evaluateCachedModules(modules, entry!, { isolated: true });
    return { namespace: main, hasRun: true };
  } catch (error) {
    return { error, hasRun: counters.modulesEvaluated > before };
  }
}

const REQUIRE = /require\("([^"\n]+)"\)/g;

function modulesOf(files: readonly AttackInput[]): ReadonlyMap<Identity, CachedModule> {
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  for (const text of [...texts.values()]) {
    for (const [, specifier] of text.matchAll(REQUIRE)) {
      const path = specifier!.slice(1);
      if (specifier!.startsWith("./") && !texts.has(path)) texts.set(path, COMPANION);
    }
  }
  return new Map([...texts].map(([path, code]) => {
    const identity = identityOf(path);
    return [identity, {
      identity,
      filename: path,
      code,
      bodyHash: bodyHash(code, nodeSha256),
      imports: edgesOf(code),
      interfaceDigest: "",
      emitKey: "",
      trust: "none",
    }];
  }));
}

function edgesOf(code: string): StoredEdge[] {
  const specifiers = new Set([...code.matchAll(REQUIRE)].map(([, specifier]) => specifier!));
  return [...specifiers].flatMap((specifier): StoredEdge[] => {
    if (specifier.startsWith("./")) {
      return [{ specifier, kind: "module", identity: identityOf(specifier.slice(1)) }];
    }
    return hostTable.modules.has(specifier) ? [{ specifier, kind: "host", host: specifier }] : [];
  });
}

/** A well-formed identity for the module at `path` of a test. */
function identityOf(path: string): Identity {
  return digestText(nodeSha256, encodeUtf8(path));
}
