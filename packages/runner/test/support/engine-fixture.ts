/**
 * An engine over hand-made modules: identities, compiler and verifier are doubles that read the
 * fixture, so that a test controls and counts each step.
 */
import { digestText, encodeUtf8, nodeSha256, taggedDigest } from "@commonfabric/canonical";
import type { EngineEvent, HostTable } from "@commonfabric/contract";
import type { CompiledModule } from "@commonfabric/js-compiler";
import type { ModuleIdentity, Program, StoredEdge } from "@commonfabric/module-identity";
import { Engine } from "../../engine/engine.ts";
import type { EngineOptions } from "../../engine/engine-options.ts";
import { markBuilderArtifact } from "../../engine/provenance.ts";
import type { CachedModule, CompiledGraph } from "../../engine/types.ts";
import { hardenFunction } from "../../sandbox/harden.ts";
import { freezePlainData } from "../../sandbox/plain-data.ts";
import type { HostModules } from "../../sandbox/records.ts";
import type { ModuleVerifier } from "../../sandbox/verification.ts";
import {
  acceptingVerifier,
  claimSurfaces,
  type FixtureModule,
  type FixtureModules,
} from "./loader-fixture.ts";

const TABLE: HostTable = { modules: new Map(), helpers: "commonfabric" };

/** Small builders: `build(kind, fn)` makes a frozen artifact whose implementation is `fn`. */
export function fixtureHosts(): HostModules {
  const build = (kind: string, implementation?: () => unknown): object => {
    const artifact = Object.freeze({ kind });
    if (implementation !== undefined) hardenFunction(implementation);
    markBuilderArtifact(artifact, { kind, ...(implementation && { implementation }) });
    return artifact;
  };
  const namespace = { build, marker: { hits: 0 } };
  return new Map([["commonfabric", {
    namespace: Object.freeze({ build }),
    helpers: { ...namespace, marker: undefined, __cf_data: freezePlainData },
  }]]);
}

export class EngineFixture {
  readonly events: EngineEvent[] = [];
  /** Paths of each compiler call. */
  readonly compiles: string[][] = [];
  readonly engine: Engine;
  modules: FixtureModules;

  constructor(modules: FixtureModules, options: Partial<EngineOptions> = {}) {
    this.modules = modules;
    claimSurfaces(modules);
    this.engine = new Engine({
      hosts: { table: TABLE, modules: fixtureHosts() },
      sha256: nodeSha256,
      verifierVersion: "fixture",
      verifier: acceptingVerifier,
      edges: { scan: () => "uncertain" },
      computeModuleIdentities: () => identities(this.modules),
      compiler: {
        ensureCompiler: () =>
          Promise.resolve({
            parseEdges: () => [],
            compile: (_program, { missing }) => {
              const paths = [...missing ?? []];
              this.compiles.push(paths);
              return Promise.resolve(
                new Map(paths.map((path) => [path, compiledModule(this.modules[path]!)])),
              );
            },
          }),
      },
      events: (event) => this.events.push(event),
      ...options,
    });
  }

  program(main: string): Program {
    const files = Object.entries(this.modules).map(([name, { body }]) => ({
      name,
      contents: body,
    }));
    return { main, files };
  }

  compile(
    main: string,
    options: Parameters<Engine["compileToRecordGraph"]>[1] = {},
  ): Promise<CompiledGraph> {
    return this.engine.compileToRecordGraph(this.program(main), options);
  }

  identityOf(path: string): string {
    return identities(this.modules).get(path)!.identity;
  }

  /** Names of events with their modules as paths. */
  log(): string[] {
    const byIdentity = new Map(
      [...identities(this.modules)].map(([path, m]) => [m.identity, path]),
    );
    const shown = (identity: string) => byIdentity.get(identity) ?? identity;
    return this.events.map((event) => {
      if ("modules" in event && Array.isArray(event.modules)) {
        return `${event.type} ${event.modules.map(shown).join(" ")}`;
      }
      if ("identity" in event) return `${event.type} ${shown(event.identity as string)}`;
      return event.type;
    });
  }
}

export function cachedOf(compiled: CompiledGraph): Map<string, CachedModule> {
  return new Map(compiled.modules.map((module) => [module.identity, module]));
}

/** A verifier that refuses every body that contains `word`. */
export function refusing(word: string): ModuleVerifier {
  return {
    ...acceptingVerifier,
    verifyBody: (body, options) =>
      body.includes(word)
        ? {
          ok: false,
          verifierVersion: "fixture",
          policy: "fixture",
          bodyHash: "",
          errors: [{ message: `contains ${word}` } as never],
        }
        : acceptingVerifier.verifyBody(body, options),
    rejectionError: (rejection, _specifier, path) =>
      Object.assign(new Error(`${path}: ${rejection.errors[0]!.message}`), {
        name: "ModuleVerificationError",
      }),
  };
}

function compiledModule(module: FixtureModule): CompiledModule {
  return {
    js: module.body,
    sidecar: { formatVersion: 1, sites: { p: { line: 3, col: 4 }, default: { line: 5, col: 6 } } },
    interfaceDigest: "interface",
    emitKey: "emit",
    warnings: [],
    origin: "compiled",
  };
}

function identities(modules: FixtureModules): Map<string, ModuleIdentity> {
  const done = new Map<string, ModuleIdentity>();
  const visit = (path: string): ModuleIdentity => {
    const known = done.get(path);
    if (known !== undefined) return known;
    const { body, imports = [] } = modules[path]!;
    const storedEdges = imports.map((specifier): StoredEdge =>
      specifier.startsWith("./")
        ? { specifier, kind: "module", identity: visit(specifier.slice(1)).identity }
        : { specifier, kind: "host", host: specifier }
    );
    const identity = taggedDigest(nodeSha256, "fixture", (writer) => {
      writer.str(path).str(body).list(storedEdges, (edge) => writer.str(edge.identity ?? ""));
    });
    const module: ModuleIdentity = {
      path,
      kind: "code",
      identity,
      sourceDigest: digestText(nodeSha256, encodeUtf8(body)),
      text: body,
      edges: [],
      storedEdges,
      component: done.size,
    };
    done.set(path, module);
    return module;
  };
  for (const path of Object.keys(modules)) visit(path);
  return done;
}
